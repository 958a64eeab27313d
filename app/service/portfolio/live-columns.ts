import { columnOfQuote, type Day, PriceBook, type PriceColumn, withLaterQuote } from '@tidemark/engine';
import type { LivePrice, LiveView } from '../live/latest-prices.ts';

/** Stored prices with the latest ones laid over them. */
export interface LaidOver {
  readonly prices: PriceBook;
  /** The latest prices that count: those of symbols without a stored quote of their day or a later one. */
  readonly live: ReadonlyMap<string, LivePrice>;
}

interface Made {
  readonly price: LivePrice;
  readonly day: Day;
  readonly column: PriceColumn | null;
}

/**
 * Columns that end with a latest price. Each is made once for all portfolios that share its stored column; stored
 * columns are never changed.
 */
export class LiveColumns {
  private readonly sources: string[];
  private readonly byColumn = new WeakMap<PriceColumn, Made>();
  /** Of symbols that nobody has ever quoted a close of. */
  private readonly bySymbol = new Map<string, Made>();

  /** `sources`: the list by which stored columns number theirs; it is added to. */
  constructor(sources: string[]) {
    this.sources = sources;
  }

  /** `today`: a price of a place where it is tomorrow already counts from today on. */
  layOver(stored: PriceBook, names: Iterable<string>, view: LiveView, today: Day): LaidOver {
    if (view.bySymbol.size === 0) return { prices: stored, live: new Map() };
    const live = new Map<string, LivePrice>();
    const columns = new Map(stored.columns.map((column) => [column.symbol, column]));
    for (const name of names) {
      const price = view.bySymbol.get(name);
      if (price === undefined) continue;
      const column = this.column(columns.get(name), price, Math.min(price.day, today) as Day);
      if (column === null) continue;
      columns.set(name, column);
      live.set(name, price);
    }
    return live.size === 0
      ? { prices: stored, live }
      : { prices: new PriceBook(columns.values(), this.sources), live };
  }

  /** Null where the latest price does not count. */
  private column(stored: PriceColumn | undefined, price: LivePrice, day: Day): PriceColumn | null {
    if (stored !== undefined && !comesAfter(stored, price, day)) return null;
    const made = stored === undefined ? this.bySymbol.get(price.symbol) : this.byColumn.get(stored);
    if (made !== undefined && made.price === price && made.day === day) return made.column;
    const column = this.make(stored, price, day);
    const kept = { price, day, column };
    if (stored === undefined) this.bySymbol.set(price.symbol, kept);
    else this.byColumn.set(stored, kept);
    return column;
  }

  private make(stored: PriceColumn | undefined, price: LivePrice, day: Day): PriceColumn | null {
    const quote = {
      day,
      price: price.price,
      currency: price.currency,
      source: this.sourceNumber(price.source),
    };
    const count = this.sources.length;
    return stored === undefined
      ? columnOfQuote(price.symbol, quote, count)
      : withLaterQuote(stored, quote, count);
  }

  private sourceNumber(name: string): number {
    const known = this.sources.indexOf(name);
    return known >= 0 ? known : this.sources.push(name) - 1;
  }
}

/** A price in another currency than the closes would be read in theirs. */
function comesAfter(stored: PriceColumn, { currency }: LivePrice, day: Day): boolean {
  const isSame = currency === null || stored.currency === null || currency === stored.currency;
  return isSame && stored.first + stored.length <= day;
}
