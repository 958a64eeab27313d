import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../app/storage/index.ts';
import type { Databases } from './databases.ts';
import { ownerWith } from './given.ts';

/** Of a database behind a network. */
export function lostConnectionLaws(databases: () => Databases): void {
  describe('a connection that is lost', () => {
    test('ends what was asked over it with an error that says to try again, and the next one is new', async () => {
      const database = await databases().create();
      const lost: Error[] = [];
      const onLost = (error: Error) => lost.push(error);
      const { store, authDatabase } = await openStore({ database, clock: { now: () => 0 }, onLost });
      const owner = await ownerWith(store, 'main');
      const other = await openStore({ database, clock: { now: () => 0 } });
      const cut = sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`;
      // One connection is idle, the other one in a transaction.
      const write = store.write(owner, async (tx) => {
        await tx.settings.put('a', '1');
        await sql`select 1`.execute(authDatabase.db);
        await cut.execute(other.authDatabase.db);
        await tx.settings.put('b', '1');
      });
      await expect(write).rejects.toMatchObject({
        name: 'StorageError',
        code: 'unreachable',
        retryable: true,
      });
      await expect.poll(() => lost.length).toBeGreaterThan(0);
      // An idle connection is found out when it is used, or just before.
      await expect.poll(async () => (await store.of(owner).settings.all()).size).toBe(0);
      await store.write(owner, (tx) => tx.settings.put('a', '2'));
      expect(await other.store.of(owner).settings.get('a')).toBe('2');
      await store.close();
      await other.store.close();
    });
  });
}
