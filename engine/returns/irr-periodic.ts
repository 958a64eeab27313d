/**
 * IRR of payments at equal intervals: the rate per period at which they have no present value.
 *
 *   sum of a_k / (1 + rate)^k = 0
 *
 * Source: Microsoft Support, "IRR function"; CFA Institute, Level I, "Time value of money".
 */
import { type InternalRate, internalRate } from './internal-rate.ts';
import { PER_PERIOD } from './root-grid.ts';

export type IrrPeriodic = InternalRate & {
  readonly convention: {
    readonly rate: 'per period';
    readonly severalRoots: 'nearest';
    readonly nearest: number;
  };
};

/** Where several rates solve the equation, the one nearest to this is reported, as in `xirr`. */
const NEAREST = 0.1;

/**
 * All rates per period; the first amount is paid now, the next after one period (negative = paid in).
 * Problems as those of `xirr`.
 * @throws RangeError when an amount is not finite.
 */
export function irrPeriodic(amounts: ArrayLike<number>): IrrPeriodic {
  const days = Int32Array.from({ length: amounts.length }, (_, period) => period);
  const found = internalRate({ days, amounts }, PER_PERIOD, NEAREST, NEAREST);
  return { ...found, convention: { rate: 'per period', severalRoots: 'nearest', nearest: NEAREST } };
}
