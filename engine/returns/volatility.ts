/**
 * Volatility: the sample standard deviation of the returns of a period, annualized.
 *
 *   s = sqrt(sum of (r_i - mean)^2 / (n - 1)) · sqrt(N)
 *
 * of simple returns r, or of logarithmic ones ln(1 + r).
 * Source: C. Bacon, Practical Portfolio Performance Measurement and Attribution (2nd ed. 2008), ch. 4
 * (with the divisor n - 1 of a sample); J. Hull, Options, Futures, and Other Derivatives, "Estimating
 * volatility from historical data", for logarithmic returns.
 */
import { known, type Measure, unknown } from './measure.ts';
import { sampleDeviation } from './statistics.ts';

export type VolatilityConvention = {
  readonly periodsPerYear: number;
  readonly returns: 'simple' | 'logarithmic';
};

/** Yearly volatility; null under two periods, or where a loss of everything has no logarithm. */
export function volatility(
  returns: ArrayLike<number>,
  convention: VolatilityConvention,
): Measure<VolatilityConvention> {
  const sample = convention.returns === 'simple' ? returns : Float64Array.from(returns, (r) => Math.log1p(r));
  for (let i = 0; i < sample.length; i++) {
    if (!Number.isFinite(sample[i])) return unknown(convention, 'wiped_out', i);
  }
  const deviation = sampleDeviation(sample);
  if (deviation === null) return unknown(convention, 'history_too_short');
  return known(deviation * Math.sqrt(convention.periodsPerYear), convention);
}
