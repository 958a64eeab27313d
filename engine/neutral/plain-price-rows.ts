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
  isSame,
  LENGTH,
  MASK_0,
  MASK_4,
  plainNameEnd,
  REST,
  SYMBOL_FIELDS,
  SymbolSequence,
} from './symbol-sequence.ts';

const LF = 10;
const CR = 13;
const COMMA = 44;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
/** Small, so that the compiler meets the whole loop, its end included, before it optimises. */
const BLOCK_BYTES = 4096;
/** Days that every month has. */
const SHORTEST_MONTH = 28;
/** Digits of a price that surely fit 32 bits. */
const NARROW_DIGITS = 9;
const NARROW_TICK_MAX = 2147483647;
const POWERS = Int32Array.from({ length: NARROW_DIGITS + 1 }, (_, n) => 10 ** n);

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
  /** The piece that is being read, and a view of it. */
  private bytes: Uint8Array = new Uint8Array(0);
  private words: DataView = new DataView(new ArrayBuffer(0));
  /** Of the last row; -1 before the first. */
  private symbol = -1;
  /** The symbol that the next row is likely to have. */
  private expected = 0;
  /** Whether the last row was not plain. */
  private stuck = false;
  /** Bytes of the last date: the year, the month with its dashes, the day with a dash and the comma. */
  private year = 0;
  private month = 0;
  private dayOfMonth = 0;
  private day = 0 as Day;
  /** The day within its month. */
  private dayNumber = 0;
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
    if (this.bytes !== b) {
      this.bytes = b;
      this.words = new DataView(b.buffer, b.byteOffset, b.length);
    }
    this.rows = 0;
    this.stuck = false;
    let row = from;
    while (row < to - this.margin && !this.stuck) {
      row = this.takeBlock(
        b,
        this.words,
        row,
        Math.min(row + BLOCK_BYTES, to - this.margin),
        line + this.rows,
      );
    }
    return row;
  }

  /**
   * Rows that begin before `end`. Stops early at a row that is not plain (`stuck`), and where one of the arrays that
   * it holds has been replaced: constants are what makes the loop quick.
   */
  private takeBlock(b: Uint8Array, words: DataView, from: number, end: number, line: number): number {
    const { builder, stage, withCurrency } = this;
    const { state } = builder.store;
    const { cells: staged, width } = stage;
    const { table, pool } = this.sequence;
    let { year, month, dayOfMonth, stagedDay, symbol, expected } = this;
    let rows = 0;
    let row = from;
    this.stuck = true;
    while (row < end) {
      let p = row;
      const yearBytes = words.getInt32(p, true);
      const monthBytes = words.getInt32(p + 4, true);
      const dayBytes = words.getInt32(p + 7, true);
      if (dayBytes !== dayOfMonth || monthBytes !== month || yearBytes !== year) {
        if (!this.enterDay(b, p, monthBytes === month && yearBytes === year)) break;
        year = yearBytes;
        month = monthBytes;
        dayOfMonth = dayBytes;
        ({ stagedDay } = this);
      }
      p += 11;

      const at = expected * SYMBOL_FIELDS;
      const length = table[at + LENGTH];
      const wrong0 = (words.getInt32(p, true) ^ table[at + BYTES_0]) & table[at + MASK_0];
      const wrong4 = (words.getInt32(p + 4, true) ^ table[at + BYTES_4]) & table[at + MASK_4];
      const isShort = length <= COMPARED;
      if (
        length === 0 ||
        (wrong0 | wrong4) !== 0 ||
        !(isShort || isSame(pool, table[at + REST], b, p + COMPARED, length - COMPARED))
      ) {
        expected = this.lookUp(b, p, symbol);
        this.stuck = expected < 0;
        break;
      }
      p += length;

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
      // Pence among pounds are for the reader of rows that are not plain.
      if (
        withCurrency &&
        state[expected * FIELDS + CURRENCY] !== this.currency &&
        builder.unitShift(expected, this.currency) !== 0
      )
        break;

      symbol = expected;
      expected = table[at + FOLLOWER];
      row = p + 1;
      rows++;
      if (withCurrency && state[symbol * FIELDS + CURRENCY] !== this.currency) {
        if (!builder.stateCurrency(symbol, this.currency)) {
          this.conflict('price_currency_mixed', line + rows - 1, symbol, this.day);
          continue;
        }
      }
      const missing = state[symbol * FIELDS + SCALE] - scale;
      const isPlain = ticks !== 0 && missing >= 0 && digits + missing <= NARROW_DIGITS;
      if (isPlain && stagedDay >= 0 && symbol < width && staged[stagedDay + symbol] === 0) {
        staged[stagedDay + symbol] = missing === 0 ? ticks : Math.imul(ticks, POWERS[missing]);
        continue;
      }
      this.putDirectly(symbol, ticks, scale, line + rows - 1);
      ({ stagedDay } = this);
      if (stage.cells !== staged) {
        this.stuck = false;
        break;
      }
    }
    if (row >= end) this.stuck = false;
    this.rows += rows;
    this.year = year;
    this.month = month;
    this.dayOfMonth = dayOfMonth;
    this.symbol = symbol;
    this.expected = Math.max(expected, 0);
    return row;
  }

  /** The symbol named at p, which comes after `previous` from now on; negative if its name is not plain. */
  private lookUp(b: Uint8Array, p: number, previous: number): number {
    const end = plainNameEnd(b, p);
    return end < 0 ? -1 : this.sequence.next(b, p, end, previous);
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
    const own = missing >= 0 && missing < POWERS.length && state[symbol * FIELDS + SOURCE] === source;
    if (own && ticks !== 0 && index >= 0 && index < column.length && column[index] === 0) {
      const cell = ticks * POWERS[missing];
      if (cell <= NARROW_TICK_MAX) {
        column[index] = cell;
        return;
      }
    }
    const put = builder.put(symbol, day, ticks, scale, source);
    if (put === PUT.conflicting) this.conflict('price_duplicate', line, symbol, day);
    else if (put === PUT.tooFar) this.conflict('date_invalid', line, symbol, day);
  }

  /** Remembers the date at p, whose month may be that of the row before; false if it is not a real day and a comma. */
  private enterDay(b: Uint8Array, p: number, sameMonth: boolean): boolean {
    if (b[p + 10] !== COMMA) return false;
    const tens = b[p + 8] - ZERO;
    const ones = b[p + 9] - ZERO;
    const dayOfMonth = tens * 10 + ones;
    if (sameMonth && tens >= 0 && ones >= 0 && ones <= 9 && dayOfMonth >= 1 && dayOfMonth <= SHORTEST_MONTH) {
      this.day = (this.day - this.dayNumber + dayOfMonth) as Day;
    } else {
      const day = this.date.read(b, p, p + 10);
      if (day === null) return false;
      this.day = day;
    }
    this.dayNumber = dayOfMonth;
    this.stagedDay = this.stage.begin(this.day);
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
