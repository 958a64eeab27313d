/**
 * XIRR, the money-weighted return: the yearly rate at which dated payments have no present value.
 *
 *   sum of a_k / (1 + rate)^((d_k - d_0) / 365) = 0        (act/365, as Excel's XIRR)
 *
 * Source: Microsoft Support, "XIRR function"; OASIS OpenDocument 1.2, part 2 (OpenFormula), XIRR.
 */
import { type InternalRate, internalRate } from './internal-rate.ts';
import type { CashFlows } from './net-flows.ts';
import { DAILY } from './root-grid.ts';

export type Xirr = InternalRate & {
  readonly convention: {
    readonly dayCount: 'act/365';
    readonly severalRoots: 'nearest';
    readonly nearest: number;
  };
};

/** Where several rates solve the equation, the one nearest to this is reported. */
const NEAREST = 0.1;

/**
 * All rates of the payments (negative = paid in; any order; several on a day are netted). `rate` is the
 * root nearest to 0.10, `roots` are all of them, ascending; rates reach from just above -1 to 10^307.
 * Problems: `xirr_one_sign` (an input error), `xirr_no_root`, `xirr_out_of_range`, `xirr_several_roots`.
 * @throws RangeError when the columns differ in length, a day is no integer or an amount not finite.
 */
export function xirr(flows: CashFlows): Xirr {
  return xirrNear(flows, NEAREST);
}

/** The same answer, bit for bit, found faster when `guess` is near the rate (the one before a change). */
export function xirrNear(flows: CashFlows, guess: number): Xirr {
  const found = internalRate(flows, DAILY, NEAREST, guess);
  return { ...found, convention: { dayCount: 'act/365', severalRoots: 'nearest', nearest: NEAREST } };
}
