import { FIELDS, FIRST, type PriceBookBuilder, SCALE, SOURCE, SPAN_DAYS_MAX } from '../prices/index.ts';

const DAYS = 64;

/** A file that makes so many hand-overs of so few days is not sorted by date: nothing more is kept. */
const SHORT_DAYS = 2;
const SHORT_MAX = 100;

/**
 * Rows of a file sorted by date, kept by day for up to 64 days and then handed to the columns symbol by symbol:
 * 500 columns written one cell at a time miss the cache at every row. Only days later than all before are kept
 * here, each row of which is the first of its symbol and day, so that handing over meets no other price of the file.
 */
export class PriceStage {
  /** Ticks at the scale of the symbol's column, 0 for none: cell day × width + symbol. */
  cells = new Int32Array(DAYS * 1040);
  /** Cells of a day; symbols from here on do not fit. Not a power of two, for the sake of the cache. */
  width = 1040;
  private readonly builder: PriceBookBuilder;
  private readonly source: number;
  private readonly days = new Int32Array(DAYS);
  private count = 0;
  /** The latest day that has been kept or put directly. */
  private latest = Number.NEGATIVE_INFINITY;
  /** How often little was handed over. */
  private short = 0;

  constructor(builder: PriceBookBuilder, source: number) {
    this.builder = builder;
    this.source = source;
  }

  /** The first cell of a new day, -1 if it is not later than all before. */
  begin(day: number): number {
    // What is too far from other days is for the builder to refuse.
    if (day <= this.latest || day - this.builder.store.earliest > SPAN_DAYS_MAX) return -1;
    if (this.count === DAYS) this.handOver();
    this.latest = day;
    this.days[this.count] = day;
    return this.count++ * this.width;
  }

  /** Hands over what is kept, before a price of that day is put directly; the day cannot be kept any more. */
  close(day: number): void {
    if (this.count > 0) {
      this.short += this.count <= SHORT_DAYS ? 1 : 0;
      this.handOver();
      if (this.short > SHORT_MAX) this.latest = Number.POSITIVE_INFINITY;
    }
    if (day > this.latest) this.latest = day;
    if (this.builder.symbols.length > this.width) {
      while (this.builder.symbols.length > this.width) this.width *= 2;
      this.cells = new Int32Array(DAYS * this.width);
    }
  }

  private handOver(): void {
    const symbols = Math.min(this.builder.symbols.length, this.width);
    for (let symbol = 0; symbol < symbols; symbol++) this.handOverSymbol(symbol);
    for (let k = 0; k < this.count; k++) this.cells.fill(0, k * this.width, k * this.width + symbols);
    this.count = 0;
  }

  private handOverSymbol(symbol: number): void {
    const { cells, width, days, count } = this;
    const { store } = this.builder;
    const at = symbol * FIELDS;
    const earlier = days[0] < store.state[at + FIRST];
    if (earlier || store.state[at + SOURCE] !== this.source || store.cells[symbol].length === 0) {
      this.putEach(symbol);
      return;
    }
    let column = store.cells[symbol];
    let offset = store.state[at + FIRST];
    if (days[count - 1] - offset >= column.length && this.isKept(symbol)) {
      store.reach(symbol, days[count - 1]);
      column = store.cells[symbol];
      offset = store.state[at + FIRST];
    }
    for (let k = 0, cell = symbol; k < count; k++, cell += width) {
      const ticks = cells[cell];
      if (ticks !== 0) column[days[k] - offset] = ticks;
    }
  }

  /** For columns that have prices of other sources, or of later days. */
  private putEach(symbol: number): void {
    const { builder, cells, width, days, count } = this;
    for (let k = 0, cell = symbol; k < count; k++, cell += width) {
      const scale = builder.store.state[symbol * FIELDS + SCALE];
      if (cells[cell] !== 0) builder.put(symbol, days[k], cells[cell], scale, this.source);
    }
  }

  private isKept(symbol: number): boolean {
    for (let k = 0; k < this.count; k++) if (this.cells[k * this.width + symbol] !== 0) return true;
    return false;
  }
}
