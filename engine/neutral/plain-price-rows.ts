import type { Day } from '../calendar/day.ts';
import { CURRENCY, FIELDS, FIRST, type PriceBookBuilder, PUT, SCALE, SOURCE } from '../prices/index.ts';
import { DateBytes } from './byte-values.ts';
import type { PlainRows } from './csv.ts';
import { PriceStage } from './price-stage.ts';
import {
  BYTES_0,
  BYTES_4,
  COMPARED,
  FOLLOWER,
  LENGTH,
  MASK_0,
  MASK_4,
  REST,
  SYMBOL_FIELDS,
  SymbolSequence,
} from './symbol-sequence.ts';

const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
/** Small, so that the compiler meets the whole loop, its end included, before it optimises. */
const BLOCK_BYTES = 4096;
const SYMBOL_BYTES_MAX = 64;
/** Digits of a price that surely fit 32 bits. */
const NARROW_DIGITS = 9;
const NARROW_TICK_MAX = 2147483647;
const POWERS = Float64Array.from({ length: 10 }, (_, n) => 10 ** n);

/** What is wrong with a row that is well-formed. */
export type Conflict = 'price_duplicate' | 'price_currency_mixed' | 'date_invalid';

/**
 * Reads rows `date,symbol,price[,currency]` as nearly every price file has them: no quotes, no white space, a price
 * of at most nine digits. Two guesses carry the speed, both checked byte by byte: the date is that of the row
 * before, and after a symbol comes the one that came after it last time. Any other row is left to the scanner.
 */
export class PlainPriceRows implements PlainRows {
  /** More than the longest plain row and what is read beyond it. */
  readonly margin = 128;
  rows = 0;
  private readonly builder: PriceBookBuilder;
  private readonly source: number;
  private readonly withCurrency: boolean;
  private readonly conflict: (code: Conflict, line: number, symbol: number, day: Day) => void;
  private readonly sequence: SymbolSequence;
  private readonly date = new DateBytes();
  /** Of the last row. */
  private symbol = -1;
  /** Bytes of the last date: the year, the month with its dashes, the day with a dash and the comma. */
  private year = 0;
  private month = 0;
  private dayOfMonth = 0;
  private day = 0 as Day;
  private readonly stage: PriceStage;
  /** First cell of the day in the stage; -1 if the day is put directly. */
  private stagedDay = -1;
  /** Bytes of the last currency and its number. */
  private code = 0;
  private currency = -1;

  constructor(
    builder: PriceBookBuilder,
    source: number,
    withCurrency: boolean,
    conflict: (code: Conflict, line: number, symbol: number, day: Day) => void,
  ) {
    this.builder = builder;
    this.source = source;
    this.withCurrency = withCurrency;
    this.conflict = conflict;
    this.sequence = new SymbolSequence(builder);
    this.stage = new PriceStage(builder, source);
  }

  /** The file has ended. */
  end(): void {
    this.stage.close(this.day);
  }

  /** The symbols of the rows taken. */
  get symbols(): number[] {
    return this.sequence.symbols;
  }

  take(b: Uint8Array, from: number, to: number, line: number): number {
    this.rows = 0;
    const words = new DataView(b.buffer, b.byteOffset, b.length);
    let row = from;
    let blockEnd = from;
    while (row >= blockEnd && row < to - this.margin) {
      blockEnd = Math.min(row + BLOCK_BYTES, to - this.margin);
      row = this.takeBlock(b, words, row, blockEnd, line + this.rows);
    }
    return row;
  }

  /** Rows that begin before `end`, until one is not plain. */
  private takeBlock(b: Uint8Array, words: DataView, from: number, end: number, line: number): number {
    const { builder, stage, sequence, withCurrency } = this;
    let { state } = builder.store;
    let { cells: staged, width } = stage;
    let { table, pool } = sequence;
    let { stagedDay, symbol: previous } = this;
    let rows = 0;
    let row = from;
    while (row < end) {
      let p = row;
      const year = words.getInt32(p, true);
      const month = words.getInt32(p + 4, true);
      const dayOfMonth = words.getInt32(p + 7, true);
      if (dayOfMonth !== this.dayOfMonth || month !== this.month || year !== this.year) {
        if (!this.enterDay(b, p)) break;
        this.year = year;
        this.month = month;
        this.dayOfMonth = dayOfMonth;
        ({ stagedDay } = this);
      }
      p += 11;

      let symbol = previous < 0 ? -1 : table[previous * SYMBOL_FIELDS + FOLLOWER];
      if (symbol >= 0) {
        const at = symbol * SYMBOL_FIELDS;
        const length = table[at + LENGTH];
        const wrong0 = (words.getInt32(p, true) ^ table[at + BYTES_0]) & table[at + MASK_0];
        const wrong4 = (words.getInt32(p + 4, true) ^ table[at + BYTES_4]) & table[at + MASK_4];
        if ((wrong0 | wrong4) !== 0) symbol = -1;
        else if (length > COMPARED && !isSame(pool, table[at + REST], b, p + COMPARED, length - COMPARED))
          symbol = -1;
        else p += length;
      }
      if (symbol < 0) {
        const nameEnd = plainNameEnd(b, p);
        if (nameEnd < 0) break;
        symbol = sequence.next(b, p, nameEnd, previous);
        ({ state } = builder.store);
        ({ table, pool } = sequence);
        p = nameEnd + 1;
      }

      let ticks = 0;
      let scale = 0;
      const firstDigit = p;
      let byte = b[p];
      while (byte >= ZERO && byte <= NINE) {
        ticks = (ticks * 10 + byte - ZERO) | 0;
        byte = b[++p];
      }
      let digits = p - firstDigit;
      if (byte === POINT) {
        const firstDecimal = ++p;
        if (digits > NARROW_DIGITS) break;
        const four = words.getInt32(p, true) - 0x30303030;
        if (((four | (four + 0x76767676)) & 0x80808080) === 0) {
          // Four digits at once: pairs to tens and ones, then both pairs.
          const pairs = (Math.imul(four, 10) + (four >>> 8)) & 0x00ff00ff;
          ticks = (ticks * 10000 + (pairs & 0xff) * 100 + (pairs >>> 16)) | 0;
          p += 4;
        }
        byte = b[p];
        while (byte >= ZERO && byte <= NINE) {
          ticks = (ticks * 10 + byte - ZERO) | 0;
          byte = b[++p];
        }
        scale = p - firstDecimal;
        digits += scale;
      }
      if (digits === 0 || digits > NARROW_DIGITS) break;
      if (withCurrency) {
        if (byte !== COMMA) break;
        const code = (b[p + 1] << 16) | (b[p + 2] << 8) | b[p + 3];
        if (code !== this.code && !this.enterCurrency(b, p + 1)) break;
        p += 4;
        byte = b[p];
      }
      if (byte === CR) byte = b[++p];
      if (byte !== LF) break;

      previous = symbol;
      row = p + 1;
      rows++;
      if (withCurrency && state[symbol * FIELDS + CURRENCY] !== this.currency) {
        if (!builder.stateCurrency(symbol, this.currency)) {
          this.conflict('price_currency_mixed', line + rows - 1, symbol, this.day);
          continue;
        }
      }
      const missing = state[symbol * FIELDS + SCALE] - scale;
      if (
        missing >= 0 &&
        stagedDay >= 0 &&
        symbol < width &&
        ticks !== 0 &&
        staged[stagedDay + symbol] === 0
      ) {
        const cell = missing === 0 ? ticks : ticks * POWERS[missing];
        if (cell <= NARROW_TICK_MAX) {
          staged[stagedDay + symbol] = cell;
          continue;
        }
      }
      this.putDirectly(symbol, ticks, scale, line + rows - 1);
      ({ stagedDay } = this);
      ({ cells: staged, width } = stage);
    }
    this.rows += rows;
    this.symbol = previous;
    return row;
  }

  /** Before the scanner puts a price of that day. */
  close(day: Day): void {
    this.stage.close(day);
    this.stagedDay = -1;
  }

  private putDirectly(symbol: number, ticks: number, scale: number, line: number): void {
    const { builder, source, day } = this;
    if (
      builder.store.open(symbol, day, scale, source) &&
      this.stagedDay >= 0 &&
      symbol < this.stage.width &&
      ticks !== 0
    ) {
      this.stage.cells[this.stagedDay + symbol] = ticks;
      return;
    }
    this.close(day);
    const { state, cells } = builder.store;
    const column = cells[symbol];
    const index = day - state[symbol * FIELDS + FIRST];
    const missing = state[symbol * FIELDS + SCALE] - scale;
    const cell = missing > 0 && missing < POWERS.length ? ticks * POWERS[missing] : ticks;
    const own = missing >= 0 && state[symbol * FIELDS + SOURCE] === source;
    if (
      own &&
      cell !== 0 &&
      cell <= NARROW_TICK_MAX &&
      index >= 0 &&
      index < column.length &&
      column[index] === 0
    ) {
      column[index] = cell;
      return;
    }
    const put = builder.put(symbol, day, ticks, scale, source);
    if (put === PUT.conflicting) this.conflict('price_duplicate', line, symbol, day);
    else if (put === PUT.tooFar) this.conflict('date_invalid', line, symbol, day);
  }

  /** Remembers the date at p; false if it is not a real day and a comma. */
  private enterDay(b: Uint8Array, p: number): boolean {
    const day = b[p + 10] === COMMA ? this.date.read(b, p, p + 10) : null;
    if (day === null) return false;
    this.day = day;
    this.stagedDay = this.stage.begin(day);
    return true;
  }

  /** Remembers the currency at p; false if it is not three capitals. */
  private enterCurrency(b: Uint8Array, p: number): boolean {
    for (let k = p; k < p + 3; k++) if (!(b[k] >= 65 && b[k] <= 90)) return false;
    this.code = (b[p] << 16) | (b[p + 1] << 8) | b[p + 2];
    this.currency = this.builder.currency(String.fromCharCode(b[p], b[p + 1], b[p + 2]));
    return true;
  }
}

function isSame(a: Uint8Array, from: number, b: Uint8Array, at: number, length: number): boolean {
  for (let k = 0; k < length; k++) if (a[from + k] !== b[at + k]) return false;
  return true;
}

/** Where a symbol ends that needs no CSV rules; -1 if it is not such a one. */
function plainNameEnd(b: Uint8Array, from: number): number {
  let p = from;
  while (b[p] !== COMMA) {
    if (b[p] < SPACE || b[p] > 126 || b[p] === QUOTE || p - from >= SYMBOL_BYTES_MAX) return -1;
    p++;
  }
  return p === from || b[from] === SPACE || b[p - 1] === SPACE ? -1 : p;
}
