import type { MarketPrice, OpenTradeStream, StreamNotice, TradeStream } from '../service/index.ts';
import { LastTrades, type PriceFeed } from '../service/prices/index.ts';

/** What came over the stream since the last time. */
export interface Streamed {
  readonly stored: number;
  readonly heldBack: number;
  readonly errors: readonly string[];
}

/** A price that has changed and is not stored yet; `price` null: it has to be asked for. */
interface Waiting {
  readonly price: MarketPrice | null;
  /** It may be older than the one before, which never was. */
  readonly isCorrected: boolean;
}

/**
 * The last prices by a source's stream of trades, of exactly the symbols that are followed. What comes is kept in memory,
 * one price a symbol, until it is brought into the store: a fast market makes no queue. A symbol counts as covered
 * only while the stream is live for it: else it is to be asked for.
 */
export class PriceStream {
  private readonly feed: PriceFeed;
  private readonly stream: TradeStream;
  private readonly trades = new LastTrades();
  private waiting = new Map<string, Waiting>();
  private followed: ReadonlySet<string> = new Set();
  private readonly leftOut = new Set<string>();
  private isLive = false;
  private errors: string[] = [];

  constructor(feed: PriceFeed, open: OpenTradeStream) {
    this.feed = feed;
    this.stream = open((notice) => this.hear(notice));
  }

  /** From now on exactly these. */
  follow(symbols: readonly string[]): void {
    const more = symbols.filter((symbol) => !this.followed.has(symbol));
    const gone = [...this.followed].filter((symbol) => !symbols.includes(symbol));
    if (more.length + gone.length === 0) return;
    this.trades.forget(gone);
    for (const symbol of gone) this.waiting.delete(symbol);
    this.followed = new Set(symbols);
    this.leftOut.clear();
    const wasLive = this.isLive;
    if (more.length > 0) this.isLive = false;
    // What it never sends is told at once; for the others it says when it is live.
    this.stream.follow(symbols);
    if (wasLive && more.every((symbol) => this.leftOut.has(symbol))) this.isLive = true;
  }

  /** Whether the stream tells the last price of a symbol now. */
  covers(symbol: string): boolean {
    return this.isLive && this.followed.has(symbol) && !this.leftOut.has(symbol);
  }

  /** Brings what came into the store. Null where nothing did. */
  async bring(): Promise<Streamed | null> {
    if (this.waiting.size + this.errors.length === 0) return null;
    const taken = this.waiting;
    const errors = this.errors;
    this.waiting = new Map();
    this.errors = [];
    try {
      return { ...(await this.store(taken)), errors };
    } catch (error) {
      // What came since is newer.
      this.waiting = new Map([...taken, ...this.waiting]);
      throw error;
    }
  }

  close(): Promise<void> {
    return this.stream.close();
  }

  private async store(taken: ReadonlyMap<string, Waiting>): Promise<Omit<Streamed, 'errors'>> {
    let [stored, heldBack] = [0, 0];
    for (const corrected of [false, true]) {
      const prices = [...taken.values()].filter((one) => one.isCorrected === corrected);
      const accepted = await this.feed.accept(
        prices.flatMap(({ price }) => price ?? []),
        { corrected },
      );
      stored += accepted.stored;
      heldBack += accepted.heldBack.length;
    }
    const unknown = [...taken].filter(([, { price }]) => price === null).map(([symbol]) => symbol);
    if (unknown.length === 0) return { stored, heldBack };
    const asked = await this.feed.latest(unknown, { corrected: true });
    return { stored: stored + asked.stored, heldBack: heldBack + asked.heldBack.length };
  }

  private hear(notice: StreamNotice): void {
    if (notice.kind === 'live') this.isLive = true;
    else if (notice.kind === 'left_out') for (const { symbol } of notice.failures) this.leftOut.add(symbol);
    else if (notice.kind === 'cut') {
      this.isLive = false;
      this.errors.push(notice.error.message);
    } else {
      const change = this.trades.apply(notice);
      if (change === null || !this.followed.has(change.symbol)) return;
      const isCorrected = notice.kind !== 'trade' || this.waiting.get(change.symbol)?.isCorrected === true;
      this.waiting.set(change.symbol, { price: change.price, isCorrected });
    }
  }
}
