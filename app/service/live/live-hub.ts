import { setImmediate } from 'node:timers/promises';
import { dayOfInstant } from '../figures/sessions.ts';
import type { Portfolios } from '../portfolio/portfolios.ts';
import type { Clock, Store, Versions } from '../ports/index.ts';
import { Refusal } from '../refusal.ts';
import type { LivePrice } from './latest-prices.ts';
import { LiveValue } from './live-value.ts';

/** Prices are brought to those who watch so often at most, in milliseconds of real time: no eye reads faster. */
const PACE_MS = 200;
/** So often it is looked at what other processes have done, and at the clock. */
const LOOK_EVERY_MS = 1_000;
/** Portfolios that are valued before others have their turn. */
const VALUED_AT_ONCE = 50;

/** Who watches a portfolio. */
export interface Watcher {
  /** Something may have moved: what to show is in the live portfolio. */
  wake(): void;
  /** The portfolio is there no more, or its facts contradict each other. */
  end(): void;
}

export interface HubWorld {
  readonly store: Store;
  readonly portfolios: Portfolios;
  readonly clock: Clock;
  /** A fault that nobody waits for. */
  readonly fault: (error: unknown) => void;
}

/** A portfolio that somebody watches. */
export class LivePortfolio {
  readonly owner: string;
  readonly id: string;
  readonly watchers = new Set<Watcher>();
  value: LiveValue;
  /** It has to be opened again: its facts have moved, or a price counts that did not. */
  isOld = false;

  constructor(owner: string, id: string, value: LiveValue) {
    this.owner = owner;
    this.id = id;
    this.value = value;
  }
}

/**
 * Values of the portfolios that are watched, moved by one subscription to the latest prices. A price costs what the
 * portfolios cost that hold its symbol; of prices that come faster than the pace the last one counts.
 */
export class LiveHub {
  private readonly world: HubWorld;
  private readonly byKey = new Map<string, Promise<LivePortfolio>>();
  private readonly open = new Map<string, LivePortfolio>();
  private readonly bySymbol = new Map<string, Set<LivePortfolio>>();
  private readonly moved = new Map<string, LivePrice>();
  private readonly stopFollowing: () => void;
  private pump: NodeJS.Timeout | null = null;
  private look: NodeJS.Timeout | null = null;
  private isClosed = false;

  constructor(world: HubWorld) {
    this.world = world;
    this.stopFollowing = world.portfolios.latest.subscribe((moved) => this.note(moved));
  }

  /** Begins to watch. Throws Refusal `not_found`, and `invalid` where its facts contradict each other. */
  async watch(owner: string, id: string, watcher: Watcher): Promise<LivePortfolio> {
    const key = JSON.stringify([owner, id]);
    for (;;) {
      const opening = this.byKey.get(key) ?? this.begin(key, owner, id);
      const portfolio = await opening;
      // The last who watched may have left in the meantime.
      if (this.byKey.get(key) !== opening) continue;
      portfolio.watchers.add(watcher);
      this.lookAgain();
      return portfolio;
    }
  }

  leave(portfolio: LivePortfolio, watcher: Watcher): void {
    portfolio.watchers.delete(watcher);
    if (portfolio.watchers.size > 0) return;
    const key = JSON.stringify([portfolio.owner, portfolio.id]);
    this.byKey.delete(key);
    this.open.delete(key);
    this.forget(portfolio);
  }

  /** Portfolios that are watched. */
  get count(): number {
    return this.open.size;
  }

  /** Ends every watch. */
  close(): void {
    this.isClosed = true;
    this.stopFollowing();
    if (this.pump !== null) clearTimeout(this.pump);
    if (this.look !== null) clearTimeout(this.look);
    for (const { watchers } of this.open.values()) for (const watcher of watchers) watcher.end();
  }

  private begin(key: string, owner: string, id: string): Promise<LivePortfolio> {
    const opening = this.valueOf(owner, id).then((value) => {
      const portfolio = new LivePortfolio(owner, id, value);
      this.open.set(key, portfolio);
      this.index(portfolio);
      return portfolio;
    });
    this.byKey.set(key, opening);
    opening.catch(() => this.byKey.delete(key));
    return opening;
  }

  private async valueOf(owner: string, id: string): Promise<LiveValue> {
    const { portfolios, clock } = this.world;
    return new LiveValue(await portfolios.open(owner, id), clock.now());
  }

  private note(moved: readonly LivePrice[]): void {
    for (const price of moved) if (this.bySymbol.has(price.symbol)) this.moved.set(price.symbol, price);
    if (this.moved.size > 0) this.pumpSoon();
  }

  private pumpSoon(): void {
    if (this.isClosed || this.pump !== null) return;
    this.pump = setTimeout(() => {
      this.bring()
        .catch(this.world.fault)
        .finally(() => {
          this.pump = null;
          if (this.moved.size > 0) this.pumpSoon();
        });
    }, PACE_MS);
  }

  /** Brings the prices that have moved to the portfolios that hold them. */
  private async bring(): Promise<void> {
    const touched = new Set<LivePortfolio>();
    const prices = [...this.moved.values()].sort((a, b) => a.seq - b.seq);
    this.moved.clear();
    for (const price of prices)
      for (const portfolio of this.bySymbol.get(price.symbol) ?? []) {
        if (!portfolio.value.take(price)) portfolio.isOld = true;
        touched.add(portfolio);
      }
    await this.wake(touched);
  }

  private async wake(portfolios: Iterable<LivePortfolio>): Promise<void> {
    let done = 0;
    for (const portfolio of portfolios) {
      if (portfolio.isOld) await this.openAgain(portfolio);
      for (const watcher of portfolio.watchers) watcher.wake();
      if (++done % VALUED_AT_ONCE === 0) await setImmediate();
    }
  }

  private async openAgain(portfolio: LivePortfolio): Promise<void> {
    portfolio.isOld = false;
    try {
      const value = await this.valueOf(portfolio.owner, portfolio.id);
      this.forget(portfolio);
      portfolio.value = value;
      if (portfolio.watchers.size > 0) this.index(portfolio);
    } catch (error) {
      if (!(error instanceof Refusal)) this.world.fault(error);
      for (const watcher of portfolio.watchers) watcher.end();
    }
  }

  private index(portfolio: LivePortfolio): void {
    const { value } = portfolio;
    const latest = this.world.portfolios.latest.now;
    for (const symbol of value.symbols) {
      const holders = this.bySymbol.get(symbol) ?? new Set();
      this.bySymbol.set(symbol, holders.add(portfolio));
      // What came while it was opened was noted for nobody.
      const price = latest.bySymbol.get(symbol);
      if (price !== undefined && price.seq > value.openedAt) this.note([price]);
    }
  }

  private forget(portfolio: LivePortfolio): void {
    for (const symbol of portfolio.value.symbols) {
      const holders = this.bySymbol.get(symbol);
      holders?.delete(portfolio);
      if (holders?.size === 0) this.bySymbol.delete(symbol);
    }
  }

  private lookAgain(): void {
    if (this.isClosed || this.look !== null || this.open.size === 0) return;
    this.look = setTimeout(() => {
      this.lookAround()
        .catch(this.world.fault)
        .finally(() => {
          this.look = null;
          this.lookAgain();
        });
    }, LOOK_EVERY_MS);
  }

  /** What other processes have put and written, a new day, and prices that have ceased to be fresh. */
  private async lookAround(): Promise<void> {
    const { store, portfolios, clock } = this.world;
    await portfolios.latest.follow();
    const open = [...this.open.values()];
    const versions = await store.versionsOf([...new Set(open.map(({ owner }) => owner))]);
    const today = dayOfInstant(clock.now());
    for (const portfolio of open) {
      const { value } = portfolio;
      const now = versions.get(portfolio.owner);
      if (value.day !== today || now === undefined || !isSame(value.versions, now)) portfolio.isOld = true;
      // What is captured moves no value.
      else value.versions = now;
    }
    await this.wake(open);
  }
}

const isSame = (a: Versions, b: Versions): boolean =>
  a.ledger === b.ledger &&
  a.prices === b.prices &&
  a.settings === b.settings &&
  a.sharedPrices === b.sharedPrices;
