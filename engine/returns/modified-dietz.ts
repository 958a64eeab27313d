/**
 * Modified Dietz return: the gain over the average capital, each flow weighted by the share of the
 * period's days that it was in the portfolio.
 *
 *   r = (V_end - V_start - F) / (V_start + sum(w_i · F_i)),   w_i = days left / days of the period
 *
 * The days left of a flow of day d are `to - d` plus the share of its own day (flow-timing.ts): with
 * `in-start-out-end` an inflow counts its own day and an outflow does not.
 *
 * Source: P. Dietz, Pension Funds: Measuring Investment Performance (1966); C. Bacon, Practical
 * Portfolio Performance Measurement and Attribution (2nd ed. 2008), ch. 3.
 */
import type { Day } from '../calendar/day.ts';
import { dayShares, type FlowTiming } from './flow-timing.ts';
import { type MeasureProblem, requireLength } from './measure.ts';

export type DietzInput = {
  /** First and last day of the period, both included. */
  readonly from: Day;
  readonly to: Day;
  /** Value at the end of the day before `from`, and at the end of `to`. */
  readonly opening: number;
  readonly closing: number;
  /** Flows on days of the period, in any order; amounts of at least zero. */
  readonly days: ArrayLike<Day | number>;
  readonly inflows: ArrayLike<number>;
  readonly outflows: ArrayLike<number>;
};

export type ModifiedDietz = {
  readonly value: number | null;
  readonly gain: number;
  readonly averageCapital: number;
  readonly convention: { readonly flows: FlowTiming };
  readonly problems: readonly MeasureProblem[];
};

/**
 * The return of the period; null with `return_undefined` where the average capital is not positive.
 * @throws RangeError when columns differ in length or a flow lies outside the period.
 */
export function modifiedDietz(input: DietzInput, flows: FlowTiming): ModifiedDietz {
  const { from, to, opening, closing, days, inflows, outflows } = input;
  requireLength('inflows', inflows, days.length);
  requireLength('outflows', outflows, days.length);
  const length = to - from + 1;
  const shares = dayShares(flows);
  let net = 0;
  let weighted = 0;
  for (let i = 0; i < days.length; i++) {
    if (!(days[i] >= from && days[i] <= to)) throw new RangeError(`flow ${i} lies outside the period`);
    const left = to - days[i];
    net += inflows[i] - outflows[i];
    weighted += (left + shares.inflow) * inflows[i] - (left + shares.outflow) * outflows[i];
  }
  const gain = closing - opening - net;
  const averageCapital = opening + weighted / length;
  const value = averageCapital > 0 ? gain / averageCapital : null;
  const problems: MeasureProblem[] = value === null ? [{ code: 'return_undefined' }] : [];
  return { value, gain, averageCapital, convention: { flows }, problems };
}
