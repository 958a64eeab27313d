import { lazy, type ReactNode, Suspense, useState } from 'react';
import { classes } from '../parts/index.ts';
import type { Asked } from './asked.ts';

const ExplainDrawer = lazy(() => import('./drawer.tsx'));

export interface ExplainedProps {
  readonly of: Asked;
  /** What it is, for the head of the drawer and for who cannot see the figure's place: `Account value`. */
  readonly title: string;
  /** The figure as text. */
  readonly children: ReactNode;
  readonly className?: string;
}

/** A figure that opens how it came about: `<Explained of={{ figure: 'equity' }} title="Account value">$1</Explained>`. */
export function Explained({ of, title, children, className }: ExplainedProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setIsOpen(true)}
        className={classes(
          'rounded text-left decoration-faint decoration-dotted decoration-1 underline-offset-[0.2em] hover:underline focus-visible:underline',
          className,
        )}
      >
        {children}
        <span className="sr-only">: how {title} came about</span>
      </button>
      {isOpen && <Explanation of={of} title={title} onClose={() => setIsOpen(false)} />}
    </>
  );
}

/** How a figure came about, open: for figures that are no text, such as a point of a chart. */
export function Explanation({
  of,
  title,
  onClose,
}: Pick<ExplainedProps, 'of' | 'title'> & { readonly onClose: () => void }) {
  return (
    <Suspense fallback={null}>
      <ExplainDrawer asked={of} title={title} onClose={onClose} />
    </Suspense>
  );
}
