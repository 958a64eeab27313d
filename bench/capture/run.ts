/**
 * What a capture takes: `npm run bench:capture` seals a close, a moment and thirty days for 10,000 users with 20
 * positions each over 5,000 instruments, durably, beside a bare insert of as many rows in the same run.
 */
import path from 'node:path';
import { type Day, parseDay } from '@tidemark/engine';
import { Capture, MarketCalendars } from '../../app/capture/index.ts';
import { Portfolios } from '../../app/service/index.ts';
import { heldSymbols } from '../../app/service/prices/index.ts';
import { openStore } from '../../app/storage/index.ts';
import { ms, print, tableLines } from '../print.ts';
import { removeFolder, scratchFolder } from '../scratch.ts';
import { insertFloor } from './floor.ts';
import { type Shape, seedCloses, seedLatest, seedUsers } from './seed.ts';
import { bytesAYear } from './storage.ts';

const SHAPE: Shape = { users: Number(process.argv[2] ?? 10_000), positions: 20, instruments: 5_000 };
/** Bytes of a close's seal as it is first written, positions included. */
const SEAL_BYTES = 480;
const BYTES_A_YEAR_MAX = 36.5 * 1024;

/** Friday, 8 March 2024: bought 31 days before; it closes at 21:00 UTC. */
const TODAY = parseDay('2024-03-08') as Day;
const CLOSED = Date.parse('2024-03-08T21:30:05Z');

async function took(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

const folder = scratchFolder();
let now = Date.parse('2024-03-08T15:00:00Z');
const clock = { now: () => now };
const { store } = await openStore({ database: path.join(folder, 'capture.db'), clock: { now: () => 0 } });
const portfolios = new Portfolios(store, clock);
const calendars = new MarketCalendars();
const capture = new Capture({ store, portfolios, feed: null, clock, calendars, delayMs: 1_800_000 });

print(`${SHAPE.users} users with ${SHAPE.positions} positions each over ${SHAPE.instruments} instruments`);
const seeding = await took(async () => {
  await seedUsers(store, SHAPE, (TODAY - 31) as Day, now);
  await seedCloses(store, SHAPE, (TODAY - 31) as Day, 31);
});
// What is held is known before, as in operation: the price job has looked.
while ((await store.holdings.outdated(1)).length > 0) await heldSymbols(store, TODAY);
print(`seeded in ${ms(seeding)}`);
const backfill = await took(() => capture.backfill(null, 30));
await seedLatest(store, SHAPE, TODAY, now);
const first = await took(() => capture.snapshotOpen(now));
now += 300_000;
await seedLatest(store, SHAPE, TODAY, now);
const round = await took(() => capture.snapshotOpen(now));
now = CLOSED;
await seedLatest(store, SHAPE, TODAY, now - 1_900_000);
let created = 0;
const close = await took(async () => {
  created = (await capture.daily(null)).created;
});
const floor = insertFloor(path.join(folder, 'floor.db'), SHAPE.users, SEAL_BYTES);
const bytes = await bytesAYear(path.join(folder, 'year.db'), parseDay('2024-01-01') as Day);
await store.close();
removeFolder(folder);

print(
  '',
  ...tableLines(
    ['', 'took', 'budget', 'as many bare inserts'],
    [
      ['backfill of 30 days, all users', ms(backfill), ms(60_000), ''],
      ['first snapshot of the day', ms(first), '', ms(floor)],
      ['snapshot of five minutes', ms(round), ms(2_000), ms(floor)],
      [`close, ${created} sealed with positions`, ms(close), ms(5_000), ms(floor)],
      ['stored, a user and year', `${(bytes / 1024).toFixed(1)} KiB`, '36.5 KiB', ''],
    ],
  ),
);
const isWithin = backfill <= 60_000 && round <= 2_000 && close <= 5_000 && bytes <= BYTES_A_YEAR_MAX;
print(isWithin && created === SHAPE.users ? 'within every budget' : 'not within every budget');
process.exitCode = isWithin && created === SHAPE.users ? 0 : 1;
