import { type Decimal, quotedCurrency } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { BYTE_SOURCES, type ColumnState, carryForward, type QuoteCells, quoteCells } from './carry.ts';
import {
  type ChangedDays,
  changedDays,
  isQuote,
  LAST_DAY,
  setInPlace,
  voidInPlace,
  widenQuotes,
  withQuote,
} from './edit-column.ts';
import { type FittedPrice, fitPrice } from './fit-price.ts';
import { type PriceColumn, priceAge, quoteDay, tickOn } from './price-column.ts';

/** The prices of all instruments. */
export class PriceBook {
  private readonly bySymbol: Map<string, PriceColumn>;
  /** Names of the sources; a quote's number is 1 + the index here. */
  readonly sources: string[];
  private latest: number | null = null;

  constructor(columns: Iterable<PriceColumn>, sources: readonly string[]) {
    this.bySymbol = new Map(Array.from(columns, (column) => [column.symbol, column]));
    this.sources = [...sources];
  }

  /** In the order in which the symbols were first seen. */
  get columns(): PriceColumn[] {
    return [...this.bySymbol.values()];
  }

  find(symbol: string): PriceColumn | undefined {
    return this.bySymbol.get(symbol);
  }

  /** The last day with a price of any instrument; negative infinity without prices. */
  get lastDay(): number {
    if (this.latest !== null) return this.latest;
    let latest = Number.NEGATIVE_INFINITY;
    for (const { first, length } of this.bySymbol.values())
      if (length > 0) latest = Math.max(latest, first + length - 1);
    this.latest = latest;
    return latest;
  }

  /** See `tickOn` in price-column. */
  tickOn(column: PriceColumn, day: Day): number | null {
    return tickOn(column, day);
  }

  quoteDay(column: PriceColumn, day: Day): Day | null {
    return quoteDay(column, day);
  }

  age(column: PriceColumn, day: Day): number | null {
    return priceAge(column, day);
  }

  /** Who gave the price that counts on a day; null before the first quote. */
  sourceOn(column: PriceColumn, day: Day): string | null {
    const quoted = quoteDay(column, day);
    return quoted === null ? null : this.sources[column.quotes[quoted - column.first] - 1];
  }

  /**
   * Inserts, corrects or (null) voids the price of one day, whoever gave the one before, and carries it forward to
   * the next quote. Answers the days that changed, to LAST_DAY where no quote follows; null if nothing changed.
   * The column is then what a new book of the same quotes would have. A price in pence is to be given in pounds.
   * @throws RangeError if the price is too large to be held (10^15 and more)
   */
  set(symbol: string, day: Day, price: Decimal | null, source: string): ChangedDays | null {
    this.latest = null;
    const column = this.bySymbol.get(symbol);
    if (price === null) return column === undefined ? null : this.void(column, day);
    const fitted = fitPrice(price);
    if (fitted === null) throw new RangeError(`a price of ${symbol} is too large to be held`);
    const sourceNumber = this.sourceNumber(source);
    if (column === undefined) return this.open(symbol, day, fitted, sourceNumber);
    if (isQuote(column, day, fitted, sourceNumber)) return null;
    column.rounded ||= fitted.rounded;
    if (!setInPlace(column, day, fitted, sourceNumber)) this.rebuild(column, day, fitted, sourceNumber);
    return changedDays(column, day);
  }

  /** Gives a column whose rows state no currency the one of its instrument; prices in pence become pounds. */
  stateCurrency(symbol: string, code: string): void {
    const column = this.bySymbol.get(symbol);
    if (column === undefined || column.currency !== null) return;
    const { currency, shift } = quotedCurrency(code);
    column.currency = currency;
    if (shift === 0) return;
    column.scale += shift;
    this.replace(column, quoteCells(column, column.first, column.first + column.length - 1));
  }

  private open(symbol: string, day: Day, price: FittedPrice, source: number): ChangedDays {
    const cells: QuoteCells = {
      first: day,
      ticks: Float64Array.of(price.ticks),
      sources: Uint16Array.of(source + 1),
      scale: price.scale,
    };
    const state = carryForward(cells, this.sources.length) as ColumnState;
    this.bySymbol.set(symbol, { ...state, symbol, currency: null, rounded: price.rounded });
    return { from: day, to: LAST_DAY };
  }

  private void(column: PriceColumn, day: Day): ChangedDays | null {
    const index = day - column.first;
    if (!(column.quotes[index] > 0)) return null;
    const changed = changedDays(column, day);
    if (!voidInPlace(column, index)) {
      const cells = quoteCells(column, column.first, column.first + column.length - 1);
      cells.ticks[index] = Number.NaN;
      this.replace(column, cells);
    }
    return changed;
  }

  /** The column from its quotes and one more price. */
  private rebuild(column: PriceColumn, day: Day, price: FittedPrice, source: number): void {
    const last = column.first + column.length - 1;
    const cells = quoteCells(column, Math.min(column.first, day), Math.max(last, day));
    const edited = withQuote(cells, day, price, source);
    column.rounded ||= edited.lost;
    this.replace(column, edited.cells);
  }

  private replace(column: PriceColumn, cells: QuoteCells): void {
    const state = carryForward(cells, this.sources.length);
    if (state === null) this.bySymbol.delete(column.symbol);
    else Object.assign(column, state);
  }

  private sourceNumber(name: string): number {
    const known = this.sources.lastIndexOf(name);
    if (known >= 0) return known;
    const added = this.sources.push(name) - 1;
    // The numbers of the sources have outgrown a byte.
    if (this.sources.length === BYTE_SOURCES) for (const column of this.columns) widenQuotes(column);
    return added;
  }
}
