import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StorageError, type Store } from '../../app/service/ports/index.ts';
import { open } from '../conformance/databases.ts';
import { account, change, deposit, event } from '../conformance/given.ts';
import { smallDiskIsMissing } from './small-disk.ts';

/** A small disk of its own can be had by root on Linux, where mounting is allowed. */
const noSmallDisk = smallDiskIsMissing();

let folder: string;
let count = 0;
const fresh = () => path.join(folder, `${++count}.db`);

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tidemark-world-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const append = (store: Store, n: number, note = '') =>
  change(store, 'ann', (tx, step) =>
    tx.ledger.append(step, [event(`e${n}`, deposit('2024-01-02', `${n}`, { note: `n${note}` }))]),
  );

async function made(file: string, events: number): Promise<void> {
  const { store } = await open(file);
  await store.write('ann', (tx) => tx.accounts.add(account('main')));
  for (let n = 0; n < events; n++) await append(store, n, 'x'.repeat(2_000));
  await store.close();
}

/** Appends until the disk is full; answers how many were acknowledged. */
async function fill(store: Store): Promise<number> {
  for (let n = 0; ; n++) {
    const error = await append(store, n, 'x'.repeat(5_000)).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (error === null) continue;
    expect(error).toBeInstanceOf(StorageError);
    expect(error).toMatchObject({ code: 'disk_full', remedy: expect.stringContaining('Make room') });
    return n;
  }
}

async function expectEvents(store: Store, events: number): Promise<void> {
  expect((await store.of('ann').ledger.inForce()).map((row) => row.id).sort()).toEqual(
    Array.from({ length: events }, (_, n) => `e${n}`).sort(),
  );
  expect(await store.of('ann').ledger.verifyChains()).toEqual([]);
  expect(await store.meta.check()).toEqual([]);
}

describe('where the world is wrong', () => {
  test('a database that may not grow: the write is refused, the rest stays, and writing goes on with room', async () => {
    const file = fresh();
    await made(file, 0);
    const { store, authDatabase } = await open(file);
    await sql`pragma max_page_count = 120`.execute(authDatabase.db);
    const written = await fill(store);
    expect(written).toBeGreaterThan(10);
    await expectEvents(store, written);
    await sql`pragma max_page_count = 100000`.execute(authDatabase.db);
    await append(store, written);
    await expectEvents(store, written + 1);
    await store.close();
  });

  test.skipIf(noSmallDisk !== null)(noSmallDisk ?? 'a full disk likewise', async () => {
    const disk = path.join(folder, 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]);
    try {
      const ballast = path.join(disk, 'ballast');
      writeFileSync(ballast, Buffer.alloc(500_000));
      const file = path.join(disk, 'a.db');
      await made(file, 0);
      const { store } = await open(file);
      const written = await fill(store);
      expect(written).toBeGreaterThan(10);
      await expectEvents(store, written);
      rmSync(ballast);
      await append(store, written);
      await store.close();
      const again = await open(file);
      await expectEvents(again.store, written + 1);
      await again.store.close();
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      await expect(open(file)).rejects.toMatchObject({ name: 'StorageError', code: 'read_only' });
      await expect(open(path.join(disk, 'new.db'))).rejects.toMatchObject({ code: 'read_only' });
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  test('a database that takes no writes is read on', async () => {
    const file = fresh();
    await made(file, 2);
    const { store, authDatabase } = await open(file);
    await sql`pragma query_only = 1`.execute(authDatabase.db);
    await expect(append(store, 2)).rejects.toMatchObject({ code: 'read_only', retryable: false });
    await expectEvents(store, 2);
    await sql`pragma query_only = 0`.execute(authDatabase.db);
    await append(store, 2);
    await expectEvents(store, 3);
    await store.close();
  });

  test.each([
    ['is no database', (bytes: Buffer) => bytes.fill('no database ', 0, 4_096)],
    ['is damaged inside', (bytes: Buffer) => bytes.fill(0xa5, 8_192)],
    ['is cut off', (bytes: Buffer) => bytes.subarray(0, 20_000)],
  ])('a file that %s is named as corrupt and left as it is', async (_, damage) => {
    const file = fresh();
    await made(file, 40);
    const bytes = Buffer.from(damage(readFileSync(file)));
    writeFileSync(file, bytes);
    const read = async () => {
      const { store } = await open(file);
      try {
        await store.of('ann').ledger.inForce();
        await store.of('ann').ledger.verifyChains();
      } finally {
        await store.close();
      }
    };
    await expect(read()).rejects.toMatchObject({
      name: 'StorageError',
      code: 'corrupt',
      message: expect.stringContaining(file),
      remedy: expect.stringContaining('backup'),
    });
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  test('a folder in its place, a folder that is not there, and an unknown kind of address cannot be opened', async () => {
    for (const wrong of [folder, path.join(folder, 'none', 'a.db'), 'mysql://localhost/a']) {
      await expect(open(wrong)).rejects.toMatchObject({ name: 'StorageError', code: 'cannot_open' });
    }
  });

  test('a database server that does not answer', async () => {
    await expect(open('postgres://nobody:none@127.0.0.1:1/none')).rejects.toMatchObject({
      name: 'StorageError',
      code: 'unreachable',
      retryable: true,
    });
  });

  test('while another process writes, a write waits and the rest of the program runs on', async () => {
    const file = fresh();
    await made(file, 1);
    const { store } = await open(file);
    const other = new DatabaseSync(file);
    other.exec('begin immediate');
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 5);
    const write = append(store, 1);
    await sleep(200);
    await expectEvents(store, 1);
    other.exec('commit');
    await write;
    clearInterval(ticking);
    other.close();
    expect(ticks).toBeGreaterThan(5);
    await expectEvents(store, 2);
    await store.close();
  });

  test('a commit is on the disk before it is acknowledged, and keys between tables are kept', async () => {
    const { store, authDatabase } = await open(fresh());
    const setting = async (name: string) =>
      Object.values((await sql.raw<object>(`pragma ${name}`).execute(authDatabase.db)).rows[0] ?? {});
    expect(await setting('journal_mode')).toEqual(['wal']);
    // 2 is FULL: sqlite.org/pragma.html#pragma_synchronous
    expect(await setting('synchronous')).toEqual([2]);
    expect(await setting('foreign_keys')).toEqual([1]);
    await store.close();
  });

  test('a new database file is for its owner alone', async () => {
    const file = fresh();
    await made(file, 1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
