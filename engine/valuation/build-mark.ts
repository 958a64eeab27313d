import { type Decimal, divide, int, rescale, TEN_TO, toNumber } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { type PriceColumn, quoteDay, staleRuns, tickOn } from '../prices/index.ts';
import type { Mark, TradePrice } from './mark.ts';

/** Digits to which a price is rounded when a split or a trade's amount does not divide evenly. */
export const DERIVED_PRICE_DIGITS = 10;

interface Split {
  readonly day: Day;
  readonly ratio: Decimal;
}

interface Span {
  readonly first: Day;
  readonly last: Day;
}

/** The mark of an instrument, or null where nothing states any price. `trades` and `splits` ascend by day. */
export function buildMark(
  column: PriceColumn | undefined,
  trades: readonly TradePrice[],
  splits: readonly Split[],
  span: Span,
  staleAfterDays: number,
): Mark | null {
  const quoted = column !== undefined && column.length > 0 ? column : undefined;
  const head = headOf(trades, quoted === undefined ? span.last + 1 : quoted.first);
  if (quoted === undefined && head.length === 0) return null;
  const carriedOver = quoted === undefined ? [] : splits.filter((split) => carries(quoted, split.day));
  const stale =
    quoted === undefined
      ? new Int32Array(0)
      : staleRuns(quoted, span.first, span.last, staleAfterDays).map((day) => day - span.first);
  const quotedFrom = quoted === undefined ? span.last - span.first + 1 : quoted.first - span.first;
  if (quoted !== undefined && head.length === 0 && carriedOver.length === 0) {
    const { scale, ticks, length } = quoted;
    const offset = quotedFrom;
    return {
      scale,
      start: offset,
      quotedFrom,
      ticks,
      offset,
      length,
      hasNegative: quoted.negativePrices,
      stale,
    };
  }
  return { ...denseMark(quoted, head, splits, span), quotedFrom, stale };
}

/** Trades that count: before the first quote, the last of each day. */
function headOf(trades: readonly TradePrice[], firstQuote: number): TradePrice[] {
  const early = trades.filter((trade) => trade.day < firstQuote);
  return early.filter((trade, i) => i + 1 === early.length || early[i + 1].day !== trade.day);
}

/** A split is carried over where its day has no quote of its own but an earlier day has. */
function carries(column: PriceColumn, day: Day): boolean {
  const at = day - column.first;
  return at > 0 && (at >= column.length || column.quotes[at] === 0);
}

/** Largest power of ten that a double counts to without gaps. */
const EXACT_DIGITS = 15;

/** As many digits as derived prices have, or the finest price; fewer where ticks would not be exact in a double. */
function scaleFor(
  column: PriceColumn | undefined,
  head: readonly TradePrice[],
  splits: readonly Split[],
): number {
  const wanted = Math.max(
    column?.scale ?? 0,
    DERIVED_PRICE_DIGITS,
    ...head.map((trade) => trade.price.scale),
  );
  let largest = 1;
  for (let i = 0; column !== undefined && i < column.length; i++)
    largest = Math.max(largest, Math.abs(column.ticks[i]) / TEN_TO[column.scale]);
  for (const { price } of head) largest = Math.max(largest, Number(int.abs(price.units)) / 10 ** price.scale);
  // A price restated by a reverse split is larger than the one quoted.
  for (const { ratio } of splits) largest *= Math.max(1, 1 / toNumber(ratio));
  return Math.min(wanted, Math.max(column?.scale ?? 0, EXACT_DIGITS - Math.ceil(Math.log10(largest))));
}

function denseMark(
  column: PriceColumn | undefined,
  head: readonly TradePrice[],
  splits: readonly Split[],
  span: Span,
) {
  const scale = scaleFor(column, head, splits);
  const length = span.last - span.first + 1;
  const ticks = new Float64Array(length);
  const ofSpan = splits.filter((split) => split.day >= span.first);
  let nextSplit = 0;
  let current: number | null = null;
  let start = length;
  let nextTrade = 0;
  for (let i = 0; i < length; i++) {
    const day = (span.first + i) as Day;
    for (; nextSplit < ofSpan.length && ofSpan[nextSplit].day === day; nextSplit++) {
      if (current !== null) current = restated(current, scale, ofSpan[nextSplit].ratio);
    }
    while (nextTrade < head.length && head[nextTrade].day <= day) {
      current = Number(
        rescale(head[nextTrade].price.units, head[nextTrade].price.scale, scale, 'half-away-from-zero'),
      );
      nextTrade++;
    }
    const own =
      column === undefined
        ? null
        : i === 0
          ? carriedInto(column, day, scale, splits)
          : ownTick(column, day, scale);
    if (own !== null) current = own;
    if (current !== null && start === length) start = i;
    ticks[i] = current ?? 0;
  }
  return { scale, start, ticks, offset: 0, length, hasNegative: column?.negativePrices ?? false };
}

function ownTick(column: PriceColumn, day: Day, scale: number): number | null {
  const at = day - column.first;
  if (at < 0 || at >= column.length || column.quotes[at] === 0) return null;
  return Number(rescale(column.ticks[at], column.scale, scale, 'toward-zero'));
}

/** The price that counts on the first day of the span, over any split since it was quoted. */
function carriedInto(column: PriceColumn, day: Day, scale: number, splits: readonly Split[]): number | null {
  const quoted = quoteDay(column, day);
  if (quoted === null) return null;
  let ticks = Number(rescale(tickOn(column, day) as number, column.scale, scale, 'toward-zero'));
  for (const split of splits)
    if (split.day > quoted && split.day <= day) ticks = restated(ticks, scale, split.ratio);
  return ticks;
}

function restated(ticks: number, scale: number, ratio: Decimal): number {
  return Number(divide({ units: ticks, scale }, ratio, scale, 'half-away-from-zero').units);
}
