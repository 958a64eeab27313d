import { type ReactNode, useEffect } from 'react';

/** The heading of a page, its title in the browser's tab; `children` are what can be done, at its end. */
export function PageHead({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  useTitle(title);
  return (
    <div className="mt-2 mb-5 flex min-h-11 flex-wrap items-center justify-between gap-3">
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      {children !== undefined && <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </div>
  );
}

/** Of a page without a heading of that kind. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Tidemark`;
  }, [title]);
}
