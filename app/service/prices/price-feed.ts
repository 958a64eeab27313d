import type { Day } from '@tidemark/engine';
import {
  type Clock,
  type DailyBar,
  type HeldBackRecord,
  type MarketData,
  type MarketPrice,
  type MarketRate,
  type OwnerReads,
  ProviderError,
  SHARED_OWNER,
  type Store,
} from '../ports/index.ts';
import { Believed } from './believed.ts';
import { type Asked, fallThrough, type Taken } from './fall-through.ts';
import { heldBackClose, heldBackPrice, nothingNew, withoutBelief } from './held-back-record.ts';
import { judgeCloses } from './judge-closes.ts';
import { outlierOf } from './outliers.ts';
import { putByPriority } from './put-by-priority.ts';
import { type SourceOrder, sourceOrder } from './source-order.ts';
import { Tally } from './tally.ts';

/** The source of a close that no source has told yet: the last price of its session stands for it. Any other comes before it. */
export const LAST_PRICE = 'last_price';

export interface FeedWorld {
  readonly store: Store;
  /** In the order in which they are asked, unless a setting says otherwise. */
  readonly sources: readonly MarketData[];
  readonly clock: Clock;
}

/** What a round brought. */
export interface FeedRound extends Asked {
  /** Prices or rates that are new. */
  readonly stored: number;
  readonly heldBack: readonly HeldBackRecord[];
}

/** What became of prices that were offered. */
export interface Accepted {
  readonly stored: number;
  readonly heldBack: readonly HeldBackRecord[];
  /** Right, and of before what another source has said already. */
  readonly older: readonly MarketPrice[];
}

/**
 * Brings prices into the store, for all users. Of each symbol its sources are asked in their order: one that fails,
 * knows nothing of it, or says what is not believed leaves it to the next. What is not believed is recorded.
 */
export class PriceFeed {
  readonly world: FeedWorld;

  constructor(world: FeedWorld) {
    this.world = world;
  }

  /** The last prices of symbols, into `latestPrices`; `corrected` as of `accept`. */
  latest(symbols: readonly string[], how = { corrected: false }): Promise<FeedRound> {
    return this.round(symbols, (source, some, tally) =>
      source.latestPrices === undefined
        ? null
        : source.latestPrices(some).then(async ({ rows, failures }) => {
            const { stored, heldBack, older } = await this.accept(rows, how);
            tally.add(stored, heldBack);
            return { without: [...failures, ...heldBack.map(withoutBelief), ...older.map(nothingNew)] };
          }),
    );
  }

  /**
   * Takes prices that came by themselves, as from a stream. `corrected`: they may be older than what is known,
   * because that never was.
   */
  async accept(
    prices: readonly MarketPrice[],
    how: { readonly corrected: boolean } = { corrected: false },
  ): Promise<Accepted> {
    const now = this.world.clock.now();
    if (prices.length === 0) return { stored: 0, heldBack: [], older: [] };
    return this.world.store.write(SHARED_OWNER, async (tx) => {
      const days = prices.map(({ day }) => day);
      const symbols = prices.map(({ symbol }) => symbol);
      const believed = await Believed.read(tx, symbols, Math.min(...days), Math.max(...days));
      const futures = await futuresAmong(tx, symbols);
      const good: MarketPrice[] = [];
      const heldBack: HeldBackRecord[] = [];
      const older: MarketPrice[] = [];
      for (const price of prices) {
        const known = believed.latestOf(price.symbol, price.day);
        const rules = { now, mayBeNegative: futures.has(price.symbol), inOrder: !how.corrected };
        const reason = outlierOf(price, known, rules);
        if (reason === null) good.push(price);
        // A source that is always late says nothing wrong; one that goes back in time does.
        else if (reason === 'stale' && known?.source !== price.source) older.push(price);
        else heldBack.push(heldBackPrice(price, known, reason, now));
      }
      await tx.latestPrices.put(good.map((price) => ({ ...price, recordedAt: now })));
      await tx.heldBack.hold(heldBack);
      return { stored: good.length, heldBack, older };
    });
  }

  /**
   * The closes of sessions from…to, into the history of prices. Sessions since `openSince` still go on somewhere: what
   * a source has of them may change, and is asked for again.
   */
  closes(symbols: readonly string[], from: Day, to: Day, openSince: Day | null = null): Promise<FeedRound> {
    return this.round(symbols, (source, some, tally, order) =>
      source.dailyBars === undefined
        ? null
        : source.dailyBars(some, from, to).then(async ({ rows, failures }) => {
            const { stored, heldBack } = await this.storeCloses(source.name, rows, order, openSince);
            tally.add(stored, heldBack);
            return { without: [...failures, ...heldBack.map(withoutBelief)] };
          }),
    );
  }

  private storeCloses(
    source: string,
    bars: readonly DailyBar[],
    order: SourceOrder,
    openSince: Day | null,
  ): Promise<{ readonly stored: number; readonly heldBack: readonly HeldBackRecord[] }> {
    const now = this.world.clock.now();
    return this.world.store.write(SHARED_OWNER, async (tx) => {
      const judged = await judgeCloses(tx, bars, await futuresAmong(tx, symbolsOf(bars)), now);
      const rows = judged.good.map(({ symbol, day, close, currency }) => ({
        name: symbol,
        day,
        value: close,
        currency,
      }));
      const rank = (symbol: string, name: string) => order.rank(symbol, name);
      const isFinal = ({ day }: { readonly day: number }) => openSince === null || day < openSince;
      const { final = [], provisional = [] } = Object.groupBy(rows, (row) =>
        isFinal(row) ? 'final' : 'provisional',
      );
      const stored =
        (await putByPriority(tx.prices, source, final, rank, now)) +
        (await putByPriority(tx.prices, LAST_PRICE, provisional, rank, now));
      const heldBack = judged.bad.map(({ bar, known, reason }) => heldBackClose(bar, known, reason, now));
      await tx.heldBack.hold(heldBack);
      return { stored, heldBack };
    });
  }

  /** Exchange rates of days from…to: of each pair and day those of the first source that has them. */
  async rates(from: Day, to: Day): Promise<FeedRound> {
    const { sources, store, clock } = this.world;
    const named = sources.filter((source) => source.rates !== undefined);
    const rank = (_pair: string, name: string) => {
      const at = named.findIndex((source) => source.name === name);
      return at < 0 ? Number.POSITIVE_INFINITY : at;
    };
    const tally = new Tally();
    const errors: ProviderError[] = [];
    for (const source of named) {
      const rates = await answerOf(source.rates?.(from, to), errors);
      const rows = rates.map(({ pair, day, rate }) => ({ name: pair, day, value: rate, currency: null }));
      const stored = await store.write(SHARED_OWNER, (tx) =>
        putByPriority(tx.rates, source.name, rows, rank, clock.now()),
      );
      tally.add(stored, []);
    }
    return { ...tally.told(), failures: [], errors };
  }

  private async round(
    symbols: readonly string[],
    ask: (
      source: MarketData,
      symbols: readonly string[],
      tally: Tally,
      order: SourceOrder,
    ) => Promise<Taken> | null,
  ): Promise<FeedRound> {
    const order = await sourceOrder(this.world.store, this.world.sources);
    const tally = new Tally();
    const asked = await fallThrough(order, symbols, (source, some) => ask(source, some, tally, order));
    return { ...asked, ...tally.told() };
  }
}

const symbolsOf = (bars: readonly DailyBar[]): string[] => [...new Set(bars.map(({ symbol }) => symbol))];

/** As far as everybody's instruments say. */
async function futuresAmong(tx: OwnerReads, symbols: readonly string[]): Promise<Set<string>> {
  const instruments = await tx.instruments.list([...new Set(symbols)]);
  return new Set(instruments.filter(({ kind }) => kind === 'future').map(({ symbol }) => symbol));
}

async function answerOf(
  asked: Promise<readonly MarketRate[]> | undefined,
  errors: ProviderError[],
): Promise<readonly MarketRate[]> {
  try {
    return (await asked) ?? [];
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    errors.push(error);
    return [];
  }
}
