import { type Decimal, decimal } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';

/**
 * The prices of one instrument, one cell per calendar day from its first to its last quote; a day without a quote
 * carries the last earlier price, and so do all days after the last quote. In canonical form: no digit of `scale`
 * is needless, and ticks are an Int32Array where every tick fits. A correction through the book may replace any of
 * these fields: read them anew after it.
 */
export interface PriceColumn {
  readonly symbol: string;
  /** As the rows state it, pence as pounds; null where no row does. */
  currency: string | null;
  /** A price is ticks / 10^scale, exactly. */
  scale: number;
  /** The first quoted day: the day of index 0. */
  first: Day;
  /** Days; the last one is the last quoted day. */
  length: number;
  /** Safe integers. */
  ticks: Int32Array | Float64Array;
  /** 0 = carried, else 1 + the number of the quote's source in the book. */
  quotes: Uint8Array | Uint16Array;
  /** Whether a price is below zero: right for a future, wrong for anything else. */
  negativePrices: boolean;
  /** Days from a quote to the next, the most there are; 0 while nobody has asked. */
  longestGap: number;
  /** Whether digits were lost because the prices of this column do not all fit 2^53 ticks. */
  rounded: boolean;
}

/** Index of the price that counts on a day; -1 before the first. */
function indexOn(column: PriceColumn, day: Day): number {
  const index = day - column.first;
  return index < column.length ? Math.max(index, -1) : column.length - 1;
}

/** Ticks of the price that counts on a day; null before the first quote. */
export function tickOn(column: PriceColumn, day: Day): number | null {
  const index = indexOn(column, day);
  return index < 0 ? null : column.ticks[index];
}

/** The price that counts on a day; null before the first quote. */
export function priceOn(column: PriceColumn, day: Day): Decimal | null {
  const tick = tickOn(column, day);
  return tick === null ? null : decimal(tick, column.scale);
}

/** The day on which the price that counts on `day` was quoted; null before the first quote. */
export function quoteDay(column: PriceColumn, day: Day): Day | null {
  let index = indexOn(column, day);
  if (index < 0) return null;
  while (column.quotes[index] === 0) index--;
  return (column.first + index) as Day;
}

/** Calendar days since the price that counts on `day` was quoted; null before the first quote. */
export function priceAge(column: PriceColumn, day: Day): number | null {
  const quoted = quoteDay(column, day);
  return quoted === null ? null : day - quoted;
}

/**
 * The days of from…to on which the price that counts is more than `ageDaysMax` calendar days old, as pairs of first
 * and last day. Days before the first quote are not among them: there is no price that could be old.
 */
export function staleRuns(column: PriceColumn, from: Day, to: Day, ageDaysMax: number): Int32Array {
  const { quotes, first, length } = column;
  const runs: number[] = [];
  const add = (start: number, end: number): void => {
    if (Math.max(start, from) <= Math.min(end, to)) runs.push(Math.max(start, from), Math.min(end, to));
  };
  // Most instruments never pause for so long: looking once at every quote saves looking again for each history.
  if (column.longestGap === 0) column.longestGap = longestGap(quotes, length);
  const start = column.longestGap > ageDaysMax + 1 ? 0 : length - 1;
  for (let quoted = start; quoted < length; ) {
    // The latest quote that is not more than the allowed age away: what lies before it cannot be stale.
    let next = Math.min(quoted + ageDaysMax + 1, length - 1);
    while (next > quoted && quotes[next] === 0) next--;
    if (next === quoted) {
      do next++;
      while (next < length && quotes[next] === 0);
      const end = next < length ? first + next - 1 : to;
      add(first + quoted + ageDaysMax + 1, end);
    }
    quoted = next;
  }
  return Int32Array.from(runs);
}

function longestGap(quotes: Uint8Array | Uint16Array, length: number): number {
  let longest = 1;
  let last = 0;
  for (let i = 1; i < length; i++) {
    if (quotes[i] === 0) continue;
    if (i - last > longest) longest = i - last;
    last = i;
  }
  return longest;
}
