/**
 * Calmar ratio: annualized return, whatever the length of the period, over the depth of the maximum
 * drawdown.
 *
 *   ((1 + total)^(1 / years) - 1) / |depth|
 *
 * Source: T. Young, "Calmar Ratio: A Smoother Tool", Futures 20 (1991); there over 36 months, here over
 * the period asked for.
 */
import { annualizeOver } from './annualize.ts';
import { known, type Measure, unknown } from './measure.ts';

export type CalmarConvention = { readonly years: number };

/**
 * `depth` is the maximum drawdown, 0 or negative. Null where there was none, and where the time is so short that the
 * yearly rate is beyond what can be written.
 */
export function calmar(
  total: number,
  depth: number,
  convention: CalmarConvention,
): Measure<CalmarConvention> {
  const annualized = annualizeOver(total, convention.years);
  if (annualized === null) return unknown(convention, total < -1 ? 'return_undefined' : 'history_too_short');
  if (depth === 0) return unknown(convention, 'divisor_zero');
  return known(annualized / Math.abs(depth), convention);
}
