import { type Decimal, TEN_TO } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { carryForward, NARROW_TICK_MAX, newQuotes, quoteCells } from './carry.ts';
import { withQuote } from './edit-column.ts';
import { type FittedPrice, fitPrice, ticksAt } from './fit-price.ts';
import type { PriceColumn } from './price-column.ts';

/** A quote that is later than any of a column. */
export interface LaterQuote {
  readonly day: Day;
  readonly price: Decimal;
  /** Counts where the column states none; pence have become pounds. */
  readonly currency: string | null;
  /** The number of its source in the book that the column will be in. */
  readonly source: number;
}

/**
 * The column with one more quote behind its last one, as a book of all the quotes has it; the column itself, which
 * others may share, stays as it is. `sourceCount` is that of the book. Null where the price is too large to be held.
 * @throws RangeError if the quote is not the last
 */
export function withLaterQuote(
  column: PriceColumn,
  quote: LaterQuote,
  sourceCount: number,
): PriceColumn | null {
  const end = column.first + column.length;
  if (quote.day < end) throw new RangeError(`${column.symbol} has a quote of that day or a later one`);
  const price = fitPrice(quote.price);
  if (price === null) return null;
  const currency = column.currency ?? quote.currency;
  const rounded = column.rounded || price.rounded;
  const fast = extended(column, withoutNeedlessDigits(price, column.scale), quote, sourceCount);
  if (fast !== null) return { ...column, ...fast, currency, rounded };
  const cells = quoteCells(column, column.first, quote.day);
  const edited = withQuote(cells, quote.day, price, quote.source);
  const state = carryForward(edited.cells, sourceCount);
  return state && { ...column, ...state, currency, rounded: rounded || edited.lost };
}

/** The column of one quote; null where the price is too large to be held. */
export function columnOfQuote(symbol: string, quote: LaterQuote, sourceCount: number): PriceColumn | null {
  const price: FittedPrice | null = fitPrice(quote.price);
  if (price === null) return null;
  const cells = {
    first: quote.day,
    ticks: Float64Array.of(price.ticks),
    sources: Uint16Array.of(quote.source + 1),
    scale: price.scale,
  };
  const state = carryForward(cells, sourceCount);
  return state && { ...state, symbol, currency: quote.currency, rounded: price.rounded };
}

/** A price in the digits that it needs, but at least in so many. */
function withoutNeedlessDigits({ ticks, scale }: FittedPrice, least: number): FittedPrice {
  let [units, digits] = [ticks, scale];
  for (; digits > least && units % 10 === 0; digits--) units /= 10;
  return { ticks: units, scale: digits, rounded: false };
}

/** The column with the quote behind it, at the finer of both scales; null where that does not hold every price. */
function extended(
  column: PriceColumn,
  price: FittedPrice,
  { day, source }: LaterQuote,
  sourceCount: number,
): Omit<PriceColumn, 'symbol' | 'first' | 'currency' | 'rounded'> | null {
  const scale = Math.max(price.scale, column.scale);
  const tick = ticksAt(price.ticks, price.scale, scale);
  const factor = TEN_TO[scale - column.scale];
  const largest = factor * largestOf(column.ticks);
  if (tick === null || factor === undefined || largest > Number.MAX_SAFE_INTEGER) return null;
  const isNarrow = Math.max(largest, Math.abs(tick)) <= NARROW_TICK_MAX;
  const length = day - column.first + 1;
  const ticks = isNarrow ? new Int32Array(length) : new Float64Array(length);
  if (factor === 1) ticks.set(column.ticks);
  else for (let i = 0; i < column.length; i++) ticks[i] = column.ticks[i] * factor;
  ticks.fill(ticks[column.length - 1], column.length, length - 1);
  ticks[length - 1] = tick;
  const quotes = newQuotes(length, sourceCount);
  quotes.set(column.quotes);
  quotes[length - 1] = source + 1;
  return { scale, length, ticks, quotes, negativePrices: column.negativePrices || tick < 0, longestGap: 0 };
}

function largestOf(ticks: Int32Array | Float64Array): number {
  let largest = 0;
  for (let i = 0; i < ticks.length; i++) {
    const size = ticks[i] < 0 ? -ticks[i] : ticks[i];
    if (size > largest) largest = size;
  }
  return largest;
}
