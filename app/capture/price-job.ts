import { formatDecimal } from '@tidemark/engine';
import { type MarketData, SHARED_OWNER } from '../service/index.ts';
import { heldSymbols, refreshInterval } from '../service/prices/index.ts';
import type { CaptureWorld } from './capture-world.ts';
import type { PriceStream } from './price-stream.ts';

/** A symbol that is traded around the clock, as far as everybody's instruments say. */
type IsAlwaysTraded = (symbol: string) => boolean;

export interface PriceRound {
  readonly asked: number;
  readonly stored: number;
  readonly heldBack: number;
  readonly errors: readonly string[];
  /** Why the next round is later than wished for; null where it is not. */
  readonly stretched: string | null;
}

/**
 * Brings the last prices of what somebody holds while its market is open: those that come over a stream as they come,
 * the others (all of them while the stream is cut) by asking.
 */
export class PriceJob {
  private readonly world: CaptureWorld;
  private readonly intervalMs: number;
  private readonly stream: PriceStream | null;
  private nextAt = Number.NEGATIVE_INFINITY;

  constructor(world: CaptureWorld, intervalMs: number, stream: PriceStream | null = null) {
    this.world = world;
    this.intervalMs = intervalMs;
    this.stream = stream;
  }

  /** Null where nothing came, and it is not time yet or nothing is traded now. */
  async turn(calendars: readonly string[]): Promise<PriceRound | null> {
    const streamed = await this.bringStreamed();
    const now = this.world.clock.now();
    if (this.world.feed === null || now < this.nextAt) return streamed;
    this.nextAt = now + this.intervalMs;
    const symbols = await symbolsTradedNow(this.world, calendars);
    this.stream?.follow(symbols);
    const others = symbols.filter((symbol) => this.stream?.covers(symbol) !== true);
    return others.length === 0 ? streamed : both(await this.ask(others), streamed);
  }

  close(): Promise<void> {
    return this.stream?.close() ?? Promise.resolve();
  }

  private async bringStreamed(): Promise<PriceRound | null> {
    const streamed = (await this.stream?.bring()) ?? null;
    if (streamed === null) return null;
    await this.world.portfolios.latest.look();
    return { asked: 0, stretched: null, ...streamed };
  }

  /** Now, whatever is open. */
  async refresh(): Promise<PriceRound> {
    return this.ask(await heldSymbols(this.world.store, this.world.portfolios.today()));
  }

  private async ask(symbols: readonly string[]): Promise<PriceRound> {
    const { feed, portfolios, clock } = this.world;
    if (feed === null) return { asked: 0, stored: 0, heldBack: 0, errors: [], stretched: null };
    const { ms, because } = slowest(feed.world.sources, symbols.length, this.intervalMs);
    this.nextAt = clock.now() + ms;
    const round = await feed.latest(symbols);
    await portfolios.latest.look();
    return {
      asked: symbols.length,
      stored: round.stored,
      heldBack: round.heldBack.length,
      errors: round.errors.map(({ message }) => message),
      stretched: because,
    };
  }
}

function both(one: PriceRound, other: PriceRound | null): PriceRound {
  if (other === null) return one;
  return {
    asked: one.asked + other.asked,
    stored: one.stored + other.stored,
    heldBack: one.heldBack + other.heldBack,
    errors: [...one.errors, ...other.errors],
    stretched: one.stretched,
  };
}

function slowest(sources: readonly MarketData[], symbols: number, wishedMs: number) {
  const first = sources.find(({ latestPrices }) => latestPrices !== undefined);
  return first === undefined ? { ms: wishedMs, because: null } : refreshInterval(first, symbols, wishedMs);
}

/** Everything while an exchange in use is open; what is always traded at any time. */
async function symbolsTradedNow(
  world: CaptureWorld,
  calendars: readonly string[],
): Promise<readonly string[]> {
  const { store, clock, portfolios } = world;
  const held = await heldSymbols(store, portfolios.today());
  const now = clock.now();
  if (calendars.some((name) => name !== '24x7' && world.calendars.openAt(name, now) !== null)) return held;
  const isAlwaysTraded = await alwaysTraded(world, held);
  return held.filter(isAlwaysTraded);
}

async function alwaysTraded({ store }: CaptureWorld, symbols: readonly string[]): Promise<IsAlwaysTraded> {
  const instruments = await store.of(SHARED_OWNER).instruments.list([...symbols]);
  const crypto = new Set(instruments.filter(({ kind }) => kind === 'crypto').map(({ symbol }) => symbol));
  // A pair that nobody has described: BTC/USD, BTC-USD.
  return (symbol) => crypto.has(symbol) || /^[A-Z0-9]{2,10}[-/](USD|USDT|USDC|EUR|GBP|BTC)$/.test(symbol);
}

/** Records the prices of a moment, of everything that has one of its day. */
export async function recordIntraday({ store, portfolios }: CaptureWorld, at: number): Promise<number> {
  const day = Math.floor(at / 86_400_000);
  await portfolios.latest.look();
  const prices = [...portfolios.latest.now.bySymbol.values()]
    .filter((price) => price.day === day)
    .map(({ symbol, price, currency }) => ({ symbol, price: formatDecimal(price), currency }));
  if (prices.length > 0) await store.write(SHARED_OWNER, (tx) => tx.intradayPrices.record(at, prices));
  return prices.length;
}
