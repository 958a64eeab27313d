import { type Decimal, TEN_TO } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { type ColumnState, carryForward, NARROW_TICK_MAX } from './carry.ts';
import { type FittedPrice, finestScale, fitPrice, ticksAt } from './fit-price.ts';
import type { PriceColumn } from './price-column.ts';

/** One quote, as a store keeps it. */
export interface Quote {
  readonly day: Day;
  readonly price: Decimal;
}

/** Quotes of one source for one instrument, packed; several of them, in any order of days, make a column. */
export interface Segment {
  readonly bytes: Uint8Array;
  /** The number of the source in the book that the column will be in. */
  readonly source: number;
}

/**
 * The layout, little endian: version (1), digits of the ticks, 1 where ticks take eight bytes, 0; the first day
 * (int32); how many days (uint32); a bit for each day that has a quote; the ticks of those days.
 */
const VERSION = 1;
const HEAD = 12;

/**
 * Packs quotes of ascending days; where digits of one leave no room for another they are rounded half away from
 * zero. Null where there are no quotes, or one is too large to be held.
 */
export function packSegment(quotes: readonly Quote[]): Uint8Array | null {
  if (quotes.length === 0) return null;
  const fitted: FittedPrice[] = [];
  for (const { price } of quotes) {
    const one = fitPrice(price);
    if (one === null) return null;
    fitted.push(one);
  }
  const scale = sharedScale(fitted);
  const ticks = fitted.map((one) => ticksAt(one.ticks, one.scale, scale) as number);
  const wide = ticks.some((tick) => Math.abs(tick) > NARROW_TICK_MAX);
  const first = quotes[0].day;
  const days = quotes[quotes.length - 1].day - first + 1;
  const bits = Math.ceil(days / 8);
  const size = wide ? 8 : 4;
  const bytes = new Uint8Array(HEAD + bits + size * ticks.length);
  const view = new DataView(bytes.buffer);
  bytes.set([VERSION, scale, wide ? 1 : 0, 0]);
  view.setInt32(4, first, true);
  view.setUint32(8, days, true);
  quotes.forEach(({ day }, k) => {
    const at = day - first;
    bytes[HEAD + (at >> 3)] |= 1 << (at & 7);
    if (wide) view.setFloat64(HEAD + bits + 8 * k, ticks[k], true);
    else view.setInt32(HEAD + bits + 4 * k, ticks[k], true);
  });
  return bytes;
}

/** The finest scale of them at which all of them fit. */
function sharedScale(prices: readonly { readonly ticks: number; readonly scale: number }[]): number {
  const wanted = prices.reduce((most, { scale }) => Math.max(most, scale), 0);
  return prices.reduce(
    (finest, { ticks, scale }) => Math.min(finest, finestScale(ticks, scale, wanted)),
    wanted,
  );
}

/** What the head of a segment says. */
interface Head {
  readonly scale: number;
  readonly wide: boolean;
  readonly first: number;
  readonly days: number;
}

function headOf(bytes: Uint8Array): Head {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEAD || bytes[0] !== VERSION) throw new RangeError('this is no segment of prices');
  const head = {
    scale: bytes[1],
    wide: bytes[2] === 1,
    first: view.getInt32(4, true),
    days: view.getUint32(8, true),
  };
  if (bytes.length < HEAD + Math.ceil(head.days / 8)) throw new RangeError('a segment of prices is cut off');
  return head;
}

/** The quotes of a segment, by day. @throws RangeError where the bytes are no segment */
export function unpackSegment(bytes: Uint8Array): Quote[] {
  const { scale } = headOf(bytes);
  const quotes: Quote[] = [];
  eachTick(bytes, (day, tick) => quotes.push({ day: day as Day, price: { units: tick, scale } }));
  return quotes;
}

function eachTick(bytes: Uint8Array, take: (day: number, tick: number) => void): void {
  const { wide, first, days } = headOf(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = HEAD + Math.ceil(days / 8);
  for (let i = 0; i < days; i++) {
    if ((bytes[HEAD + (i >> 3)] & (1 << (i & 7))) === 0) continue;
    take(first + i, wide ? view.getFloat64(at, true) : view.getInt32(at, true));
    at += wide ? 8 : 4;
  }
}

function largestTick(bytes: Uint8Array): number {
  let largest = 0;
  eachTick(bytes, (_, tick) => {
    largest = Math.max(largest, Math.abs(tick));
  });
  return largest;
}

/**
 * The column that segments make; of several with a quote for one day the last counts. Null where there is none.
 * `sourceCount` is that of the book. @throws RangeError where bytes are no segment
 */
export function columnOfSegments(
  symbol: string,
  currency: string | null,
  segments: readonly Segment[],
  sourceCount: number,
): PriceColumn | null {
  const heads = segments.map(({ bytes }) => headOf(bytes));
  const first = Math.min(...heads.map((head) => head.first));
  const end = Math.max(...heads.map((head) => head.first + head.days));
  if (!(end > first)) return null;
  const largest = segments.map(({ bytes }, k) => ({ ticks: largestTick(bytes), scale: heads[k].scale }));
  const scale = sharedScale(largest);
  const ticks = new Float64Array(end - first).fill(Number.NaN);
  const sources = new Uint16Array(end - first);
  segments.forEach(({ bytes, source }, k) => {
    const own = heads[k].scale;
    const factor = own <= scale ? TEN_TO[scale - own] : null;
    eachTick(bytes, (day, tick) => {
      ticks[day - first] = factor === null ? (ticksAt(tick, own, scale) as number) : tick * factor;
      sources[day - first] = source + 1;
    });
  });
  const state: ColumnState | null = carryForward({ first, ticks, sources, scale }, sourceCount);
  return state && { ...state, symbol, currency, rounded: largest.some((one) => one.scale > scale) };
}
