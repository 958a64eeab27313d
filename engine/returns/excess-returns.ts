/** Returns above the risk-free rate, the x of the risk measures: x = r - R/N. */
import { requireLength } from './measure.ts';

/**
 * The risk-free rate: a yearly one, of which each of the N periods gets R/N, or one per period, constant
 * or a series.
 */
export type RiskFree = { readonly yearly: number } | { readonly perPeriod: number | ArrayLike<number> };

/** How many periods a year has, and what money without risk earns. */
export type RiskConvention = { readonly periodsPerYear: number; readonly riskFree: RiskFree };

/**
 * The excess of each period.
 * @throws RangeError when a risk-free series has another length than the returns.
 */
export function excessReturns(returns: ArrayLike<number>, convention: RiskConvention): Float64Array {
  const { riskFree, periodsPerYear } = convention;
  const rate = 'yearly' in riskFree ? riskFree.yearly / periodsPerYear : riskFree.perPeriod;
  const excess = Float64Array.from(returns);
  if (typeof rate === 'number') return excess.map((r) => r - rate);
  requireLength('riskFree', rate, returns.length);
  return excess.map((r, i) => r - rate[i]);
}
