/**
 * Value at risk and expected shortfall of one period, from history: the loss that the worst share of
 * periods reached, and the mean of the losses that did. Both are positive for a loss.
 *
 *   VaR = -quantile(r, tail)      ES = -mean of the r at or below that quantile
 *
 * Source: P. Jorion, Value at Risk (3rd ed. 2007), historical simulation; C. Acerbi, D. Tasche, "On the
 * Coherence of Expected Shortfall", Journal of Banking & Finance 26 (2002).
 */
import { known, type Measure, unknown } from './measure.ts';
import { mean, quantile } from './statistics.ts';

export type TailConvention = { readonly tail: number; readonly quantile: 'linear' };

/** The loss that the worst `tail` of the periods reached (0.05 for VaR 95 %); null without returns. */
export function valueAtRisk(returns: ArrayLike<number>, tail: number): Measure<TailConvention> {
  const convention: TailConvention = { tail, quantile: 'linear' };
  const threshold = quantile(returns, tail);
  return threshold === null ? unknown(convention, 'history_too_short') : known(0 - threshold, convention);
}

/** The mean loss in the tail that `valueAtRisk` cuts off; null without returns. */
export function expectedShortfall(returns: ArrayLike<number>, tail: number): Measure<TailConvention> {
  const convention: TailConvention = { tail, quantile: 'linear' };
  const threshold = quantile(returns, tail);
  const worst = threshold === null ? [] : Array.from(returns).filter((r) => r <= threshold);
  const average = mean(worst);
  return average === null ? unknown(convention, 'history_too_short') : known(0 - average, convention);
}
