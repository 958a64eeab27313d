import { type Day, type Instant, marketCalendar, utcDay } from '@tidemark/engine';
import { market, type Quotes } from './cli/demo/market.ts';
import { demoRows } from './cli/demo/neutral-files.ts';
import {
  type Clock,
  type InstrumentRecord,
  type LatestPrices,
  type QuoteRow,
  SHARED_OWNER,
  type Store,
} from './service/index.ts';
import { GENERATED, generatedSymbol } from './service/prices/index.ts';

export const DEMO_SEED = 11;

/** Quotes are made so far ahead that a session that goes on has an end to go to. */
const AHEAD_DAYS = 12;
/** Sessions before the first fill that have prices within them, and how far apart those are. */
const INTRADAY_DAYS = 8;
const INTRADAY_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

/** The shared setting that says how far the closes go. */
const STATE = 'generated';
const NEW_YORK = marketCalendar('XNYS');

/**
 * Waves about the way from close to close, as shares of the price and in seconds: they never end, so that something
 * moves at any hour, and are small against a day's move.
 */
const WAVES = [
  { height: 0.0024, length: 5_407 },
  { height: 0.0011, length: 811 },
  { height: 0.0005, length: 67 },
] as const;

export interface DemoWorld {
  readonly store: Store;
  readonly latest: LatestPrices;
  readonly clock: Clock;
}

/**
 * The market of what is generated, shared by all who hold some of it: closes up to the day before, and a price of any
 * instant, which is the same whoever computes it.
 */
export class DemoMarket {
  private readonly world: DemoWorld;
  private quotes: readonly Quotes[] = [];
  private quotedTo = -1;
  private broughtTo = -1;

  constructor(world: DemoWorld) {
    this.world = world;
  }

  /** Brings the closes that are missing up to yesterday; the first time also prices within the last sessions. */
  async bring(): Promise<void> {
    const { store, clock } = this.world;
    const now = clock.now();
    const yesterday = Math.floor(now / DAY_MS) - 1;
    if (this.broughtTo >= yesterday) return;
    await store.write(SHARED_OWNER, async (tx) => {
      const known = Number((await tx.settings.get(STATE)) ?? -1);
      if (known >= yesterday) return;
      const { prices, splits, instruments } = demoRows(DEMO_SEED, yesterday as Day);
      const later = prices.filter(({ date = '' }) => Date.parse(date) / DAY_MS > known);
      await tx.prices.put(GENERATED, later.map(quoteRow), now);
      if (known < 0) {
        await tx.instruments.put(instruments.map(instrument));
        await tx.splits.put(
          splits.map(({ symbol = '', date = '', ratio = '' }) => ({
            symbol: generatedSymbol(symbol),
            day: Date.parse(date) / DAY_MS,
            ratio,
            source: GENERATED,
            recordedAt: now,
          })),
        );
        for (const at of instantsBefore(now)) await tx.intradayPrices.record(at, this.pricesAt(at));
      }
      await tx.settings.put(STATE, String(yesterday));
    });
    this.broughtTo = yesterday;
  }

  /** Whether anybody was ever given what is generated: until then nobody's ledger has to be looked at for it. */
  async hasBegun(): Promise<boolean> {
    return (await this.world.store.of(SHARED_OWNER).settings.get(STATE)) !== null;
  }

  /** Puts the prices of now. */
  async tick(): Promise<void> {
    const { store, latest, clock } = this.world;
    const at = clock.now();
    const prices = this.pricesAt(at).map((price) => ({
      ...price,
      at,
      day: Math.floor(at / DAY_MS),
      source: GENERATED,
      recordedAt: at,
    }));
    await store.write(SHARED_OWNER, (tx) => tx.latestPrices.put(prices));
    await latest.look();
  }

  /** `at`: milliseconds since 1970. */
  private pricesAt(at: number): { symbol: string; price: string; currency: string }[] {
    const day = Math.floor(at / DAY_MS);
    if (this.quotedTo < day + 5) {
      this.quotedTo = day + AHEAD_DAYS;
      this.quotes = [...market(DEMO_SEED, this.quotedTo as Day).quotes.values()].filter(
        ({ symbol }) => symbol !== 'EURX',
      );
    }
    return this.quotes.map((quotes, which) => ({
      symbol: generatedSymbol(quotes.symbol),
      price: priceAt(quotes, which, at).toFixed(2),
      currency: 'USD',
    }));
  }
}

/** From close to close along the session, with waves about it. */
function priceAt({ days, prices }: Quotes, which: number, at: number): number {
  const next = days.findIndex((day) => closeOf(day) > at);
  const from = prices[next - 1] ?? prices[0] ?? 1;
  const to = prices[next] ?? from;
  const session = NEW_YORK.session(days[next] as Day);
  const share =
    session === null
      ? 0
      : Math.min(Math.max((at / 1000 - session.openUtc) / (session.closeUtc - session.openUtc), 0), 1);
  const waves = WAVES.reduce(
    (sum, { height, length }, k) =>
      sum + height * Math.sin((2 * Math.PI * at) / 1000 / length + which * (k + 1) * 1.7),
    0,
  );
  return from * (to / from) ** share * (1 + waves);
}

const closeOf = (day: Day): number => (NEW_YORK.session(day)?.closeUtc ?? 0) * 1000;

/** Every ten minutes of the sessions of the last days. */
function instantsBefore(now: number): number[] {
  const today = utcDay(Math.floor(now / 1000) as Instant);
  return NEW_YORK.sessions((today - INTRADAY_DAYS) as Day, today).flatMap(({ openUtc, closeUtc }) => {
    const [from, to] = [openUtc * 1000, Math.min(closeUtc * 1000, now)];
    const count = Math.max(Math.floor((to - from) / INTRADAY_MS), 0);
    return Array.from({ length: count }, (_, k) => from + (k + 1) * INTRADAY_MS);
  });
}

type Row = ReturnType<typeof demoRows>['prices'][number];

/** The option keeps its name, which says what it is on; nothing else is called so. */
export const demoName = (symbol: string): string => (symbol.length > 6 ? symbol : generatedSymbol(symbol));

const quoteRow = ({ symbol = '', date = '', price = '', currency = '' }: Row): QuoteRow => ({
  name: demoName(symbol),
  day: Date.parse(date) / DAY_MS,
  value: price,
  currency,
});

const instrument = ({ symbol = '', kind, currency = '', sector = '' }: Row): InstrumentRecord => ({
  symbol: generatedSymbol(symbol),
  kind: kind === 'etf' ? 'etf' : 'stock',
  currency,
  sector,
  name: `${symbol}, generated`,
  multiplier: null,
  priceFactor: null,
  exchange: null,
  isin: null,
  figi: null,
  underlying: null,
  expiry: null,
  strike: null,
  right: null,
  modifiedDuration: null,
});
