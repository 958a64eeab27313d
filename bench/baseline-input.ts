/**
 * The reading half of the JavaScript baseline: both files straight from their bytes into typed arrays. It trusts
 * its input: prices sorted by date with four decimals, trades in whole shares on days that have prices.
 */
import { closeSync, openSync, readSync } from 'node:fs';

/** Days kept side by side before they are handed to the columns: 500 columns written cell by cell miss the cache. */
const BLOCK_DAYS = 64;
const CHUNK_BYTES = 1 << 16;
/** Longer than any row, and what is read beyond it. */
const MARGIN = 128;
const LF = 10;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/** Prices in ticks of 1/10,000, a column of `stride` days for each symbol; `dates` are days since 1970-01-01. */
export interface Prices {
  readonly symbols: Map<string, number>;
  readonly dates: Int32Array;
  readonly stride: number;
  readonly ticks: Int32Array;
}

/** Columns in file order with room beyond their counts; days are indexes into the dates of the prices, amounts are ticks. */
export interface Rows {
  /** Of every row, what it does to cash. */
  count: number;
  days: Int32Array;
  amounts: Float64Array;
  /** Buys, and sales as negative quantities. */
  tradeCount: number;
  tradeDays: Int32Array;
  tradeSymbols: Int32Array;
  tradeQuantities: Float64Array;
  /** Deposits and withdrawals. */
  flowCount: number;
  flowDays: Int32Array;
  flowAmounts: Float64Array;
}

/** Gives a file to `take` in pieces; it answers where the first row begins that it did not take. */
function inChunks(
  file: string,
  take: (bytes: Uint8Array, words: DataView, end: number, isLast: boolean) => number,
): void {
  const bytes = new Uint8Array(CHUNK_BYTES + MARGIN);
  const words = new DataView(bytes.buffer);
  const fd = openSync(file, 'r');
  let kept = 0;
  let isLast = false;
  while (!isLast) {
    const read = readSync(fd, bytes, kept, CHUNK_BYTES - kept, null);
    isLast = read === 0;
    const end = kept + read;
    const taken = take(bytes, words, end, isLast);
    bytes.copyWithin(0, taken, end);
    kept = end - taken;
  }
  closeSync(fd);
}

export function readPrices(file: string): Prices {
  const reader = new PriceReader();
  inChunks(file, (bytes, words, end, isLast) => reader.take(bytes, words, end, isLast));
  return reader.finish();
}

/** The symbol expected at a place of a day: its bytes with the comma as two words, which of them count, how many they are. */
const FIELDS = 6;

class PriceReader {
  private readonly symbols = new Map<string, number>();
  private expected = new Int32Array(1024 * FIELDS);
  private stride = 16384;
  private ticks = new Int32Array(0);
  private width = 1040;
  private block = new Int32Array(BLOCK_DAYS * 1040);
  private dates = new Int32Array(16384);
  private dayCount = 0;
  private blockStart = 0;
  private place = 0;
  private year = 0;
  private month = 0;
  private dayOfMonth = 0;
  private begun = false;

  take(b: Uint8Array, words: DataView, end: number, isLast: boolean): number {
    let p = 0;
    if (!this.begun) {
      p = b.indexOf(LF) + 1;
      this.begun = true;
    }
    const safe = isLast ? end : end - MARGIN;
    let { expected, block, width, place, year, month, dayOfMonth } = this;
    let row = (this.dayCount - 1 - this.blockStart) * width;
    while (p < safe) {
      const a = words.getInt32(p, true);
      const c = words.getInt32(p + 4, true);
      const e = words.getInt32(p + 7, true);
      if (e !== dayOfMonth || c !== month || a !== year) {
        year = a;
        month = c;
        dayOfMonth = e;
        this.beginDay(dateAt(b, p));
        row = (this.dayCount - 1 - this.blockStart) * width;
        place = 0;
      }
      p += 11;
      let at = place * FIELDS;
      const isExpected =
        (((words.getInt32(p, true) ^ expected[at]) & expected[at + 1]) |
          ((words.getInt32(p + 4, true) ^ expected[at + 2]) & expected[at + 3])) ===
        0;
      if (!isExpected || expected[at + 4] === 0) {
        this.learn(b, p, place);
        if (this.width !== width) row = (this.dayCount - 1 - this.blockStart) * this.width;
        ({ expected, block, width } = this);
        at = place * FIELDS;
      }
      p += expected[at + 4];
      const symbol = expected[at + 5];
      place++;
      let tick = 0;
      let byte = b[p];
      while (byte >= ZERO) {
        tick = (tick * 10 + byte - ZERO) | 0;
        byte = b[++p];
      }
      block[row + symbol] = (tick * 10_000 + fourDigits(words, p + 1)) | 0;
      p += 5;
      while (b[p++] !== LF);
    }
    this.place = place;
    this.year = year;
    this.month = month;
    this.dayOfMonth = dayOfMonth;
    return p;
  }

  finish(): Prices {
    this.handOver();
    return {
      symbols: this.symbols,
      dates: this.dates.slice(0, this.dayCount),
      stride: this.stride,
      ticks: this.ticks,
    };
  }

  private beginDay(date: number): void {
    if (this.dayCount - this.blockStart === BLOCK_DAYS) this.handOver();
    if (this.dayCount === this.stride) throw new Error('more days than the baseline has room for');
    this.dates[this.dayCount++] = date;
  }

  private learn(b: Uint8Array, from: number, place: number): void {
    const to = b.indexOf(COMMA, from);
    if (to - from > 6) throw new Error('the baseline reads symbols of at most six letters');
    const name = String.fromCharCode(...b.subarray(from, to));
    const symbol = this.symbols.get(name) ?? this.symbols.size;
    this.symbols.set(name, symbol);
    if (symbol === this.width) this.widen();
    if ((place + 1) * FIELDS > this.expected.length)
      this.expected = larger(this.expected, 2 * this.expected.length);
    const words = [0, 0, 0, 0];
    for (let k = 0; k <= to - from; k++) {
      words[k >> 2] |= b[from + k] << (8 * (k & 3));
      words[2 + (k >> 2)] |= 255 << (8 * (k & 3));
    }
    this.expected.set([words[0], words[2], words[1], words[3], to - from + 1, symbol], place * FIELDS);
  }

  private widen(): void {
    const block = new Int32Array(2 * this.block.length);
    for (let day = 0; day < BLOCK_DAYS; day++) {
      block.set(this.block.subarray(day * this.width, (day + 1) * this.width), day * 2 * this.width);
    }
    this.block = block;
    this.width *= 2;
  }

  private handOver(): void {
    const { block, width, stride, symbols, blockStart, dayCount } = this;
    // Memory that is never written costs nothing.
    if (symbols.size * stride > this.ticks.length)
      this.ticks = larger(this.ticks, (symbols.size + 500) * stride);
    const { ticks } = this;
    for (let symbol = 0; symbol < symbols.size; symbol++) {
      const column = symbol * stride;
      for (let day = blockStart, at = symbol; day < dayCount; day++, at += width)
        ticks[column + day] = block[at];
    }
    this.blockStart = dayCount;
  }
}

export function readRows(file: string, prices: Prices): Rows {
  const reader = new RowReader(prices);
  inChunks(file, (bytes, words, end, isLast) => reader.take(bytes, words, end, isLast));
  return reader.rows;
}

/** First letters of the types that are not plain cash. */
const B = 98;
const D = 100;
const E = 101;
const S = 115;
const W = 119;

class RowReader {
  rows = emptyRows(1 << 12);
  private readonly symbols = new Map<number, number>();
  private readonly first: number;
  /** By date: the last day with prices on or before it. */
  private readonly dayOfDate: Int32Array;
  private begun = false;

  constructor({ dates, symbols }: Prices) {
    for (const [name, symbol] of symbols) this.symbols.set(packed(name), symbol);
    this.first = dates[0];
    this.dayOfDate = new Int32Array(dates[dates.length - 1] - dates[0] + 1);
    for (let date = dates[0], day = 0; date <= dates[dates.length - 1]; date++) {
      if (dates[day + 1] === date) day++;
      this.dayOfDate[date - this.first] = day;
    }
  }

  take(b: Uint8Array, words: DataView, end: number, isLast: boolean): number {
    let p = 0;
    if (!this.begun) {
      p = b.indexOf(LF) + 1;
      this.begun = true;
    }
    const safe = isLast ? end : end - MARGIN;
    const room = this.rows.count + Math.ceil(end / 20);
    if (room > this.rows.days.length) this.rows = widened(this.rows, 2 * room);
    const { rows, symbols, dayOfDate, first } = this;
    const { days, amounts, tradeDays, tradeSymbols, tradeQuantities, flowDays, flowAmounts } = rows;
    let { count, tradeCount, flowCount } = rows;
    let year = 0;
    let month = 0;
    let dayOfMonth = 0;
    let day = 0;
    while (p < safe) {
      const a = words.getInt32(p, true);
      const c = words.getInt32(p + 4, true);
      const e = words.getInt32(p + 7, true);
      if (e !== dayOfMonth || c !== month || a !== year) {
        year = a;
        month = c;
        dayOfMonth = e;
        day = dayOfDate[dateAt(b, p) - first];
      }
      p += 11;
      const type = b[p];
      const isFlow = type === W || (type === D && b[p + 1] === E);
      while (b[p++] !== COMMA);
      let key = 0;
      let byte = b[p++];
      while (byte !== COMMA) {
        key = key * 256 + byte;
        byte = b[p++];
      }
      let quantity = 0;
      byte = b[p++];
      while (byte !== COMMA) {
        quantity = quantity * 10 + byte - ZERO;
        byte = b[p++];
      }
      if (type === B || type === S) {
        tradeDays[tradeCount] = day;
        tradeSymbols[tradeCount] = symbols.get(key) as number;
        tradeQuantities[tradeCount++] = type === B ? quantity : -quantity;
      }
      while (b[p++] !== COMMA);
      while (b[p++] !== COMMA);
      const isNegative = b[p] === MINUS;
      if (isNegative) p++;
      let whole = 0;
      byte = b[p++];
      while (byte !== POINT) {
        whole = whole * 10 + byte - ZERO;
        byte = b[p++];
      }
      const size = whole * 10_000 + fourDigits(words, p);
      const amount = isNegative ? -size : size;
      days[count] = day;
      amounts[count++] = amount;
      if (isFlow) {
        flowDays[flowCount] = day;
        flowAmounts[flowCount++] = amount;
      }
      p += 4;
      while (b[p++] !== LF);
    }
    rows.count = count;
    rows.tradeCount = tradeCount;
    rows.flowCount = flowCount;
    return p;
  }
}

function emptyRows(room: number): Rows {
  const integers = () => new Int32Array(room);
  const numbers = () => new Float64Array(room);
  return {
    count: 0,
    days: integers(),
    amounts: numbers(),
    tradeCount: 0,
    tradeDays: integers(),
    tradeSymbols: integers(),
    tradeQuantities: numbers(),
    flowCount: 0,
    flowDays: integers(),
    flowAmounts: numbers(),
  };
}

function widened(rows: Rows, room: number): Rows {
  const wide = { ...rows, ...emptyRows(room) };
  const { count, tradeCount, flowCount } = rows;
  for (const name of ['days', 'tradeDays', 'tradeSymbols', 'flowDays'] as const) wide[name].set(rows[name]);
  for (const name of ['amounts', 'tradeQuantities', 'flowAmounts'] as const) wide[name].set(rows[name]);
  return { ...wide, count, tradeCount, flowCount };
}

/** The number of the four digits at p: pairs to tens and ones, then both pairs. */
function fourDigits(words: DataView, p: number): number {
  const four = words.getInt32(p, true) - 0x30303030;
  const pairs = (Math.imul(four, 10) + (four >>> 8)) & 0x00ff00ff;
  return (pairs & 0xff) * 100 + (pairs >>> 16);
}

function larger(values: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(length);
  copy.set(values);
  return copy;
}

/** Up to six letters as one number. */
function packed(name: string): number {
  let key = 0;
  for (let k = 0; k < name.length; k++) key = key * 256 + name.charCodeAt(k);
  return key;
}

/** Days since 1970-01-01 of the date at p. */
function dateAt(b: Uint8Array, p: number): number {
  const month = (b[p + 5] - ZERO) * 10 + b[p + 6] - ZERO;
  const day = (b[p + 8] - ZERO) * 10 + b[p + 9] - ZERO;
  const year =
    (b[p] - ZERO) * 1000 +
    (b[p + 1] - ZERO) * 100 +
    (b[p + 2] - ZERO) * 10 +
    b[p + 3] -
    ZERO -
    (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const ofEra = year - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}
