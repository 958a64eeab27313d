/**
 * Beta: how far a return moves with the benchmark's; alpha: what is left of it, a year.
 *
 *   beta  = cov(x, x_b) / var(x_b)                x: returns above the risk-free rate
 *   alpha = (1 + mean(x - beta·x_b))^N - 1
 *
 * Source: M. Jensen, "The Performance of Mutual Funds in the Period 1945-1964", Journal of Finance 23
 * (1968); compounded to a year as in C. Bacon, Practical Portfolio Performance Measurement and
 * Attribution (2nd ed. 2008), ch. 4.
 */
import { excessReturns, type RiskConvention } from './excess-returns.ts';
import { known, type Measure, requireLength, unknown } from './measure.ts';
import { mean, sampleCovariance, sampleVariance } from './statistics.ts';

/**
 * Null under two periods, or where the benchmark never varies.
 * @throws RangeError when the columns differ in length.
 */
export function beta(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  convention: RiskConvention,
): Measure<RiskConvention> {
  requireLength('benchmark', benchmark, returns.length);
  const excess = excessReturns(returns, convention);
  const market = excessReturns(benchmark, convention);
  const covariance = sampleCovariance(excess, market);
  const variance = sampleVariance(market);
  if (covariance === null || variance === null) return unknown(convention, 'history_too_short');
  if (variance === 0) return unknown(convention, 'divisor_zero');
  return known(covariance / variance, convention);
}

/** Yearly alpha against the benchmark; null where `beta` is. */
export function alpha(
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  convention: RiskConvention,
): Measure<RiskConvention> {
  const slope = beta(returns, benchmark, convention);
  const { value } = slope;
  if (value === null) return slope;
  const market = excessReturns(benchmark, convention);
  const rest = mean(excessReturns(returns, convention).map((x, i) => x - value * market[i]));
  if (rest === null || rest < -1) return unknown(convention, 'return_undefined');
  return known((1 + rest) ** convention.periodsPerYear - 1, convention);
}
