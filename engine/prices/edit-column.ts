import { type Day, day as dayOf } from '../calendar/day.ts';
import { NARROW_TICK_MAX, type QuoteCells } from './carry.ts';
import { type FittedPrice, finestScale, ticksAt } from './fit-price.ts';
import type { PriceColumn } from './price-column.ts';

/** 9999-12-31: the end of a change that every later day carries on. */
export const LAST_DAY: Day = dayOf(2932896);

/** First and last day on which the price that counts, its source or its age is another than before. */
export interface ChangedDays {
  readonly from: Day;
  readonly to: Day;
}

/** From a day to the day before the next quote. */
export function changedDays(column: PriceColumn, day: Day): ChangedDays {
  const next = nextQuote(column, day - column.first);
  return { from: day, to: next < column.length ? ((column.first + next - 1) as Day) : LAST_DAY };
}

/** Whether the column has exactly this quote. */
export function isQuote(column: PriceColumn, day: Day, price: FittedPrice, source: number): boolean {
  const index = day - column.first;
  return column.quotes[index] === source + 1 && column.ticks[index] === exactTicks(column, price);
}

/**
 * Writes a quote between the first and the last one and carries it to the next. False if the column would not be
 * canonical or cannot hold the price, and has to be built anew.
 */
export function setInPlace(column: PriceColumn, day: Day, price: FittedPrice, source: number): boolean {
  const index = day - column.first;
  const ticks = exactTicks(column, price);
  if (index < 0 || index >= column.length || ticks === null) return false;
  if (column.ticks instanceof Int32Array && Math.abs(ticks) > NARROW_TICK_MAX) return false;
  column.ticks.fill(ticks, index, nextQuote(column, index));
  column.quotes[index] = source + 1;
  return isCanonical(column);
}

/** Takes a quote away that is neither the first nor the last. False if the column has to be built anew. */
export function voidInPlace(column: PriceColumn, index: number): boolean {
  if (index === 0 || index === column.length - 1) return false;
  column.ticks.fill(column.ticks[index - 1], index, nextQuote(column, index));
  column.quotes[index] = 0;
  return isCanonical(column);
}

/** Cells with one more quote, at the finest scale that holds all of them; `lost` if digits had to go for that. */
export function withQuote(
  cells: QuoteCells,
  day: Day,
  price: FittedPrice,
  source: number,
): { cells: QuoteCells; lost: boolean } {
  const index = day - cells.first;
  const ticks = cells.ticks.slice();
  ticks[index] = Number.NaN;
  const largest = ticks.reduce((most, tick) => (Math.abs(tick) > most ? Math.abs(tick) : most), 0);
  const wanted = Math.max(cells.scale, price.scale);
  const scale = Math.min(
    finestScale(price.ticks, price.scale, wanted),
    finestScale(largest, cells.scale, wanted),
  );
  let lost = false;
  const restated = (tick: number, from: number): number => {
    const at = ticksAt(tick, from, scale) as number;
    lost ||= scale < from && ticksAt(at, scale, from) !== tick;
    return at;
  };
  for (let i = 0; i < ticks.length; i++) {
    if (!Number.isNaN(ticks[i])) ticks[i] = restated(ticks[i], cells.scale);
  }
  ticks[index] = restated(price.ticks, price.scale);
  const sources = cells.sources.slice();
  sources[index] = source + 1;
  return { cells: { first: cells.first, ticks, sources, scale }, lost };
}

/** Makes room for source numbers beyond 254. */
export function widenQuotes(column: PriceColumn): void {
  column.quotes = Uint16Array.from(column.quotes);
}

/** Index of the first quote after one; the length if there is none. */
function nextQuote(column: PriceColumn, index: number): number {
  let next = Math.max(index + 1, 0);
  while (next < column.length && column.quotes[next] === 0) next++;
  return next;
}

function exactTicks(column: PriceColumn, price: FittedPrice): number | null {
  const ticks = ticksAt(price.ticks, price.scale, column.scale);
  return ticks !== null && ticksAt(ticks, column.scale, price.scale) === price.ticks ? ticks : null;
}

/** Whether scale and width are still the least that hold every price; also brings `negativePrices` up to date. */
function isCanonical(column: PriceColumn): boolean {
  const ticks: Int32Array | Float64Array = column.ticks;
  column.negativePrices = some(ticks, (tick) => tick < 0);
  column.longestGap = 0;
  if (column.scale > 0 && !some(ticks, (tick) => tick % 10 !== 0)) return false;
  return ticks instanceof Int32Array || some(ticks, (tick) => Math.abs(tick) > NARROW_TICK_MAX);
}

function some(ticks: Int32Array | Float64Array, holds: (tick: number) => boolean): boolean {
  for (let i = 0; i < ticks.length; i++) if (holds(ticks[i])) return true;
  return false;
}
