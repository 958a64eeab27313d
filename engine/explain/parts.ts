import { add, type Decimal, subtract, ZERO } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import type { Explanation, Role, Value } from './explanation.ts';

/** A child as a rule sees it. */
export interface Part {
  readonly value: Value;
  readonly as?: Role;
  readonly day?: Day;
  readonly children?: readonly Part[];
}

export type Terms = Pick<Explanation, 'digits' | 'convention' | 'period'>;

export function decimalOf({ value }: Part): Decimal {
  if (typeof value === 'object' && 'units' in value) return value;
  throw new Error('a part is no decimal');
}

export function numberOf({ value }: Part): number {
  if (typeof value === 'number') return value;
  throw new Error('a part is no number');
}

/** The sum of decimals; what is marked `minus` is taken off. */
export function total(parts: readonly Part[]): Decimal {
  return parts.reduce(
    (sum, part) => (part.as === 'minus' ? subtract(sum, decimalOf(part)) : add(sum, decimalOf(part))),
    ZERO,
  );
}
