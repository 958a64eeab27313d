import { FIELDS, FIRST, type PriceBookBuilder, SCALE, SOURCE } from '../prices/index.ts';

const DAYS = 64;

/** A file that makes so many hand-overs of so few days is not sorted by date: nothing more is kept. */
const SHORT_DAYS = 2;
const SHORT_MAX = 100;

/**
 * Rows of a file sorted by date, kept by day for up to 32 days and then handed to the columns symbol by symbol:
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
    if (day <= this.latest) return -1;
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
    this.cells.fill(0, 0, this.count * this.width);
    this.count = 0;
  }

  private handOverSymbol(symbol: number): void {
    const { builder, cells, width, days, count } = this;
    let column = builder.cells[symbol];
    const own = builder.state[symbol * FIELDS + SOURCE] === this.source && column.length > 0;
    let first = builder.state[symbol * FIELDS + FIRST];
    for (let k = 0, at = symbol; k < count; k++, at += width) {
      const ticks = cells[at];
      if (ticks === 0) continue;
      if (!own) {
        builder.put(symbol, days[k], ticks, builder.state[symbol * FIELDS + SCALE], this.source);
        continue;
      }
      if (days[k] - first >= column.length || days[k] < first) {
        builder.reach(symbol, days[k]);
        column = builder.cells[symbol];
        first = builder.state[symbol * FIELDS + FIRST];
      }
      column[days[k] - first] = ticks;
    }
  }
}
