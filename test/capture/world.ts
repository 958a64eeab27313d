import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Day, formatDay, marketCalendar, parseDay } from '@tidemark/engine';
import { Capture, MarketCalendars, PriceJob, type PriceStream, Schedule } from '../../app/capture/index.ts';
import { csvFolder } from '../../app/market-data/index.ts';
import {
  type EventColumns,
  type MarketData,
  Portfolios,
  type SealRecord,
  type Store,
} from '../../app/service/index.ts';
import { PriceFeed } from '../../app/service/prices/index.ts';
import { newUser } from '../../app/service/records/index.ts';
import { openStore } from '../../app/storage/index.ts';
import { testDatabase } from '../api/database.ts';
import { change, event } from '../conformance/given.ts';

export const on = (date: string): Day => parseDay(date) as Day;
export const at = (text: string): number => Date.parse(text);

/** A program without its doors: a store in a file, a clock that a test sets, a folder of prices. */
export interface CapturedWorld {
  now: number;
  readonly store: Store;
  readonly portfolios: Portfolios;
  readonly capture: Capture;
  /** Another node over the same database. */
  node(sources?: readonly MarketData[]): Capture;
  schedule(capture?: Capture, stream?: PriceStream | null): Schedule;
  prices(symbol: string, rows: readonly string[]): void;
  /** Records events of the account `main`, past the checks of the API. */
  add(...events: readonly EventColumns[]): Promise<void>;
  /** `2024-03-01 daily_eod 1000.00` of each day's end that is sealed. */
  sealed(from?: string): Promise<string[]>;
  seals(from?: string): Promise<readonly SealRecord[]>;
  close(): Promise<void>;
}

export async function capturedWorld(
  start: string,
  options: { readonly sources?: readonly MarketData[]; readonly calendars?: MarketCalendars } = {},
): Promise<CapturedWorld> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidemark-capture-'));
  const clock = { now: () => made.now };
  const { address: database } = await testDatabase(folder);
  const { store } = await openStore({ database, clock: { now: () => 0 } });
  const portfolios = new Portfolios(store, clock);
  const usual = options.sources ?? [csvFolder(folder)];
  const node = (sources = usual) => {
    const feed = sources.length === 0 ? null : new PriceFeed({ store, sources, clock });
    const calendars = options.calendars ?? new MarketCalendars();
    const own = new Portfolios(store, clock);
    return new Capture({ store, portfolios: own, feed, clock, calendars, delayMs: 30 * 60_000 });
  };
  const made: CapturedWorld = {
    now: at(start),
    store,
    portfolios,
    capture: node(),
    node,
    schedule: (capture = made.capture, stream = null) =>
      new Schedule(capture, {
        snapshotMs: 300_000,
        prices: new PriceJob(capture.world, 10_000, stream),
        told: () => {},
      }),
    prices: (symbol, rows) =>
      writeFileSync(path.join(folder, `${symbol}.csv`), ['date,close,currency', ...rows, ''].join('\n')),
    add: async (...events) => {
      const rows = events.map((columns) => event(crypto.randomUUID(), columns));
      await change(store, 'ann', (tx, step) => tx.ledger.append(step, rows), made.now);
    },
    seals: (from = '1990-01-01') =>
      store.of('ann').seals.list({ of: 'days', from: on(from), withPositions: true }),
    sealed: async (from) =>
      (await made.seals(from)).map(
        ({ day, kind, equity }) => `${formatDay(day as Day)} ${kind} ${(equity / 100).toFixed(2)}`,
      ),
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await newUser(store, 'ann', clock);
  return made;
}

/** Closes of the sessions of New York from…to: the first one, and so much more each session. */
export function closesBy(from: string, to: string, first: number, step: number): string[] {
  return marketCalendar('XNYS')
    .sessionDays(on(from), on(to))
    .map((day, n) => `${formatDay(day)},${first + n * step},USD`);
}
