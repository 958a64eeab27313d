/**
 * Attribution: a result taken apart by instrument, sector, account, currency or source, so that the parts
 * sum to it exactly.
 *
 *   percent of total = part / total · 100          contribution = part / capital
 *
 * Source: C. Bacon, Practical Portfolio Performance Measurement and Attribution (2nd ed. 2008), ch. 5
 * (contribution: the parts' gains over the capital of the whole).
 */
import type { MeasureProblem } from './measure.ts';

/** A part of the result, in minor units. */
export type AttributionPart = { readonly name: string; readonly amount: number };

export type AttributedPart = AttributionPart & {
  /** Null where the total is zero. */
  readonly percentOfTotal: number | null;
  /** The part's share of the return on the capital; null where that is not positive or not given. */
  readonly contribution: number | null;
};

export type Attribution = {
  readonly total: number;
  readonly parts: readonly AttributedPart[];
  readonly convention: { readonly capital: number | null };
  readonly problems: readonly MeasureProblem[];
};

/**
 * The shares of a total. `capital` is what contributions are measured on (starting equity, or the average
 * capital of the Modified Dietz return); null for none.
 * @throws RangeError when an amount is not an integer below 2^53, or the parts do not sum to the total.
 */
export function attribute(
  total: number,
  parts: readonly AttributionPart[],
  capital: number | null,
): Attribution {
  let sum = 0;
  for (const { name, amount } of parts) {
    if (!Number.isSafeInteger(amount)) throw new RangeError(`part ${name} is not in minor units: ${amount}`);
    sum += amount;
  }
  if (sum !== total) throw new RangeError(`the parts sum to ${sum} where the total is ${total}`);
  const problems: MeasureProblem[] = [];
  if (total === 0) problems.push({ code: 'divisor_zero' });
  if (capital !== null && !(capital > 0)) problems.push({ code: 'value_not_positive' });
  const attributed = parts.map((part) => ({
    ...part,
    percentOfTotal: total === 0 ? null : (part.amount / total) * 100,
    contribution: capital !== null && capital > 0 ? part.amount / capital : null,
  }));
  return { total, parts: attributed, convention: { capital }, problems };
}
