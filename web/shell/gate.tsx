import { useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useSession } from '../data/index.ts';
import { Failure } from '../parts/index.ts';

/** Shows a page to who may see it: without a session the way goes to sign-in, and from there back. */
export function Gate({ isPublic, children }: { readonly isPublic: boolean; readonly children: ReactNode }) {
  const { user, error, refetch } = useSession();
  if (user === undefined) {
    if (error === null) return null;
    return (
      <div className="mx-auto max-w-md p-6 pt-[20dvh]">
        <Failure error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (user === null && !isPublic) {
    return <ToSignIn />;
  }
  return children;
}

/** Goes once, and keeps where it was asked from: the address changes on the way. */
function ToSignIn() {
  const { href } = useLocation();
  const navigate = useNavigate();
  const [next] = useState(href);
  useEffect(() => {
    void navigate({ to: '/sign-in', search: next === '/' ? {} : { next }, replace: true });
  }, [navigate, next]);
  return null;
}
