/**
 * Sharpe ratio: mean excess return over its sample standard deviation, annualized.
 *
 *   mean(x) / s(x) · sqrt(N)
 *
 * Source: W. Sharpe, "The Sharpe Ratio", Journal of Portfolio Management 21 (1994).
 */
import { excessReturns, type RiskConvention } from './excess-returns.ts';
import { known, type Measure, unknown } from './measure.ts';
import { mean, sampleDeviation } from './statistics.ts';

/** Null under two periods, or where the excess never varies. */
export function sharpe(returns: ArrayLike<number>, convention: RiskConvention): Measure<RiskConvention> {
  const excess = excessReturns(returns, convention);
  const average = mean(excess);
  const deviation = sampleDeviation(excess);
  if (average === null || deviation === null) return unknown(convention, 'history_too_short');
  if (deviation === 0) return unknown(convention, 'divisor_zero');
  return known((average / deviation) * Math.sqrt(convention.periodsPerYear), convention);
}
