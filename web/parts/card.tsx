import { type ReactNode, useId } from 'react';
import { classes } from './class-names.ts';

/** A part of a page with its heading; `aside` stands at the heading's end. */
export function Card({
  title,
  aside,
  children,
  className,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={classes('rounded-2xl border border-line bg-surface p-4 shadow-lift sm:p-5', className)}
    >
      <div className="mb-3 flex min-h-8 items-center justify-between gap-3">
        <h2 id={id} className="font-semibold tracking-tight">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

/** A figure with its name above and a word about it below. */
export function Figure({
  name,
  children,
  note,
}: {
  readonly name: ReactNode;
  readonly children: ReactNode;
  readonly note?: ReactNode;
}) {
  return (
    <div>
      <dt className="text-sm text-faint">{name}</dt>
      <dd className="mt-0.5 text-xl font-semibold tracking-tight">{children}</dd>
      {note !== undefined && <dd className="mt-0.5 text-sm text-faint">{note}</dd>}
    </div>
  );
}

/** Figures side by side. */
export function Figures({ children }: { readonly children: ReactNode }) {
  return <dl className="grid grid-cols-2 gap-x-6 gap-y-5 lg:grid-cols-4">{children}</dl>;
}
