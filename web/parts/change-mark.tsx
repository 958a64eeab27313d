import type { ReactNode } from 'react';
import { type Figure, signOf } from '../text/index.ts';
import { classes } from './class-names.ts';

/**
 * A gain or loss: an arrow and the text with its sign, in a colour that every kind of colour sight tells apart. The
 * text comes from `useText` (`change`, or `percent` with `signed`); `figure` says which way.
 */
export function ChangeMark({
  figure,
  children,
  className,
}: {
  readonly figure: Figure;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  const sign = signOf(figure);
  return (
    <span
      className={classes(
        'inline-flex items-baseline gap-1 whitespace-nowrap',
        sign === 1 && 'text-gain',
        sign === -1 && 'text-loss',
        (sign === 0 || sign === null) && 'text-faint',
        className,
      )}
    >
      {(sign === 1 || sign === -1) && (
        <svg aria-hidden="true" viewBox="0 0 8 8" className="size-[0.55em] self-center fill-current">
          <path d={sign === 1 ? 'M4 0.500 7.800 7H.2Z' : 'M4 7.500.2 1h7.600Z'} />
        </svg>
      )}
      <span>{children}</span>
    </span>
  );
}
