/**
 * What the embedded store takes: `node bench/store.ts` appends and reads a ledger, beside bare inserts of as many
 * records in the same run, and prints the ratios with their budgets.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { NewEvent, Store } from '../app/service/ports/index.ts';
import { newUser } from '../app/service/records/new-user.ts';
import { openStore } from '../app/storage/index.ts';
import { isMain } from './main-module.ts';
import { ms, print, tableLines, times } from './print.ts';

const EVENTS = 100_000;
const READ_EVENTS = 10_000;

const events = (count: number): NewEvent[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `e${String(n).padStart(8, '0')}`,
    account: 'main',
    columns: {
      date: `20${10 + (n % 10)}-0${1 + (n % 9)}-1${n % 10}`,
      type: 'buy',
      symbol: `SYM${n % 200}`,
      quantity: String((n % 100) + 1),
      price: `${n % 1000}.25`,
      fee: '1.00',
      currency: 'USD',
    },
    source: 'csv',
    sourceId: `row ${n}`,
    importId: null,
  }));

async function took(work: () => unknown): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

function append(store: Store, owner: string, count: number): Promise<unknown> {
  return store.write(owner, async (tx) => {
    const recorded = { recordedAt: 0, recordedBy: 'bench' };
    const change = await tx.changes.open({ kind: 'do', of: null, what: 'a file', detail: null, ...recorded });
    return tx.ledger.append(change, events(count));
  });
}

/** As many records of the same text in one table with one key: what the disk and the database ask at least. */
function bareInserts(file: string): void {
  const db = new DatabaseSync(file);
  db.exec(
    'pragma journal_mode = wal; pragma synchronous = full; create table t (id text primary key, body text)',
  );
  const insert = db.prepare('insert into t values (?, ?)');
  db.exec('begin immediate');
  for (const { id, columns } of events(EVENTS)) insert.run(id, Object.values(columns).join(','));
  db.exec('commit');
  db.close();
}

async function measured(folder: string): Promise<void> {
  const clock = { now: () => 0 };
  const { store } = await openStore({ database: path.join(folder, 'store.db'), clock });
  for (const owner of ['writer', 'reader']) await newUser(store, owner, clock);
  const floor = await took(() => bareInserts(path.join(folder, 'bare.db')));
  const appended = await took(() => append(store, 'writer', EVENTS));
  const known = await took(() => append(store, 'writer', EVENTS));
  await append(store, 'reader', READ_EVENTS);
  const reads: number[] = [];
  for (let n = 0; n < 9; n++) reads.push(await took(() => store.of('reader').ledger.packed()));
  const read = reads.sort((a, b) => a - b)[4];
  await store.close();
  const rows = [
    [`${EVENTS} bare inserts`, ms(floor), times(1), ''],
    [`${EVENTS} events appended, durable`, ms(appended), times(appended / floor), '≤ 3 s'],
    ['the same again, all known', ms(known), times(known / floor), '≤ 1.5 s'],
    [`a ledger of ${READ_EVENTS} events read`, ms(read), times(read / floor), '≤ 20 ms'],
  ];
  print('The embedded store.', '', ...tableLines(['', 'took', 'to bare', 'budget'], rows));
}

if (isMain(import.meta.url)) {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidemark-bench-store-'));
  try {
    await measured(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
