/**
 * Weights and concentration of a set of positions.
 *
 *   weight = value / equity            share = |value| / gross
 *   HHI = sum of share^2               effective number = 1 / HHI
 *
 * HHI runs from 1/n, all equal, to 1, a single position.
 * Source: O. Herfindahl (1950), A. Hirschman (1945); U.S. Department of Justice and FTC, Merger
 * Guidelines (2023), guideline 1, which states it in points of percent squared (10,000 times this).
 */
import type { Holding } from './exposure.ts';
import type { MeasureProblem } from './measure.ts';

export type Weight = {
  readonly name: string;
  /** Of equity, signed; null where equity is not above zero. */
  readonly weight: number | null;
  /** Of gross exposure. */
  readonly share: number;
};

export type Concentration = {
  /** By share, largest first; equal ones in the order given. */
  readonly weights: readonly Weight[];
  /** Null, with `divisor_zero`, where nothing is held. */
  readonly herfindahl: number | null;
  readonly effectiveNumber: number | null;
  /** The sum of the `top` largest shares. */
  readonly topShare: number | null;
  readonly convention: { readonly top: number };
  readonly problems: readonly MeasureProblem[];
};

/** Weights of equity, shares of gross exposure, and how few positions make up most of it. */
export function concentration(
  holdings: readonly Holding[],
  equity: number,
  convention: { readonly top: number },
): Concentration {
  const held = holdings.filter(({ value }) => value !== 0);
  const gross = held.reduce((sum, { value }) => sum + Math.abs(value), 0);
  const problems: MeasureProblem[] = [];
  if (!(equity > 0)) problems.push({ code: 'value_not_positive' });
  if (gross === 0) {
    problems.push({ code: 'divisor_zero' });
    return { weights: [], herfindahl: null, effectiveNumber: null, topShare: null, convention, problems };
  }
  const weights = held
    .map(({ name, value }) => ({
      name,
      weight: equity > 0 ? value / equity : null,
      share: Math.abs(value) / gross,
    }))
    .sort((a, b) => b.share - a.share);
  const herfindahl = weights.reduce((sum, { share }) => sum + share * share, 0);
  const topShare = weights.slice(0, convention.top).reduce((sum, { share }) => sum + share, 0);
  return { weights, herfindahl, effectiveNumber: 1 / herfindahl, topShare, convention, problems };
}
