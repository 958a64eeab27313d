/**
 * `npm run bench:service`: the server under load from a second process, beside a bare server that sends the same bytes
 * in the same run, with the floor of this machine and every budget.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { ownDataset } from '../datasets.ts';
import { isMain } from '../main-module.ts';
import { mb, ms, print, tableLines, times } from '../print.ts';
import { endProgress, progress } from '../progress.ts';
import { removeFolder, scratchFolder } from '../scratch.ts';
import { type Served, start } from './child.ts';
import { floorOf } from './floor.ts';
import {
  answersOf,
  changesAndCharts,
  coldCharts,
  importLedger,
  loadRead,
  middleAndTail,
  READS,
  type Read,
} from './measure.ts';
import { type Seeded, seed, seedRows } from './seed.ts';
import { timesOfBare, timesToReady } from './starting.ts';

const LARGE = { events: 10_000, symbols: 200, years: 20 };
const HUGE = { events: 100_000, symbols: 200, years: 20 };
const quick = process.argv.includes('--quick');
const USERS = quick ? 50 : 1_000;
const REQUESTS = quick ? 200 : 3_000;
const CHANGES = quick ? 10 : 100;
/** Users with the large ledger, of whom the first warm the program. */
const LARGE_USERS = quick ? 6 : 24;
const WARM_USERS = quick ? 2 : 8;
const STARTS = quick ? 3 : 9;
const MANY_ROWS = quick ? 20_000 : 1_000_000;

/** p99 in ms by read. */
const BUDGETS: Partial<Record<Read, number>> = { growth: 5, performance: 10, trades: 10 };

async function measure(folder: string): Promise<void> {
  print(
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}`,
  );
  progress('the floor');
  const floor = floorOf(folder);
  print(
    `fsync ${ms(floor.fsyncMs)}; rows read from the embedded database ${(floor.rowsPerSecond / 1e6).toFixed(2)} M/s`,
    '',
  );
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const seeded = await seed(home, ownDataset('large', LARGE), USERS);
  const server = await start('serve.ts', home);
  try {
    await reads(folder, server, seeded);
    await changes(server, seeded);
    await imports(server, seeded);
  } finally {
    await server.stop();
  }
  await cold(home, seeded);
  await starts(folder, home);
}

/** With the database of before, and after so many rows more that there are a million. */
async function starts(folder: string, home: string): Promise<void> {
  const bodies = path.join(folder, 'bodies');
  progress('starts');
  const bare = middleAndTail(await timesOfBare(bodies, STARTS)).p50;
  const before = middleAndTail(await timesToReady(home, STARTS)).p50;
  await seedRows(home, MANY_ROWS);
  const after = middleAndTail(await timesToReady(home, STARTS)).p50;
  endProgress();
  print(
    `Start to ready, the whole process: ${ms(before)}; with ${MANY_ROWS} ledger rows more: ${ms(after)}, ${verdict(after, 1000)}; a bare server: ${ms(bare)}, ratio ${times(after / bare)}`,
  );
}

async function reads(folder: string, server: Served, { credentials, ledger }: Seeded): Promise<void> {
  const [large] = credentials;
  const idle = await server.memory();
  progress('importing large ledgers');
  for (const one of credentials.slice(0, LARGE_USERS)) await importLedger(server.address, one, ledger, 'new');
  const bodies = path.join(folder, 'bodies');
  mkdirSync(bodies);
  const answers = await answersOf(server.address, large);
  for (const [name, body] of Object.entries(answers)) writeFileSync(path.join(bodies, `${name}.json`), body);
  const bare = await start('bare.ts', bodies);
  const rows: string[][] = [];
  for (const [name, where] of Object.entries(READS) as [Read, string][]) {
    progress('load', name);
    const floor = await loadRead(bare.address, `/${name}`, {}, REQUESTS);
    const found = await loadRead(server.address, where, large, REQUESTS);
    const budget = BUDGETS[name];
    rows.push([
      name,
      `${(found.bytes / 1000).toFixed(1)} kB`,
      ms(found.p50),
      ms(found.p99),
      found.perSecond.toFixed(0),
      floor.perSecond.toFixed(0),
      ms(floor.p99),
      times(found.perSecond / floor.perSecond),
      budget === undefined ? '' : verdict(found.p99, budget),
    ]);
    if (name === 'performance')
      print(
        `performance ALL against the bare route: ${times(found.perSecond / floor.perSecond)}, budget ≥ 0.5`,
      );
  }
  await bare.stop();
  endProgress();
  print(
    'Ten clients, closed loop, one large account.',
    '',
    ...tableLines(
      ['read', 'bytes', 'p50', 'p99', 'a second', 'bare', 'its p99', 'to bare', 'budget of p99'],
      rows,
    ),
    '',
  );
  const loaded = await server.memory();
  progress('a read of every user');
  await coldCharts(server.address, credentials.slice(LARGE_USERS));
  const all = await server.memory();
  endProgress();
  const each = (more: number, less: number, count: number): string => mb((more - less) / 1e6 / count);
  const small = credentials.length - LARGE_USERS;
  print(
    `Memory: ${mb(idle.rss / 1e6)} with nothing loaded; ${each(loaded.rss, idle.rss, LARGE_USERS)} for each of ${LARGE_USERS} large accounts that are open, with all prices; ${each(all.rss, loaded.rss, small)} for each of ${small} small ones; ${mb(all.rss / 1e6)} in the end`,
    'An idle user takes none: nothing is kept of who has not asked. What is kept is bounded (test/service/portfolio-cache.test.ts).',
    '',
  );
}

async function changes(server: Served, { credentials }: Seeded): Promise<void> {
  progress('changes');
  await changesAndCharts(server.address, credentials[0], 10);
  const took = await changesAndCharts(server.address, credentials[0], CHANGES);
  const part = (name: 'change' | 'chart' | 'both') => middleAndTail(took.map((one) => one[name]));
  endProgress();
  print(
    `Another starting balance, then the whole chart: ${ms(part('both').p50)} together (change ${ms(part('change').p50)}, chart ${ms(part('chart').p50)}); p99 ${ms(part('both').p99)}; ${verdict(part('both').p50, 20)}`,
  );
}

async function imports(server: Served, { credentials }: Seeded): Promise<void> {
  progress('import of 100,000 rows');
  const file = readFileSync(path.join(ownDataset('huge', HUGE).folder, 'transactions.csv'));
  const user = credentials[credentials.length - 1];
  const first = await importLedger(server.address, user, file, 'new');
  const again = await importLedger(server.address, user, file, 'known');
  endProgress();
  print(
    `Import of 100,000 rows: ${ms(first)} durable, ${verdict(first, 3000)}; again: ${ms(again)}, ${verdict(again, 1500)}`,
  );
}

async function cold(home: string, { credentials }: Seeded): Promise<void> {
  progress('cold accounts');
  const server = await start('serve.ts', home);
  const large = credentials.slice(0, LARGE_USERS);
  const [first] = await coldCharts(server.address, large.slice(0, 1));
  await coldCharts(server.address, large.slice(1, WARM_USERS));
  const took = middleAndTail(await coldCharts(server.address, large.slice(WARM_USERS)));
  await server.stop();
  endProgress();
  print(
    `First chart of an account of which nothing is in memory: ${ms(took.p50)} (p99 ${ms(took.p99)}), ${verdict(took.p50, 50)}; the very first of a new process: ${ms(first)}`,
  );
}

const verdict = (found: number, limit: number): string =>
  `≤ ${ms(limit)}: ${found <= limit ? 'ok' : `missed by ${times(found / limit)}`}`;

if (isMain(import.meta.url)) {
  const folder = scratchFolder();
  try {
    await measure(folder);
  } finally {
    removeFolder(folder);
  }
}
