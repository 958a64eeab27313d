import type { Decimal } from '../amounts/index.ts';
import { decimal } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';

/**
 * The price that an instrument is valued at on each day of a history: its quotes carried forward and over splits,
 * before them its trade prices. Index 0 is the first day of the history.
 */
export interface Mark {
  readonly scale: number;
  /** Index of the first day with any price; before it positions count at their cost. */
  readonly start: number;
  /** Index of the first quote: prices before it are estimates. */
  readonly quotedFrom: number;
  /** Ticks of day index − `offset`; days beyond the end carry the last. */
  readonly ticks: Int32Array | Float64Array;
  readonly offset: number;
  readonly length: number;
  readonly hasNegative: boolean;
  /** Pairs of day indexes (first, last) on which the price is stale. */
  readonly stale: Int32Array;
}

/** Ticks on a day index; the caller has checked that it is not before `start`. */
export function markTick(mark: Mark, day: number): number {
  const at = day - mark.offset;
  return mark.ticks[at < mark.length ? at : mark.length - 1];
}

export function markPrice(mark: Mark | null, day: number): Decimal | null {
  if (mark === null || day < mark.start) return null;
  return decimal(markTick(mark, day), mark.scale);
}

/** A price stated by a trade of the ledger, in the instrument's currency. */
export interface TradePrice {
  readonly day: Day;
  readonly price: Decimal;
}
