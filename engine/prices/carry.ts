import type { Day } from '../calendar/day.ts';
import type { PriceColumn } from './price-column.ts';

/** Ticks of larger size need a Float64Array. */
export const NARROW_TICK_MAX = 2147483647;

/** Quotes of one instrument before they are carried: a cell per day, NaN without a quote. */
export interface QuoteCells {
  readonly first: number;
  readonly ticks: Float64Array;
  /** 1 + the number of the source where there is a quote. */
  readonly sources: Uint16Array;
  readonly scale: number;
}

/** A column without what its quotes do not say. */
export type ColumnState = Omit<PriceColumn, 'symbol' | 'currency' | 'rounded'>;

/** The canonical column of some quotes; null if there are none. `sourceCount` decides how wide its quotes are. */
export function carryForward(cells: QuoteCells, sourceCount: number): ColumnState | null {
  let start = 0;
  let end = cells.ticks.length;
  while (start < end && Number.isNaN(cells.ticks[start])) start++;
  while (start < end && Number.isNaN(cells.ticks[end - 1])) end--;
  if (start === end) return null;
  const quoted = cells.ticks.slice(start, end);
  const scale = dropNeedlessDigits(quoted, cells.scale);
  const ticks = quoted.some((tick) => Math.abs(tick) > NARROW_TICK_MAX)
    ? quoted
    : new Int32Array(end - start);
  const quotes = newQuotes(end - start, sourceCount);
  let last = 0;
  let negativePrices = false;
  for (let i = 0; i < quoted.length; i++) {
    if (!Number.isNaN(quoted[i])) {
      last = quoted[i];
      quotes[i] = cells.sources[start + i];
      negativePrices ||= last < 0;
    }
    ticks[i] = last;
  }
  return {
    scale,
    first: (cells.first + start) as Day,
    length: end - start,
    ticks,
    quotes,
    negativePrices,
    longestGap: 0,
  };
}

/** The quotes of a column, for building another from them, over a span of days that holds them all. */
export function quoteCells(column: PriceColumn, from: number, to: number): QuoteCells {
  const ticks = new Float64Array(to - from + 1).fill(Number.NaN);
  const sources = new Uint16Array(to - from + 1);
  for (let i = 0; i < column.length; i++) {
    if (column.quotes[i] === 0) continue;
    ticks[column.first - from + i] = column.ticks[i];
    sources[column.first - from + i] = column.quotes[i];
  }
  return { first: from, ticks, sources, scale: column.scale };
}

/** From this many sources on a quote takes two bytes. */
export const BYTE_SOURCES = 255;

/** As many bytes as the numbers of so many sources need. */
export function newQuotes(length: number, sourceCount: number): Uint8Array | Uint16Array {
  return sourceCount < BYTE_SOURCES ? new Uint8Array(length) : new Uint16Array(length);
}

function dropNeedlessDigits(ticks: Float64Array, scale: number): number {
  let least = scale;
  while (least > 0 && ticks.every((tick) => Number.isNaN(tick) || tick % 10 === 0)) {
    for (let i = 0; i < ticks.length; i++) ticks[i] = ticks[i] / 10 + 0;
    least--;
  }
  return least;
}
