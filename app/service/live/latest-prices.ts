import { type Day, type Decimal, dec } from '@tidemark/engine';
import { type NumberedPrice, SHARED_OWNER, type Store } from '../ports/index.ts';

/** The last price of a symbol that was believed, as figures take it. */
export interface LivePrice {
  readonly symbol: string;
  readonly price: Decimal;
  /** Null: the instrument's. */
  readonly currency: string | null;
  /** Milliseconds since 1970: when it was paid. */
  readonly at: number;
  /** The exchange's day of that instant. */
  readonly day: Day;
  readonly source: string;
  /** Its place in the order in which prices were put. */
  readonly seq: number;
}

/** The latest prices as they were at one moment: never changed, so that everything made by one of them agrees. */
export interface LiveView {
  /** The greatest `seq`: equal numbers, equal prices. -1 where nothing is known. */
  readonly seq: number;
  readonly bySymbol: ReadonlyMap<string, LivePrice>;
}

export const NO_LIVE_PRICES: LiveView = { seq: -1, bySymbol: new Map() };

/** What another process has put is seen after so many milliseconds at the latest. */
const LOOK_EVERY_MS = 1_000;

type Listener = (moved: readonly LivePrice[]) => void;

/** The latest prices in the memory of this process; it follows the table that all processes share. */
export class LatestPrices {
  private readonly store: Store;
  private readonly elapsed: () => number;
  private readonly listeners = new Set<Listener>();
  private view: LiveView = NO_LIVE_PRICES;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private mayHaveMore = false;
  private looking: Promise<void> | null = null;

  /** `elapsed`: milliseconds of real time since any beginning. */
  constructor(store: Store, elapsed: () => number) {
    this.store = store;
    this.elapsed = elapsed;
  }

  get now(): LiveView {
    return this.view;
  }

  /** To be called before a read: looks where the last look is too old. */
  async follow(): Promise<void> {
    if (this.elapsed() - this.lookedAt >= LOOK_EVERY_MS) await this.look();
  }

  /** Looks at once: for who has put prices. */
  look(): Promise<void> {
    this.lookedAt = this.elapsed();
    this.mayHaveMore = true;
    this.looking ??= this.read().finally(() => {
      this.looking = null;
    });
    return this.looking;
  }

  /** Calls back with the prices that have moved, each time that some have; answers how to end that. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private async read(): Promise<void> {
    while (this.mayHaveMore) {
      this.mayHaveMore = false;
      const rows = await this.store.of(SHARED_OWNER).latestPrices.after(this.view.seq);
      if (rows.length > 0) this.take(rows.map(livePrice));
    }
  }

  private take(moved: readonly LivePrice[]): void {
    const bySymbol = new Map(this.view.bySymbol);
    for (const price of moved) bySymbol.set(price.symbol, price);
    this.view = { seq: moved[moved.length - 1].seq, bySymbol };
    for (const listener of this.listeners) listener(moved);
  }
}

const livePrice = ({ symbol, price, currency, at, day, source, seq }: NumberedPrice): LivePrice => ({
  symbol,
  price: dec(price),
  currency,
  at,
  day: day as Day,
  source,
  seq,
});
