import { type Decimal, quotedCurrency } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { type Problem, problem } from '../problems/index.ts';
import { type ColumnState, carryForward, newQuotes } from './carry.ts';
import { ColumnStore, CURRENCY, FIELDS, FIRST, SCALE, SOURCE, ZERO_TICK } from './column-store.ts';
import { fitPrice } from './fit-price.ts';
import { PriceBook } from './price-book.ts';
import type { PriceColumn } from './price-column.ts';

/** What became of a price that was put into the builder. */
export const PUT = {
  stored: 0,
  /** The same source gave another price for that day; the first one stays. */
  conflicting: 1,
  /** Too large to be held. */
  tooLarge: 2,
  /** More than 400 years from the other prices of its symbol. */
  tooFar: 3,
} as const;

/**
 * Takes prices in any order of days, symbols and sources and makes the columns of a book. A source added later
 * comes before the earlier ones: its price of a day replaces theirs.
 */
export class PriceBookBuilder {
  readonly symbols: string[] = [];
  readonly sources: string[] = [];
  readonly currencies: string[] = [];
  readonly store = new ColumnStore();

  private readonly numbers = new Map<string, number>();
  /** Whether a symbol has rows without a currency, and whether it has rows in pence or the like. */
  private readonly unstated: boolean[] = [];
  private readonly inPence: boolean[] = [];

  /** The number of a new source (a file, a provider), by the name it goes by in explanations. */
  source(name: string): number {
    return this.sources.push(name) - 1;
  }

  /** The number of a symbol, a new one if it was not seen before. */
  symbol(name: string): number {
    let s = this.numbers.get(name);
    if (s !== undefined) return s;
    s = this.symbols.push(name) - 1;
    this.numbers.set(name, s);
    this.store.add();
    return s;
  }

  /** The number of a currency code as rows state it (GBX and GBP differ). */
  currency(code: string): number {
    const known = this.currencies.indexOf(code);
    return known >= 0 ? known : this.currencies.push(code) - 1;
  }

  /**
   * Notes the currency of a row (-1: not stated); false if the symbol's earlier rows are in another one. Pence and
   * pounds are one currency: see `unitShift`.
   */
  stateCurrency(s: number, currency: number): boolean {
    const before = this.store.state[s * FIELDS + CURRENCY];
    // Next to rows in pence, a row that states nothing could be a hundred times too large.
    if (currency < 0) {
      if (this.inPence[s]) return false;
      this.unstated[s] = true;
      return true;
    }
    if (currency === before) return true;
    const stated = quotedCurrency(this.currencies[currency]);
    if (stated.shift !== 0 && this.unstated[s]) return false;
    if (before < 0) this.store.state[s * FIELDS + CURRENCY] = currency;
    else if (quotedCurrency(this.currencies[before]).currency !== stated.currency) return false;
    if (stated.shift !== 0) this.inPence[s] = true;
    return true;
  }

  /**
   * Decimals by which a price stated in `currency` shifts to be in the unit of the symbol's first one: 2 for pence
   * beside pounds, -2 for pounds beside pence, else 0.
   */
  unitShift(s: number, currency: number): number {
    const before = this.store.state[s * FIELDS + CURRENCY];
    if (currency === before || currency < 0 || before < 0) return 0;
    const unit = quotedCurrency(this.currencies[before]);
    const stated = quotedCurrency(this.currencies[currency]);
    return unit.currency === stated.currency ? stated.shift - unit.shift : 0;
  }

  /** Adds a price of any size; one of PUT. */
  putPrice(s: number, day: Day, price: Decimal, source: number): number {
    const fitted = fitPrice(price);
    if (fitted === null) return PUT.tooLarge;
    if (fitted.rounded) this.store.rounded[s] = true;
    return this.put(s, day, fitted.ticks, fitted.scale, source);
  }

  /** Adds a price of `ticks` / 10^`scale`; one of PUT. */
  put(s: number, day: number, ticks: number, scale: number, source: number): number {
    const { store } = this;
    store.open(s, day, scale, source);
    const index = store.reach(s, day);
    if (index < 0) return PUT.tooFar;
    const fitted = store.fit(s, ticks, scale);
    const old = store.tickAt(s, index);
    if (!Number.isNaN(old)) {
      const owner = store.sourceAt(s, index);
      if (owner > source) return PUT.stored;
      if (owner === source) return old === fitted ? PUT.stored : PUT.conflicting;
    }
    store.write(s, index, fitted, source);
    return PUT.stored;
  }

  /** The book, and what is to be said about whole columns. The builder must not be used afterwards. */
  finish(): { book: PriceBook; problems: Problem[] } {
    const columns: PriceColumn[] = [];
    const problems: Problem[] = [];
    for (let s = 0; s < this.symbols.length; s++) {
      const column = this.finishColumn(s);
      if (column === null) continue;
      columns.push(column);
      if (column.rounded) problems.push(roundedProblem(column));
    }
    return { book: new PriceBook(columns, this.sources), problems };
  }

  private finishColumn(s: number): PriceColumn | null {
    const { state, rounded } = this.store;
    if (state[s * FIELDS + SCALE] < 0) return null;
    const code = state[s * FIELDS + CURRENCY];
    const { currency, shift } =
      code < 0 ? { currency: null, shift: 0 } : quotedCurrency(this.currencies[code]);
    // Hundredths as wholes: the same ticks, two digits further down.
    state[s * FIELDS + SCALE] += shift;
    const column = this.finishNarrow(s) ?? carryForward(this.store.take(s), this.sources.length);
    return column && { ...column, symbol: this.symbols[s], currency, rounded: rounded[s] ?? false };
  }

  /** The common case in place: ticks in 32 bits, one source, no needless digit; null if it is not that. */
  private finishNarrow(s: number): ColumnState | null {
    const { state, cells } = this.store;
    const scale = state[s * FIELDS + SCALE];
    const source = state[s * FIELDS + SOURCE];
    let start = 0;
    let end = cells[s].length;
    while (start < end && cells[s][start] === 0) start++;
    while (start < end && cells[s][end - 1] === 0) end--;
    if (start === end || source < 0 || !usesLastDigit(cells[s], scale)) return null;
    const ticks = cells[s].subarray(start, end);
    const quotes = newQuotes(ticks.length, this.sources.length);
    carryInPlace(ticks, quotes, source + 1);
    const negativePrices = this.store.notPositive[s] === true && restoreZeros(ticks);
    const first = (state[s * FIELDS + FIRST] + start) as Day;
    return { scale, first, length: ticks.length, ticks, quotes, negativePrices, longestGap: 0 };
  }
}

/** Whether a price needs the last digit of the scale: without one, the column is not canonical. */
function usesLastDigit(cells: Int32Array, scale: number): boolean {
  return scale === 0 || cells.some((cell) => cell !== ZERO_TICK && cell % 10 !== 0);
}

/** Cells at a time: few, so that the compiler meets the end of the loop before it optimises it. */
const SEGMENT = 1024;

/** Fills days without a quote with the last price, and marks the others. */
function carryInPlace(ticks: Int32Array, quotes: Uint8Array | Uint16Array, source: number): void {
  let last = 0;
  for (let from = 0; from < ticks.length; from += SEGMENT) {
    last = carrySegment(ticks, quotes, from, Math.min(from + SEGMENT, ticks.length), last, source);
  }
}

function carrySegment(
  ticks: Int32Array,
  quotes: Uint8Array | Uint16Array,
  from: number,
  to: number,
  carried: number,
  source: number,
): number {
  let last = carried;
  for (let i = from; i < to; i++) {
    const cell = ticks[i];
    if (cell === 0) ticks[i] = last;
    else {
      last = cell;
      quotes[i] = source;
    }
  }
  return last;
}

/** Prices of zero as such; answers whether there is one below. */
function restoreZeros(ticks: Int32Array): boolean {
  let negative = false;
  for (let i = 0; i < ticks.length; i++) {
    if (ticks[i] === ZERO_TICK) ticks[i] = 0;
    else if (ticks[i] < 0) negative = true;
  }
  return negative;
}

function roundedProblem(column: PriceColumn): Problem {
  const message = `prices of ${column.symbol} have more digits than fit; kept to ${column.scale} decimals`;
  return problem('price_rounded', {}, message, { symbol: column.symbol });
}
