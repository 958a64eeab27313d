import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../app/service/ports/index.ts';
import { backupDatabase, restoreDatabase } from '../../app/storage/index.ts';
import {
  type Databases,
  MADE_AT,
  open,
  postgresDatabases,
  sqliteDatabases,
} from '../conformance/databases.ts';
import { account, change, deposit, event } from '../conformance/given.ts';
import { noPostgres } from '../conformance/postgres.ts';
import { smallDiskIsMissing } from './small-disk.ts';

const clock = { now: () => MADE_AT };
const kinds = [
  { kind: 'SQLite', make: sqliteDatabases, missing: null },
  { kind: 'PostgreSQL', make: postgresDatabases, missing: noPostgres },
];
const noSmallDisk = smallDiskIsMissing();

let folder: string;
let count = 0;
const fresh = (): string => path.join(folder, `${++count}.db`);
const restore = (backup: string, database: string, force = false) =>
  restoreDatabase(backup, { database, force, clock, folder });

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tidemark-copies-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const append = (store: Store, id: string) =>
  change(store, 'ann', (tx, step) => tx.ledger.append(step, [event(id, deposit('2024-01-02', '5'))]));

/** A database with an event, prices, a correction, a user who signed up, an observation. */
async function fill(database: string): Promise<void> {
  const { store, authDatabase } = await open(database);
  const [at, yes] =
    authDatabase.type === 'sqlite'
      ? ['2024-01-02T03:04:05.678Z', 1]
      : [new Date('2024-01-02T03:04:05.678Z'), true];
  await sql`insert into auth_user ("id", "name", "email", "emailVerified", "createdAt", "updatedAt")
    values ('ann', 'Ann', 'ann@example.com', ${yes}, ${at}, ${at})`.execute(authDatabase.db);
  await store.write('ann', (tx) => tx.accounts.add(account('main')));
  await append(store, 'a');
  await append(store, 'b');
  await store.write('ann', async (tx) => {
    const rows = [{ name: 'ACME', day: 19_000, value: '12.345', currency: 'USD' }];
    await tx.prices.put('manual', rows, MADE_AT);
    await tx.settings.put('theme', '"dark, \u{1F30A}"');
  });
  await store.close();
}

/** Every row of every table, but for what a restore makes new. */
async function contentOf(database: string): Promise<object> {
  const { store, authDatabase } = await open(database);
  const { db } = authDatabase;
  const ann = store.of('ann');
  const [segment] = await ann.prices.segments({});
  const content = {
    users: await store.users.list(10),
    events: await ann.ledger.page({ order: 'ascending', limit: 10 }),
    heads: await ann.ledger.heads(),
    breaks: await ann.ledger.verifyChains(),
    settings: [...(await ann.settings.all())],
    prices: [segment?.name, segment?.units, segment?.scales, segment?.recordedAt(0)],
    versions: await ann.versions(),
    links: await db.selectFrom('ledger_links').selectAll().execute(),
    changes: await ann.changes.list(10),
  };
  await store.close();
  return content;
}

const idOf = async (database: string): Promise<string> => {
  const { store } = await open(database);
  const { databaseId } = store.meta;
  await store.close();
  return databaseId;
};

describe.each(kinds)('a backup of $kind', ({ make, missing }) => {
  let databases: Databases;
  beforeAll(async () => {
    if (missing === null) databases = await make();
  });
  afterAll(() => databases?.stop());

  describe.skipIf(missing !== null)(missing ?? 'and its restoration', () => {
    test('is one file for its owner alone, with every row, made while the database is in use', async () => {
      const database = await databases.create();
      await fill(database);
      const { store } = await open(database);
      const file = fresh();
      const rows = await backupDatabase(database, file, clock);
      await append(store, 'later');
      await store.close();
      expect(rows).toMatchObject({ events: 2, auth_user: 1, price_segments: 1, settings: 1 });
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(readdirSync(folder).filter((name) => name.startsWith(path.basename(file)))).toEqual([
        path.basename(file),
      ]);
      expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    });

    test.each(kinds)('is restored to $kind, every row as it was, under an id of its own', async (to) => {
      if (to.missing !== null) return;
      const target = to.make === make ? databases : await to.make();
      const [from, into, file] = [await databases.create(), await target.create(), fresh()];
      await fill(from);
      await backupDatabase(from, file, clock);
      const before = readFileSync(file);
      expect((await restore(file, into)).keptAside).toBeNull();
      expect(await contentOf(into)).toEqual(await contentOf(from));
      expect(await idOf(into)).not.toBe(await idOf(from));
      expect(readFileSync(file).equals(before)).toBe(true);
      // And it goes on from there.
      const { store } = await open(into);
      await append(store, 'c');
      expect(await store.of('ann').ledger.verifyChains()).toEqual([]);
      await store.close();
      if (target !== databases) await target.stop();
    });

    test('replaces no database with rows, and with force keeps it aside', async () => {
      const [from, into, file] = [await databases.create(), await databases.create(), fresh()];
      await fill(from);
      await backupDatabase(from, file, clock);
      const { store } = await open(into);
      await store.write('bob', (tx) => tx.accounts.add(account('his')));
      await store.close();
      await expect(restore(file, into)).rejects.toMatchObject({ code: 'not_empty' });
      const opened = await open(into);
      expect(await opened.store.of('bob').accounts.list()).toHaveLength(1);
      await opened.store.close();
      const { keptAside } = await restore(file, into, true);
      expect(await contentOf(into)).toEqual(await contentOf(from));
      expect(keptAside).toContain('before');
      if (databases.kind === 'postgres') {
        const { store: now, authDatabase } = await open(into);
        const kept = await sql`select id from ${sql.table(`${keptAside}.accounts`)}`.execute(authDatabase.db);
        expect(kept.rows).toEqual([{ id: 'his' }]);
        await now.close();
        return;
      }
      const kept = await open(keptAside as string);
      expect(await kept.store.of('bob').accounts.list()).toHaveLength(1);
      await kept.store.close();
    });

    test('is not restored to a database that another program has open', async () => {
      const [from, into, file] = [await databases.create(), await databases.create(), fresh()];
      await fill(from);
      await backupDatabase(from, file, clock);
      const { store } = await open(into);
      await store.meta.ping();
      await expect(restore(file, into, true)).rejects.toMatchObject({
        code: 'in_use',
        remedy: expect.stringContaining('Stop the server'),
      });
      await store.meta.ping();
      await store.close();
      expect((await restore(file, into)).keptAside).toBeNull();
    });
  });
});

describe('a file of a backup', () => {
  let good: string;
  let bytes: Buffer;
  beforeAll(async () => {
    const database = fresh();
    await fill(database);
    good = fresh();
    await backupDatabase(database, good, clock);
    bytes = readFileSync(good);
  });

  test('takes no name that is taken, a dangling link neither', async () => {
    const [there, link] = [fresh(), fresh()];
    writeFileSync(there, 'mine');
    symlinkSync(path.join(folder, 'nowhere'), link);
    for (const name of [there, link])
      await expect(backupDatabase(good, name, clock)).rejects.toMatchObject({ code: 'not_empty' });
    expect(readFileSync(there, 'utf8')).toBe('mine');
    expect(existsSync(path.join(folder, 'nowhere'))).toBe(false);
  });

  test.each([
    ['is of another program', () => Buffer.from('PK\u0003\u0004 no database at all'.repeat(500)), 'corrupt'],
    ['is damaged inside', (whole: Buffer) => Buffer.from(whole).fill(0xa5, 16_384, 40_000), 'corrupt'],
    ['is cut off', (whole: Buffer) => whole.subarray(0, 30_000), 'corrupt'],
    ['is empty', () => Buffer.alloc(0), 'no_database'],
  ])('that %s is refused, and the database stays', async (_, damage, code) => {
    const [file, database] = [fresh(), fresh()];
    writeFileSync(file, damage(bytes));
    await fill(database);
    const before = await contentOf(database);
    await expect(restore(file, database, true)).rejects.toMatchObject({ name: 'StorageError', code });
    expect(await contentOf(database)).toEqual(before);
  });

  test.each([
    ['with an edited event', "update events set body = replace(body, '5', '6') where seq = 1", 'corrupt'],
    ['without one', 'delete from events where seq = 2', 'corrupt'],
    ['of a newer version', "insert into migrations values (99, 'later', 'x', 0)", 'newer_database'],
    ['of another database', 'drop table migrations', 'no_database'],
  ])('%s is refused', async (_, tamper, code) => {
    const [file, database] = [fresh(), fresh()];
    writeFileSync(file, bytes);
    const raw = new DatabaseSync(file);
    raw.exec(tamper);
    raw.close();
    await expect(restore(file, database)).rejects.toMatchObject({ name: 'StorageError', code });
    expect(existsSync(database)).toBe(false);
  });

  test('that is a folder or not there is refused', async () => {
    for (const wrong of [folder, path.join(folder, 'none')])
      await expect(restore(wrong, fresh())).rejects.toMatchObject({ code: 'cannot_open' });
  });

  test('of no database is not made', async () => {
    const file = fresh();
    const none = path.join(folder, 'none.db');
    await expect(backupDatabase(none, file, clock)).rejects.toMatchObject({ code: 'no_database' });
    expect([existsSync(file), existsSync(none)]).toEqual([false, false]);
  });

  test.skipIf(noSmallDisk !== null)(noSmallDisk ?? 'that finds no room leaves nothing behind', async () => {
    const disk = path.join(folder, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=100k', 'tmpfs', disk]);
    try {
      await expect(backupDatabase(good, path.join(disk, 'a'), clock)).rejects.toMatchObject({
        code: 'disk_full',
      });
      await expect(restore(good, path.join(disk, 'b'))).rejects.toMatchObject({ code: 'disk_full' });
      expect(readdirSync(disk)).toEqual([]);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});
