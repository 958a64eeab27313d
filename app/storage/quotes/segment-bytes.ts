import { type Decimal, dayOf, formatDecimal, parseDecimal } from '@tidemark/engine';
import { StorageError } from '../../service/ports/index.ts';

/** A quote as it is held: `units` / 10^`scale`, recorded at a time in ms. */
export interface Quote {
  readonly units: number;
  readonly scale: number;
  readonly recordedAt: number;
}

/** Quotes of one year by day since 1970. */
export type YearOfQuotes = Map<number, Quote>;

/** The columns of a year's quotes in order of days. */
export interface QuoteColumns {
  readonly days: Int32Array;
  readonly units: Float64Array;
  readonly scales: Uint8Array;
  /** When each was recorded, milliseconds since 1970; read when it is asked for. */
  recordedAt(n: number): number;
}

/*
 * Layout, little-endian (as all machines are that Node runs on here): format 1 (a byte), flags (a byte), count (16 bits), scale of all (a byte), 3 bytes of
 * nothing, recorded time of all (a double); then columns: units (32-bit integers, or doubles with WIDE), days of
 * the year from 0 (16 bits), scales (bytes, with SCALES), recorded times (doubles, with TIMES).
 */
const FORMAT = 1;
const HEAD_BYTES = 16;
const WIDE = 1;
const SCALES = 2;
const TIMES = 4;

const INT32_MAX = 2 ** 31 - 1;

export function firstDayOf(year: number): number {
  const first = dayOf(year, 1, 1);
  if (first === null) throw new StorageError('out_of_range', `${year} is no year`, 'Use years 1 to 9999.');
  return first;
}

export function packYear(year: number, quotes: YearOfQuotes): Uint8Array {
  const first = firstDayOf(year);
  const rows = [...quotes].sort(([a], [b]) => a - b);
  const [scale, time] = [rows[0]?.[1].scale ?? 0, rows[0]?.[1].recordedAt ?? 0];
  const wide = rows.some(([, quote]) => Math.abs(quote.units) > INT32_MAX);
  const scales = rows.some(([, quote]) => quote.scale !== scale);
  const times = rows.some(([, quote]) => quote.recordedAt !== time);
  const n = rows.length;
  const unitBytes = wide ? 8 : 4;
  const bytes = new Uint8Array(HEAD_BYTES + n * (unitBytes + 2 + (scales ? 1 : 0) + (times ? 8 : 0)));
  const view = new DataView(bytes.buffer);
  view.setUint8(0, FORMAT);
  view.setUint8(1, (wide ? WIDE : 0) | (scales ? SCALES : 0) | (times ? TIMES : 0));
  view.setUint16(2, n, true);
  view.setUint8(4, scale);
  view.setFloat64(8, time, true);
  const daysAt = HEAD_BYTES + n * unitBytes;
  const scalesAt = daysAt + n * 2;
  const timesAt = scalesAt + (scales ? n : 0);
  rows.forEach(([day, quote], k) => {
    if (wide) view.setFloat64(HEAD_BYTES + k * 8, quote.units, true);
    else view.setInt32(HEAD_BYTES + k * 4, quote.units, true);
    view.setUint16(daysAt + k * 2, day - first, true);
    if (scales) view.setUint8(scalesAt + k, quote.scale);
    if (times) view.setFloat64(timesAt + k * 8, quote.recordedAt, true);
  });
  return bytes;
}

interface Layout {
  readonly view: DataView;
  readonly count: number;
  readonly wide: boolean;
  readonly daysAt: number;
  /** -1 where all have the one of the head. */
  readonly scalesAt: number;
  readonly timesAt: number;
}

function layoutOf(bytes: Uint8Array): Layout {
  // Columns are read in place, which needs them at multiples of 8 bytes.
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const view = new DataView(aligned.buffer, aligned.byteOffset, aligned.byteLength);
  if (bytes.length < HEAD_BYTES || view.getUint8(0) !== FORMAT) throw damaged();
  const flags = view.getUint8(1);
  const count = view.getUint16(2, true);
  const wide = (flags & WIDE) !== 0;
  const daysAt = HEAD_BYTES + count * (wide ? 8 : 4);
  const scalesEnd = daysAt + count * 2 + (flags & SCALES ? count : 0);
  if (bytes.length !== scalesEnd + (flags & TIMES ? count * 8 : 0)) throw damaged();
  return {
    view,
    count,
    wide,
    daysAt,
    scalesAt: flags & SCALES ? daysAt + count * 2 : -1,
    timesAt: flags & TIMES ? scalesEnd : -1,
  };
}

/** A year's columns, as readers take them. */
export function unpackColumns(year: number, bytes: Uint8Array): QuoteColumns {
  const { view, count, wide, daysAt, scalesAt, timesAt } = layoutOf(bytes);
  const first = firstDayOf(year);
  const memory = new ArrayBuffer(count * 13);
  const units = new Float64Array(memory, 0, count);
  const days = new Int32Array(memory, count * 8, count);
  const scales = new Uint8Array(memory, count * 12, count);
  const { buffer, byteOffset } = view;
  if (wide) units.set(new Float64Array(buffer, byteOffset + HEAD_BYTES, count));
  else units.set(new Int32Array(buffer, byteOffset + HEAD_BYTES, count));
  days.set(new Uint16Array(buffer, byteOffset + daysAt, count));
  for (let k = 0; k < count; k++) days[k] += first;
  if (scalesAt < 0) scales.fill(view.getUint8(4));
  else for (let k = 0; k < count; k++) scales[k] = view.getUint8(scalesAt + k);
  return { days, units, scales, recordedAt: (n) => view.getFloat64(timesAt < 0 ? 8 : timesAt + n * 8, true) };
}

/** A year's quotes with their times, as writers change them. */
export function unpackYear(year: number, bytes: Uint8Array): YearOfQuotes {
  const { days, units, scales, recordedAt } = unpackColumns(year, bytes);
  const quotes: YearOfQuotes = new Map();
  for (let k = 0; k < days.length; k++) {
    quotes.set(days[k], { units: units[k], scale: scales[k], recordedAt: recordedAt(k) });
  }
  return quotes;
}

function damaged(): StorageError {
  const remedy = 'Restore the last backup, or load these prices again.';
  return new StorageError('corrupt', 'packed quotes are damaged', remedy);
}

/** A value as it is held. StorageError `out_of_range` where it cannot be held exactly. */
export function quoteOf(value: string, recordedAt: number): Quote {
  const decimal = parseDecimal(value);
  if (decimal === null || typeof decimal.units !== 'number' || decimal.scale > 255) {
    const message = `${JSON.stringify(value)} cannot be held exactly as a price or a rate`;
    throw new StorageError('out_of_range', message, 'Use a plain decimal of at most 15 significant digits.');
  }
  return { units: decimal.units, scale: decimal.scale, recordedAt };
}

export function valueOf({ units, scale }: Quote): string {
  const value: Decimal = { units, scale };
  return formatDecimal(value, scale);
}
