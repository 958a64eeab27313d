/**
 * Pearson's correlation of two columns of returns.
 *
 *   cov(r, q) / (s(r) · s(q))
 *
 * Source: K. Pearson, "Notes on regression and inheritance in the case of two parents", Proceedings of
 * the Royal Society of London 58 (1895).
 */
import { known, type Measure, requireLength, unknown } from './measure.ts';
import { sampleCovariance, sampleDeviation } from './statistics.ts';

export type CorrelationConvention = { readonly method: 'pearson' };

/**
 * From -1 to 1; null under two pairs, or where a column never varies.
 * @throws RangeError when the columns differ in length.
 */
export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): Measure<CorrelationConvention> {
  requireLength('b', b, a.length);
  const convention: CorrelationConvention = { method: 'pearson' };
  const covariance = sampleCovariance(a, b);
  const deviationA = sampleDeviation(a);
  const deviationB = sampleDeviation(b);
  if (covariance === null || deviationA === null || deviationB === null) {
    return unknown(convention, 'history_too_short');
  }
  if (deviationA === 0 || deviationB === 0) return unknown(convention, 'divisor_zero');
  return known(Math.max(-1, Math.min(1, covariance / deviationA / deviationB)), convention);
}
