import { statSync } from 'node:fs';
import { type Day, marketCalendar } from '@tidemark/engine';
import type { OwnerCapture, SealRecord, Store } from '../../app/service/ports/index.ts';
import { newUser } from '../../app/service/records/new-user.ts';
import { openStore } from '../../app/storage/index.ts';

const USERS = 100;
const POSITIONS = 20;
/** Points of sessions that are kept: so many days back, one in so many minutes. */
const KEPT = [
  { days: 1, minutes: 5 },
  { days: 7, minutes: 30 },
  { days: 31, minutes: 60 },
  { days: 92, minutes: 180 },
] as const;

/** Bytes a user and year of seals: every close with positions, a trade a week, and what is kept of sessions. */
export async function bytesAYear(file: string, first: Day): Promise<number> {
  const { store } = await openStore({ database: file, clock: { now: () => 0 } });
  for (let n = 0; n < USERS; n++) await newUser(store, ownerOf(n), { now: () => 0 });
  await compact(store, file);
  const before = statSync(file).size;
  const sessions = marketCalendar('XNYS').sessions(first, (first + 364) as Day);
  for (const [at, session] of sessions.entries()) await seal(store, (n) => [dayEnd(session.day, at, n)]);
  const last = sessions[sessions.length - 1];
  for (const { day, openUtc, closeUtc } of sessions) {
    const age = last.day - day;
    const kept = KEPT.find(({ days }) => age < days);
    if (kept === undefined) continue;
    const times: number[] = [];
    for (let time: number = openUtc; time <= closeUtc; time += kept.minutes * 60) times.push(time * 1000);
    await seal(store, (n) =>
      times.map((time) => ({
        ...dayEnd(day, time % 9_973, n),
        at: time,
        kind: 'intraday',
        positions: null,
        recordedAt: time + 40,
      })),
    );
  }
  await compact(store, file);
  return (statSync(file).size - before) / USERS;
}

const ownerOf = (n: number): string => `user-${String(n).padStart(27, '0')}`;

const seal = (store: Store, of: (user: number) => SealRecord[]): Promise<number> =>
  store.captures.record(
    Array.from(
      { length: USERS },
      (_, n): OwnerCapture => ({ owner: ownerOf(n), derived: null, seals: of(n) }),
    ),
  );

function dayEnd(day: number, at: number, user: number): SealRecord {
  const week = Math.floor(at / 5);
  return {
    account: 'main',
    day,
    at: null,
    kind: 'daily_eod',
    equity: 10_000_000 + ((at * 7_919 + user * 104_729) % 2_000_000),
    cash: 1_000_000 + week * 1_234,
    stale: 0,
    ledgerSeq: 20 + week,
    ledgerHash: (0x1234_5678 + week * 7_919).toString(16).padStart(16, '9'),
    prices: 0,
    sharedPrices: 100 + at,
    positions: Array.from({ length: POSITIONS }, (_, k) => ({
      symbol: `SYM${1_000 + k}`,
      currency: 'USD',
      quantity: String(k === week % POSITIONS ? 10 + week : 10),
      cost: 100_000 + (k === week % POSITIONS ? week * 997 : 0),
    })),
    recordedAt: day * 86_400_000 + 77_400_000 + (at % 900),
  };
}

/** The log is written back, so that the file is all there is. */
async function compact(store: Store, file: string): Promise<void> {
  await store.meta.ping();
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(file);
  db.exec('pragma wal_checkpoint(truncate)');
  db.close();
}
