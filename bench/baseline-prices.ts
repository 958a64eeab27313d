/**
 * The prices of the JavaScript baseline, straight from bytes into columns. It trusts its input: sorted by date, four
 * decimals, symbols of at most six letters, a price of every symbol on every day.
 */
import { COMMA, dateAt, fourDigits, inChunks, LF, MARGIN, ZERO } from './baseline-bytes.ts';

/** Days kept side by side before they are handed to the columns: 500 columns written cell by cell miss the cache. */
const BLOCK_DAYS = 64;

/** Prices in ticks of 1/10,000, a column of `stride` days for each symbol; `dates` are days since 1970-01-01. */
export interface Prices {
  readonly symbols: Map<string, number>;
  readonly dates: Int32Array;
  readonly stride: number;
  readonly ticks: Int32Array;
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

function larger(values: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(length);
  copy.set(values);
  return copy;
}
