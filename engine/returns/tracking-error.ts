/**
 * Tracking error and information ratio: how far the returns stray from the benchmark's, and what the
 * straying earned.
 *
 *   TE = s(r - r_b) · sqrt(N)         IR = mean(r - r_b) · N / TE
 *
 * Source: R. Grinold, R. Kahn, Active Portfolio Management (2nd ed. 1999), ch. 5.
 */
import { known, type Measure, requireLength, unknown } from './measure.ts';
import { mean, sampleDeviation } from './statistics.ts';

export type ActiveConvention = { readonly periodsPerYear: number };

/**
 * Yearly; null under two periods.
 * @throws RangeError when the columns differ in length.
 */
export function trackingError(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  convention: ActiveConvention,
): Measure<ActiveConvention> {
  const deviation = sampleDeviation(activeReturns(returns, benchmark));
  if (deviation === null) return unknown(convention, 'history_too_short');
  return known(deviation * Math.sqrt(convention.periodsPerYear), convention);
}

/** Null under two periods, or where the returns never stray. */
export function informationRatio(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  convention: ActiveConvention,
): Measure<ActiveConvention> {
  const error = trackingError(returns, benchmark, convention).value;
  const average = mean(activeReturns(returns, benchmark));
  if (error === null || average === null) return unknown(convention, 'history_too_short');
  if (error === 0) return unknown(convention, 'divisor_zero');
  return known((average * convention.periodsPerYear) / error, convention);
}

function activeReturns(returns: ArrayLike<number>, benchmark: ArrayLike<number>): Float64Array {
  requireLength('benchmark', benchmark, returns.length);
  return Float64Array.from(returns).map((r, i) => r - benchmark[i]);
}
