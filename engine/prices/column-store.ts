import type { QuoteCells } from './carry.ts';
import { NARROW_TICK_MAX } from './carry.ts';
import { finestScale, ticksAt } from './fit-price.ts';

/** A cell without a quote is 0, so that new memory needs no filling; a price of zero is written as this. */
export const ZERO_TICK = -2147483648;

/** Fields of a symbol in `ColumnStore.state`, side by side because a row needs them all. */
export const FIELDS = 4;
/** Day of the first cell. */
export const FIRST = 0;
/** Digits after the point; -1 before the first price. */
export const SCALE = 1;
/** The source of all quotes so far, -1 if there are several. */
export const SOURCE = 2;
/** Index into the currency codes, -1 while no row has stated one. */
export const CURRENCY = 3;

/** 400 years: a price farther from the others of its symbol has a wrong date, and would take their memory. */
export const SPAN_DAYS_MAX = 146_097;

const NONE = new Int32Array(0);
const DAYS_AT_FIRST = 256;
/** Days of a column that outgrows its first array, 33 years: memory that is never written costs nothing … */
const DAYS_THEN = 12_288;
/** … if it comes in pieces so large that the system hands them out as zeros, for this many columns at a time … */
const COLUMNS_A_SLAB = 64;
/** … and there are not too many of them. */
const SLAB_SYMBOLS_MAX = 4096;

/**
 * The cells of price columns while they are built: a cell per calendar day of each symbol, by symbol number. Flat
 * arrays, open to the reader of plain price rows, which puts millions of them.
 */
export class ColumnStore {
  state = new Int32Array(64 * FIELDS);
  /** Ticks of each symbol; empty for one without prices, or that has moved to `wide`. */
  readonly cells: Int32Array<ArrayBuffer>[] = [];
  /** The first day of the earliest cell of all. */
  earliest = Number.POSITIVE_INFINITY;
  /** Whether digits of a symbol's prices were lost. */
  readonly rounded: boolean[] = [];
  /** Whether a symbol ever had a price of zero or below. */
  readonly notPositive: boolean[] = [];

  /** Ticks beyond 32 bits, NaN without a quote. */
  private readonly wide: (Float64Array<ArrayBuffer> | undefined)[] = [];
  /** 1 + source of each cell, for symbols of several sources. */
  private readonly cellSources: (Uint16Array<ArrayBuffer> | undefined)[] = [];
  private slab = NONE;

  /** Room for one more symbol. */
  add(): void {
    const s = this.cells.push(NONE) - 1;
    if (this.state.length < (s + 1) * FIELDS)
      this.state = moved(this.state, new Int32Array(this.state.length * 2), 0);
    this.state.set([0, -1, -1, -1], s * FIELDS);
  }

  /** Prepares a symbol for its first price; false if it has prices. */
  open(s: number, day: number, scale: number, source: number): boolean {
    if (this.state[s * FIELDS + SCALE] >= 0) return false;
    this.cells[s] = new Int32Array(DAYS_AT_FIRST);
    this.state[s * FIELDS + FIRST] = day;
    this.state[s * FIELDS + SCALE] = scale;
    this.state[s * FIELDS + SOURCE] = source;
    this.earliest = Math.min(this.earliest, day);
    return true;
  }

  /** The index of a day, after growing the column to reach it; -1 if it is too far from its other days. */
  reach(s: number, day: number): number {
    const { length } = this.wide[s] ?? this.cells[s];
    const index = day - this.state[s * FIELDS + FIRST];
    if (index >= 0 && index < length) return index;
    if (index > SPAN_DAYS_MAX || index < -SPAN_DAYS_MAX) return -1;
    const before = index < 0 ? Math.max(-index, length) : 0;
    this.state[s * FIELDS + FIRST] -= before;
    this.earliest = Math.min(this.earliest, this.state[s * FIELDS + FIRST]);
    this.grow(s, before > 0 ? length + before : Math.max(index + 1, length * 2), before);
    return index + before;
  }

  private grow(s: number, length: number, before: number): void {
    const ticks = this.wide[s];
    if (ticks !== undefined) this.wide[s] = moved(ticks, new Float64Array(length).fill(Number.NaN), before);
    else
      this.cells[s] = moved(
        this.cells[s],
        before > 0 ? new Int32Array(length) : this.newCells(length),
        before,
      );
    const sources = this.cellSources[s];
    const { length: grown } = this.wide[s] ?? this.cells[s];
    if (sources !== undefined) this.cellSources[s] = moved(sources, new Uint16Array(grown), before);
  }

  /** At least so many cells of zero. */
  private newCells(length: number): Int32Array<ArrayBuffer> {
    if (length > DAYS_THEN || this.cells.length > SLAB_SYMBOLS_MAX) return new Int32Array(length);
    if (this.slab.length === 0) this.slab = new Int32Array(COLUMNS_A_SLAB * DAYS_THEN);
    const cells = this.slab.subarray(0, DAYS_THEN);
    this.slab = this.slab.subarray(DAYS_THEN);
    return cells;
  }

  /** Ticks of a cell at the symbol's scale; NaN without a quote. */
  tickAt(s: number, index: number): number {
    const wide = this.wide[s];
    return wide === undefined ? decodeCell(this.cells[s][index]) : wide[index];
  }

  sourceAt(s: number, index: number): number {
    const sources = this.cellSources[s];
    return sources === undefined ? this.state[s * FIELDS + SOURCE] : sources[index] - 1;
  }

  write(s: number, index: number, ticks: number, source: number): void {
    if (this.state[s * FIELDS + SOURCE] !== source) this.sourcesOf(s)[index] = source + 1;
    if (ticks <= 0) this.notPositive[s] = true;
    const wide = this.wide[s];
    if (wide !== undefined) wide[index] = ticks;
    else this.cells[s][index] = ticks === 0 ? ZERO_TICK : ticks;
  }

  /** A price's ticks at the column's scale, after making the column such that they fit. */
  fit(s: number, ticks: number, scale: number): number {
    if (scale > this.state[s * FIELDS + SCALE]) this.refine(s, scale);
    let own = this.state[s * FIELDS + SCALE];
    if (ticksAt(ticks, scale, own) === null) {
      own = finestScale(ticks, scale, own);
      this.restate(s, own);
    }
    const fitted = ticksAt(ticks, scale, own) as number;
    if (scale > own && ticksAt(fitted, own, scale) !== ticks) this.rounded[s] = true;
    if (Math.abs(fitted) > NARROW_TICK_MAX) this.widen(s);
    return fitted;
  }

  /** Raises the scale as far as all prices of the column still fit. */
  private refine(s: number, scale: number): void {
    let largest = 0;
    for (const tick of this.decoded(s)) if (Math.abs(tick) > largest) largest = Math.abs(tick);
    this.restate(s, finestScale(largest, this.state[s * FIELDS + SCALE], scale));
  }

  private restate(s: number, scale: number): void {
    const own = this.state[s * FIELDS + SCALE];
    if (scale === own) return;
    const cells = this.decoded(s);
    let widest = 0;
    for (let i = 0; i < cells.length; i++) {
      if (Number.isNaN(cells[i])) continue;
      const tick = ticksAt(cells[i], own, scale) as number;
      if (scale < own && ticksAt(tick, scale, own) !== cells[i]) this.rounded[s] = true;
      cells[i] = tick;
      widest = Math.max(widest, Math.abs(tick));
    }
    this.state[s * FIELDS + SCALE] = scale;
    if (this.wide[s] !== undefined || widest > NARROW_TICK_MAX) this.makeWide(s, cells);
    else for (let i = 0; i < cells.length; i++) this.cells[s][i] = encodeCell(cells[i]);
  }

  private widen(s: number): void {
    if (this.wide[s] === undefined) this.makeWide(s, this.decoded(s));
  }

  private makeWide(s: number, cells: Float64Array<ArrayBuffer>): void {
    this.wide[s] = cells;
    this.cells[s] = NONE;
  }

  /** Ticks with NaN without a quote: those of a wide column themselves, else a copy. */
  private decoded(s: number): Float64Array<ArrayBuffer> {
    return this.wide[s] ?? Float64Array.from(this.cells[s], decodeCell);
  }

  /** The sources of the cells of a symbol that from now on has several. */
  private sourcesOf(s: number): Uint16Array {
    const known = this.cellSources[s];
    if (known !== undefined) return known;
    const { length } = this.wide[s] ?? this.cells[s];
    const sources = new Uint16Array(length).fill(this.state[s * FIELDS + SOURCE] + 1);
    this.cellSources[s] = sources;
    this.state[s * FIELDS + SOURCE] = -1;
    return sources;
  }

  /** What is known of a symbol, and no longer kept. */
  take(s: number): QuoteCells {
    const ticks = this.decoded(s);
    const sources =
      this.cellSources[s] ?? new Uint16Array(ticks.length).fill(this.state[s * FIELDS + SOURCE] + 1);
    this.wide[s] = undefined;
    this.cells[s] = NONE;
    this.cellSources[s] = undefined;
    return { first: this.state[s * FIELDS + FIRST], ticks, sources, scale: this.state[s * FIELDS + SCALE] };
  }
}

const decodeCell = (cell: number): number => (cell === 0 ? Number.NaN : cell === ZERO_TICK ? 0 : cell);
const encodeCell = (tick: number): number => (Number.isNaN(tick) ? 0 : tick === 0 ? ZERO_TICK : tick);

/** Cells in a larger array, behind `before` new ones. */
function moved<T extends Int32Array | Float64Array | Uint16Array>(cells: T, larger: T, before: number): T {
  larger.set(cells, before);
  return larger;
}
