import { Link, useNavigate } from '@tanstack/react-router';
import { signIn } from '../../data/index.ts';
import { Field } from '../../parts/index.ts';
import { useAddressText } from '../../shell/index.ts';
import { Door } from './door.tsx';

export default function SignInPage() {
  const navigate = useNavigate();
  const [next] = useAddressText('next');
  return (
    <Door
      title="Sign in"
      lead="What it is worth, and how much of that the market did."
      action="Sign in"
      enter={async (typed) => {
        await signIn({ email: typed('email'), password: typed('password') });
        await navigate({ href: pathHere(next) });
      }}
      below={
        <>
          New here?{' '}
          <Link to="/sign-up" className="text-tide underline underline-offset-4">
            Sign up
          </Link>
        </>
      }
    >
      <Field label="E-mail" name="email" type="email" autoComplete="username" required autoFocus />
      <Field label="Password" name="password" type="password" autoComplete="current-password" required />
    </Door>
  );
}

/** Only a path of this server: an address may come from anybody. */
const pathHere = (next: string | null): string => (next !== null && /^\/(?![/\\])/.test(next) ? next : '/');
