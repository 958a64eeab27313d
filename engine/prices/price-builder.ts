import { type Decimal, quotedCurrency } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { type Problem, problem } from '../problems/index.ts';
import { type ColumnState, carryForward, NARROW_TICK_MAX, newQuotes, type QuoteCells } from './carry.ts';
import { finestScale, fitPrice, ticksAt } from './fit-price.ts';
import { PriceBook } from './price-book.ts';
import type { PriceColumn } from './price-column.ts';

/** What became of a price that was put into the builder. */
export const PUT = {
  stored: 0,
  /** The same source gave another price for that day; the first one stays. */
  conflicting: 1,
  /** Too large to be held. */
  tooLarge: 2,
} as const;

/** A cell without a quote is 0, so that new memory needs no filling; a price of zero is written as this. */
export const ZERO_TICK = -2147483648;

/** Fields of a symbol in `PriceBookBuilder.state`, side by side because a row needs them all. */
export const FIELDS = 4;
/** Day of the first cell. */
export const FIRST = 0;
/** Digits after the point; -1 before the first price. */
export const SCALE = 1;
/** The source of all quotes so far, -1 if there are several. */
export const SOURCE = 2;
/** Index into the currency codes, -1 while no row has stated one. */
export const CURRENCY = 3;

const NONE = new Int32Array(0);
const DAYS_AT_FIRST = 256;
/** About 45 years at once: memory that is never written costs nothing. */
const DAYS_MORE = 16384;

/**
 * Takes prices in any order of days, symbols and sources and makes the columns of a book. A source added later
 * comes before the earlier ones: its price of a day replaces theirs. State is flat arrays, open to the reader of
 * plain price rows, which puts millions of them.
 */
export class PriceBookBuilder {
  readonly symbols: string[] = [];
  readonly sources: string[] = [];
  readonly currencies: string[] = [];
  state = new Int32Array(64 * FIELDS);
  /** Ticks of each symbol; empty for one that has moved to `wide`. */
  readonly cells: Int32Array<ArrayBuffer>[] = [];

  private readonly numbers = new Map<string, number>();
  /** Prices beyond Int32: ticks in a Float64Array, NaN without a quote. */
  private readonly wide: (Float64Array | undefined)[] = [];
  /** 1 + source of each cell, for symbols of several sources. */
  private readonly cellSources: (Uint16Array | undefined)[] = [];
  private readonly rounded: boolean[] = [];
  private readonly unstated: boolean[] = [];

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
    if (this.state.length < (s + 1) * FIELDS) {
      const state = new Int32Array(this.state.length * 2);
      state.set(this.state);
      this.state = state;
    }
    this.state.set([0, -1, -1, -1], s * FIELDS);
    this.cells.push(NONE);
    return s;
  }

  /** The number of a currency code as rows state it (GBX and GBP differ). */
  currency(code: string): number {
    const known = this.currencies.indexOf(code);
    return known >= 0 ? known : this.currencies.push(code) - 1;
  }

  /** Notes the currency of a row (-1: not stated); false if the symbol's earlier rows are in another one. */
  stateCurrency(s: number, currency: number): boolean {
    const before = this.state[s * FIELDS + CURRENCY];
    if (currency === before) {
      if (currency < 0) this.unstated[s] = true;
      return true;
    }
    if (currency < 0 || before < 0) {
      const stated = quotedCurrency(this.currencies[Math.max(currency, before)]);
      // Next to rows in pence, a row that states nothing could be a hundred times too large.
      if (stated.shift !== 0 && (currency < 0 || this.unstated[s])) return false;
      this.state[s * FIELDS + CURRENCY] = Math.max(currency, before);
      return true;
    }
    const a = quotedCurrency(this.currencies[before]);
    const b = quotedCurrency(this.currencies[currency]);
    return a.currency === b.currency && a.shift === b.shift;
  }

  /** Prepares a symbol for its first price; false if it has prices. */
  open(s: number, day: number, scale: number, source: number): boolean {
    if (this.cells[s].length > 0 || this.wide[s] !== undefined) return false;
    this.cells[s] = new Int32Array(DAYS_AT_FIRST);
    this.state[s * FIELDS + FIRST] = day;
    this.state[s * FIELDS + SCALE] = scale;
    this.state[s * FIELDS + SOURCE] = source;
    return true;
  }

  /** Adds a price of any size; one of PUT. */
  putPrice(s: number, day: Day, price: Decimal, source: number): number {
    const fitted = fitPrice(price);
    if (fitted === null) return PUT.tooLarge;
    if (fitted.rounded) this.rounded[s] = true;
    return this.put(s, day, fitted.ticks, fitted.scale, source);
  }

  /** Adds a price of `ticks` / 10^`scale`; one of PUT. */
  put(s: number, day: number, ticks: number, scale: number, source: number): number {
    const at = s * FIELDS;
    this.open(s, day, scale, source);
    const fitted = this.fit(s, ticks, scale);
    if (fitted === null) return PUT.tooLarge;
    const index = this.reach(s, day);
    const old = this.tickAt(s, index);
    if (!Number.isNaN(old)) {
      const owner = this.sourceAt(s, index);
      if (owner > source) return PUT.stored;
      if (owner === source) return old === fitted ? PUT.stored : PUT.conflicting;
    }
    if (this.state[at + SOURCE] !== source) this.cellSourcesOf(s)[index] = source + 1;
    const wide = this.wide[s];
    if (wide !== undefined) wide[index] = fitted;
    else this.cells[s][index] = fitted === 0 ? ZERO_TICK : fitted;
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
    const code = this.state[s * FIELDS + CURRENCY];
    const { currency, shift } =
      code < 0 ? { currency: null, shift: 0 } : quotedCurrency(this.currencies[code]);
    // Hundredths as wholes: the same ticks, two digits further down.
    this.state[s * FIELDS + SCALE] += shift;
    const state = this.finishNarrow(s) ?? carryForward(this.quoteCells(s), this.sources.length);
    this.cells[s] = NONE;
    this.wide[s] = undefined;
    this.cellSources[s] = undefined;
    return state && { ...state, symbol: this.symbols[s], currency, rounded: this.rounded[s] ?? false };
  }

  /** The common case in place: ticks in 32 bits, one source, no needless digit; null if it is not that. */
  private finishNarrow(s: number): ColumnState | null {
    const cells = this.cells[s];
    const source = this.state[s * FIELDS + SOURCE];
    let start = 0;
    let end = cells.length;
    while (start < end && cells[start] === 0) start++;
    while (start < end && cells[end - 1] === 0) end--;
    if (start === end || source < 0 || !usesLastDigit(cells, this.state[s * FIELDS + SCALE])) return null;
    const ticks = cells.subarray(start, end);
    const quotes = newQuotes(ticks.length, this.sources.length);
    const negativePrices = carryInPlace(ticks, quotes, source + 1);
    const first = (this.state[s * FIELDS + FIRST] + start) as Day;
    return {
      scale: this.state[s * FIELDS + SCALE],
      first,
      length: ticks.length,
      ticks,
      quotes,
      negativePrices,
    };
  }

  private quoteCells(s: number): QuoteCells {
    const length = this.wide[s]?.length ?? this.cells[s].length;
    const ticks = this.wide[s] ?? Float64Array.from(this.cells[s], decodeCell);
    const sources = this.cellSources[s] ?? new Uint16Array(length).fill(this.state[s * FIELDS + SOURCE] + 1);
    return { first: this.state[s * FIELDS + FIRST], ticks, sources, scale: this.state[s * FIELDS + SCALE] };
  }

  /** The ticks at the column's scale, after making the column such that they fit; null if nothing can. */
  private fit(s: number, ticks: number, scale: number): number | null {
    if (scale > this.state[s * FIELDS + SCALE]) this.refine(s, scale);
    const own = this.state[s * FIELDS + SCALE];
    let fitted = ticksAt(ticks, scale, own);
    if (fitted === null) {
      const fits = finestScale(ticks, scale, own);
      this.restate(s, fits);
      fitted = ticksAt(ticks, scale, fits);
    } else if (scale > own && ticksAt(fitted, own, scale) !== ticks) this.rounded[s] = true;
    if (fitted !== null && Math.abs(fitted) > NARROW_TICK_MAX) this.widen(s);
    return fitted;
  }

  /** Raises the scale as far as all prices of the column still fit. */
  private refine(s: number, scale: number): void {
    const cells = this.wide[s] ?? Float64Array.from(this.cells[s], decodeCell);
    let largest = 0;
    for (const tick of cells) if (Math.abs(tick) > largest) largest = Math.abs(tick);
    const own = this.state[s * FIELDS + SCALE];
    this.restate(s, finestScale(largest, own, scale));
  }

  private restate(s: number, scale: number): void {
    const own = this.state[s * FIELDS + SCALE];
    if (scale === own) return;
    const cells = this.wide[s] ?? Float64Array.from(this.cells[s], decodeCell);
    let widest = 0;
    for (let i = 0; i < cells.length; i++) {
      if (Number.isNaN(cells[i])) continue;
      const tick = ticksAt(cells[i], own, scale) as number;
      if (scale < own && ticksAt(tick, scale, own) !== cells[i]) this.rounded[s] = true;
      cells[i] = tick;
      widest = Math.max(widest, Math.abs(tick));
    }
    this.state[s * FIELDS + SCALE] = scale;
    if (this.wide[s] !== undefined || widest > NARROW_TICK_MAX) {
      this.wide[s] = cells;
      this.cells[s] = NONE;
    } else this.cells[s] = Int32Array.from(cells, encodeCell);
  }

  private widen(s: number): void {
    if (this.wide[s] !== undefined) return;
    this.wide[s] = Float64Array.from(this.cells[s], decodeCell);
    this.cells[s] = NONE;
  }

  /** The index of a day, after growing the column to reach it. */
  reach(s: number, day: number): number {
    const length = this.wide[s]?.length ?? this.cells[s].length;
    const index = day - this.state[s * FIELDS + FIRST];
    if (index >= 0 && index < length) return index;
    const missing = index < 0 ? -index : index + 1 - length;
    const added = Math.max(missing, Math.min(length * 7, DAYS_MORE));
    const before = index < 0 ? added : 0;
    this.state[s * FIELDS + FIRST] -= before;
    const { wide } = this;
    const ticks = wide[s];
    if (ticks !== undefined) {
      const grown = new Float64Array(length + added).fill(Number.NaN);
      grown.set(ticks, before);
      wide[s] = grown;
    } else this.cells[s] = growInt32(this.cells[s], added, before);
    const sources = this.cellSources[s];
    if (sources !== undefined) {
      const grown = new Uint16Array(length + added);
      grown.set(sources, before);
      this.cellSources[s] = grown;
    }
    return index + before;
  }

  private tickAt(s: number, index: number): number {
    const wide = this.wide[s];
    return wide === undefined ? decodeCell(this.cells[s][index]) : wide[index];
  }

  private sourceAt(s: number, index: number): number {
    const sources = this.cellSources[s];
    return sources === undefined ? this.state[s * FIELDS + SOURCE] : sources[index] - 1;
  }

  /** The sources of the cells of a symbol that from now on has several. */
  private cellSourcesOf(s: number): Uint16Array {
    const known = this.cellSources[s];
    if (known !== undefined) return known;
    const length = this.wide[s]?.length ?? this.cells[s].length;
    const sources = new Uint16Array(length).fill(this.state[s * FIELDS + SOURCE] + 1);
    this.cellSources[s] = sources;
    this.state[s * FIELDS + SOURCE] = -1;
    return sources;
  }
}

const decodeCell = (cell: number): number => (cell === 0 ? Number.NaN : cell === ZERO_TICK ? 0 : cell);
const encodeCell = (tick: number): number => (Number.isNaN(tick) ? 0 : tick === 0 ? ZERO_TICK : tick);

/** New memory, not a transfer: what is never written is then never touched. */
function growInt32(cells: Int32Array<ArrayBuffer>, added: number, before: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(cells.length + added);
  grown.set(cells, before);
  return grown;
}

/** Whether a price needs the last digit of the scale: without one, the column is not canonical. */
function usesLastDigit(cells: Int32Array, scale: number): boolean {
  return scale === 0 || cells.some((cell) => cell !== ZERO_TICK && cell % 10 !== 0);
}

/** Fills days without a quote with the last price and marks the others; answers whether a price is negative. */
function carryInPlace(ticks: Int32Array, quotes: Uint8Array | Uint16Array, source: number): boolean {
  let last = 0;
  let negative = 0;
  for (let i = 0; i < ticks.length; i++) {
    const cell = ticks[i];
    if (cell === 0) ticks[i] = last;
    else {
      last = cell === ZERO_TICK ? 0 : cell;
      ticks[i] = last;
      quotes[i] = source;
      negative |= last;
    }
  }
  return negative < 0;
}

function roundedProblem(column: PriceColumn): Problem {
  const message = `prices of ${column.symbol} have more digits than fit; kept to ${column.scale} decimals`;
  return problem('price_rounded', {}, message, { symbol: column.symbol });
}
