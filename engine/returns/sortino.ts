/**
 * Sortino ratio: yearly mean excess return over the downside deviation.
 *
 *   mean(x) · N / downside deviation
 *
 * Source: F. Sortino, L. Price, "Performance Measurement in a Downside Risk Framework", Journal of
 * Investing 3 (1994).
 */
import { downsideDeviation } from './downside-deviation.ts';
import { excessReturns, type RiskConvention } from './excess-returns.ts';
import { known, type Measure, unknown } from './measure.ts';
import { mean } from './statistics.ts';

/** Null without periods, or where nothing fell short. */
export function sortino(returns: ArrayLike<number>, convention: RiskConvention): Measure<RiskConvention> {
  const average = mean(excessReturns(returns, convention));
  const downside = downsideDeviation(returns, convention).value;
  if (average === null || downside === null) return unknown(convention, 'history_too_short');
  if (downside === 0) return unknown(convention, 'divisor_zero');
  return known((average * convention.periodsPerYear) / downside, convention);
}
