/**
 * Downside deviation: the root mean square of the shortfalls below the risk-free rate (or any minimum
 * acceptable return given in its place), over all periods, annualized.
 *
 *   sqrt(sum of min(x_i, 0)^2 / n) · sqrt(N)
 *
 * Source: F. Sortino, R. van der Meer, "Downside Risk", Journal of Portfolio Management 17 (1991);
 * C. Bacon, Practical Portfolio Performance Measurement and Attribution (2nd ed. 2008), ch. 4.
 */
import { excessReturns, type RiskConvention } from './excess-returns.ts';
import { known, type Measure, unknown } from './measure.ts';

/** Yearly downside deviation; null without periods, 0 where nothing fell short. */
export function downsideDeviation(
  returns: ArrayLike<number>,
  convention: RiskConvention,
): Measure<RiskConvention> {
  if (returns.length === 0) return unknown(convention, 'history_too_short');
  let squares = 0;
  for (const excess of excessReturns(returns, convention)) squares += Math.min(excess, 0) ** 2;
  return known(Math.sqrt(squares / returns.length) * Math.sqrt(convention.periodsPerYear), convention);
}
