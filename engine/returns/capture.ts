/**
 * Up and down capture: the return compounded over the periods in which the benchmark rose (fell),
 * relative to the benchmark's own over the same periods.
 *
 *   (prod of (1 + r) - 1) / (prod of (1 + r_b) - 1)     over periods with r_b > 0 (r_b < 0)
 *
 * Source: Morningstar, "Upside/Downside Capture Ratio", methodology paper (there with monthly returns;
 * not annualized here).
 */
import { linkReturns } from './link-returns.ts';
import { known, type Measure, requireLength, unknown } from './measure.ts';

export type CaptureConvention = { readonly side: 'up' | 'down'; readonly compounding: 'whole period' };

/**
 * 1 = as the benchmark; null where the benchmark had no period on that side.
 * @throws RangeError when the columns differ in length.
 */
export function capture(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  side: 'up' | 'down',
): Measure<CaptureConvention> {
  requireLength('benchmark', benchmark, returns.length);
  const convention: CaptureConvention = { side, compounding: 'whole period' };
  const own: number[] = [];
  const market: number[] = [];
  for (let i = 0; i < returns.length; i++) {
    if (side === 'up' ? !(benchmark[i] > 0) : !(benchmark[i] < 0)) continue;
    own.push(returns[i]);
    market.push(benchmark[i]);
  }
  if (market.length === 0) return unknown(convention, 'history_too_short');
  return known(linkReturns(own) / linkReturns(market), convention);
}
