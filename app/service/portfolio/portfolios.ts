import { type Day, marketCalendar } from '@tidemark/engine';
import { LatestPrices, type LiveView } from '../live/latest-prices.ts';
import type { Clock, OwnerReads, PortfolioRecord, Store, Versions } from '../ports/index.ts';
import { unknownId } from '../refusal.ts';
import { today } from '../today.ts';
import { readMorePrices, withLatest } from './facts.ts';
import { readSealed } from './official-days.ts';
import {
  type CalendarLookup,
  derivePortfolio,
  historyOf,
  type OpenPortfolio,
  sizeOf,
} from './open-portfolio.ts';
import { QuoteColumns } from './quote-columns.ts';

/** The portfolio of every account of an owner: what a write does is told by it. */
export const WHOLE = 'default';

/** Bytes of open portfolios that are kept; the one used longest ago goes first. */
const BYTES_MAX = 256 * 1024 * 1024;

interface Kept {
  readonly portfolio: OpenPortfolio;
  readonly last: Day;
  readonly bytes: number;
}

/**
 * Portfolios that are open in this process. Each is kept under the versions of the facts that it was derived from, and
 * every read compares these with the store's: what another process wrote is seen by the next read, and nothing has
 * to be told to forget.
 */
export class Portfolios {
  private readonly store: Store;
  private readonly clock: Clock;
  readonly latest: LatestPrices;
  private readonly bytesMax: number;
  private readonly calendars: CalendarLookup;
  private readonly quotes = new QuoteColumns();
  private readonly kept = new Map<string, Kept>();
  /** The latest prices that a transaction has used: whatever else it derives has the same. */
  private readonly views = new WeakMap<OwnerReads, LiveView>();
  private readonly opening = new Map<string, Promise<OpenPortfolio>>();
  private bytes = 0;
  private hitCount = 0;
  private missCount = 0;

  constructor(
    store: Store,
    clock: Clock,
    latest = new LatestPrices(store, () => clock.now()),
    bytesMax = BYTES_MAX,
    calendars: CalendarLookup = marketCalendar,
  ) {
    this.store = store;
    this.clock = clock;
    this.latest = latest;
    this.bytesMax = bytesMax;
    this.calendars = calendars;
  }

  /**
   * A portfolio as it is now, its latest prices standing for today's, or as it was known at an instant. Throws Refusal
   * `not_found`.
   */
  async open(owner: string, id: string, asKnownAt?: number): Promise<OpenPortfolio> {
    if (asKnownAt !== undefined)
      return this.store.read(owner, async (tx) => {
        const portfolio = await this.derive(tx, id, asKnownAt);
        await readSealed(tx, portfolio, -1, asKnownAt);
        return portfolio;
      });
    await this.latest.follow();
    const reads = this.store.of(owner);
    const versions = await reads.versions();
    const portfolio = await this.openNow(owner, id, versions);
    await readSealed(reads, portfolio, versions.captured);
    return portfolio;
  }

  private async openNow(owner: string, id: string, versions: Versions): Promise<OpenPortfolio> {
    const key = keyOf(owner, id);
    const found = this.kept.get(key);
    if (found !== undefined && isOf(found, versions, this.today())) {
      this.kept.delete(key);
      this.kept.set(key, found);
      this.hitCount++;
      return this.atLatest(found, key);
    }
    this.missCount++;
    const portfolio = await this.openAnew(owner, id, versions);
    return this.kept.get(key)?.portfolio === portfolio
      ? this.atLatest(this.kept.get(key) as Kept, key)
      : portfolio;
  }

  /**
   * Takes a portfolio out, to change it: no reader may see it half changed. Null where none is kept for these
   * versions. What is not put back is derived anew by the next read.
   */
  take(owner: string, id: string, versions: Versions): OpenPortfolio | null {
    const key = keyOf(owner, id);
    const found = this.kept.get(key);
    if (found === undefined || !isOf(found, versions, this.today())) return null;
    const portfolio = this.atLatest(found, key);
    this.drop(key);
    return portfolio;
  }

  /** Puts a changed portfolio back under the versions that its write has made, if no other write came after it. */
  put(owner: string, id: string, portfolio: OpenPortfolio, written: Versions): void {
    this.keep(keyOf(owner, id), { ...portfolio, versions: written });
  }

  /**
   * The day it is, by the program's clock, in UTC, or was at an instant (ms since 1970): histories go at least so far.
   * What was known then is what was answered then, nothing of later days.
   */
  today(asKnownAt?: number): Day {
    return today({ now: () => this.now(asKnownAt) });
  }

  /** The instant it is, or the one that is asked for; nothing is known of the future. */
  now(asKnownAt?: number): number {
    const now = this.clock.now();
    return asKnownAt === undefined ? now : Math.min(asKnownAt, now);
  }

  /** The same of a portfolio that need not be stored. */
  deriveRecord(tx: OwnerReads, record: PortfolioRecord, asKnownAt?: number): Promise<OpenPortfolio> {
    return derivePortfolio(tx, record, this.today(asKnownAt), asKnownAt, {
      quotes: this.quotes,
      view: this.viewOf(tx),
      calendars: this.calendars,
    });
  }

  /**
   * An open portfolio with the prices and splits of further instruments as well; the same one where it has them. Its
   * history is made again from what is in memory.
   */
  async withPricesOf(
    tx: OwnerReads,
    portfolio: OpenPortfolio,
    symbols: readonly string[],
  ): Promise<OpenPortfolio> {
    const { facts } = portfolio;
    const missing = new Set(symbols.map((name) => name.trim()));
    for (const name of missing) if (facts.book.table.symbols.find(name) >= 0) missing.delete(name);
    if (missing.size === 0) return portfolio;
    const more = await readMorePrices(tx, facts, [...missing], await tx.versions(), {
      quotes: this.quotes,
      view: facts.view,
      today: portfolio.to,
    });
    return { ...portfolio, facts: more, history: historyOf(more, portfolio.conventions, portfolio.to) };
  }

  /** Bytes that are kept, roughly. */
  get size(): number {
    return this.bytes + this.quotes.size;
  }

  /** How many portfolios are kept. */
  get count(): number {
    return this.kept.size;
  }

  /** Reads that found the portfolio open and as it is in the store. */
  get hits(): number {
    return this.hitCount;
  }

  /** Reads that had to derive it. */
  get misses(): number {
    return this.missCount;
  }

  /** Two requests for the same thing at once derive it once. */
  private openAnew(owner: string, id: string, versions: Versions): Promise<OpenPortfolio> {
    const key = JSON.stringify([owner, id, versions]);
    const running = this.opening.get(key);
    if (running !== undefined) return running;
    const opened = this.store
      .read(owner, (tx) => this.derive(tx, id))
      .then((portfolio) => {
        this.keep(keyOf(owner, id), portfolio);
        return portfolio;
      })
      .finally(() => this.opening.delete(key));
    this.opening.set(key, opened);
    return opened;
  }

  /** A portfolio from what a transaction sees; nobody else is given it. */
  async derive(tx: OwnerReads, id: string, asKnownAt?: number): Promise<OpenPortfolio> {
    return this.deriveRecord(tx, await findPortfolio(tx, id, asKnownAt), asKnownAt);
  }

  /** A kept portfolio at the latest prices: made again from what is in memory where one of its symbols has another. */
  private atLatest({ portfolio }: Kept, key: string): OpenPortfolio {
    const { facts, conventions, to } = portfolio;
    const latest = withLatest(facts, { quotes: this.quotes, view: this.latest.now, today: to });
    if (latest === facts) return portfolio;
    const history = latest.prices === facts.prices ? portfolio.history : historyOf(latest, conventions, to);
    const moved = { ...portfolio, facts: latest, history };
    this.keep(key, moved);
    return moved;
  }

  private viewOf(tx: OwnerReads): LiveView {
    const view = this.views.get(tx) ?? this.latest.now;
    this.views.set(tx, view);
    return view;
  }

  private keep(key: string, portfolio: OpenPortfolio): void {
    this.drop(key);
    const bytes = sizeOf(portfolio);
    this.kept.set(key, { portfolio, last: this.today(), bytes });
    this.bytes += bytes;
    for (const oldest of this.kept.keys()) {
      if (this.bytes <= this.bytesMax || this.kept.size === 1) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    const found = this.kept.get(key);
    if (found === undefined) return;
    this.bytes -= found.bytes;
    this.kept.delete(key);
  }
}

/** As it is, or as it was known at an instant. Throws Refusal `not_found`. */
export async function findPortfolio(
  tx: OwnerReads,
  id: string,
  asKnownAt?: number,
): Promise<PortfolioRecord> {
  const portfolio = await tx.portfolios.find(id, asKnownAt);
  if (portfolio === null) throw unknownId('portfolio', id);
  return portfolio;
}

const keyOf = (owner: string, id: string): string => JSON.stringify([owner, id]);

function isOf({ portfolio, last }: Kept, versions: Versions, day: Day): boolean {
  const { ledger, prices, settings, sharedPrices } = portfolio.versions;
  return (
    ledger === versions.ledger &&
    prices === versions.prices &&
    settings === versions.settings &&
    sharedPrices === versions.sharedPrices &&
    last === day
  );
}
