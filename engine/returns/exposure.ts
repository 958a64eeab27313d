/**
 * Exposures, leverage and margin use of a set of positions.
 *
 *   gross = long + |short|      net = long - |short|      leverage = gross / equity
 *   borrowed = max(0, -cash)    margin use = borrowed / (long · (1 - initial margin))
 *
 * Margin use is the share of the loan that the initial margin allows on the long positions: 1 is the most
 * that can be borrowed when buying; above 1 nothing more can be bought on credit.
 * Source: Commission Delegated Regulation (EU) No 231/2013, articles 6-7 (leverage, gross method);
 * Regulation T, 12 CFR 220.12(a): an initial margin of 50 % of the market value.
 */
import type { MeasureProblem } from './measure.ts';

export type Holding = {
  readonly name: string;
  /** Market value in one currency; negative for a short. */
  readonly value: number;
};

export type Exposure = {
  /** `short` is at most 0; net = long + short, gross = long - short. */
  readonly long: number;
  readonly short: number;
  readonly gross: number;
  readonly net: number;
  /** Null, with `value_not_positive`, where equity is not above zero. */
  readonly leverage: number | null;
  readonly netLeverage: number | null;
  readonly borrowed: number;
  /** Null, with `divisor_zero`, where money is borrowed against no long position. */
  readonly marginUse: number | null;
  readonly longPositions: number;
  readonly shortPositions: number;
  readonly convention: { readonly initialMargin: number };
  readonly problems: readonly MeasureProblem[];
};

/** `cash` is the balance, negative where it is borrowed; `initialMargin` a fraction (0.5). */
export function exposure(
  holdings: readonly Holding[],
  equity: number,
  cash: number,
  convention: { readonly initialMargin: number },
): Exposure {
  let long = 0;
  let short = 0;
  for (const { value } of holdings) {
    long += Math.max(value, 0);
    short += Math.min(value, 0);
  }
  const solvent = equity > 0;
  const borrowed = Math.max(0, -cash);
  const loanable = long * (1 - convention.initialMargin);
  const problems: MeasureProblem[] = solvent ? [] : [{ code: 'value_not_positive' }];
  if (borrowed > 0 && loanable <= 0) problems.push({ code: 'divisor_zero' });
  return {
    long,
    short,
    gross: long - short,
    net: long + short,
    leverage: solvent ? (long - short) / equity : null,
    netLeverage: solvent ? (long + short) / equity : null,
    borrowed,
    marginUse: borrowed === 0 ? 0 : loanable > 0 ? borrowed / loanable : null,
    longPositions: holdings.filter(({ value }) => value > 0).length,
    shortPositions: holdings.filter(({ value }) => value < 0).length,
    convention,
    problems,
  };
}
