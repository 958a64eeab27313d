import { spawn } from 'node:child_process';
import path from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../app/storage/index.ts';
import { MIGRATIONS } from '../../app/storage/migrations/all.ts';
import { type Databases, MADE_AT, open } from './databases.ts';

const PROGRAM = path.join(import.meta.dirname, 'open-once.ts');

export function migrationLaws(databases: () => Databases): void {
  const clock = { now: () => MADE_AT };
  const later = {
    number: MIGRATIONS.length + 1,
    name: 'later',
    statements: ['create table later (id {int})'],
  };

  describe('migrations', () => {
    test('a second start changes nothing, and the database keeps its id', async () => {
      const database = await databases().create();
      const first = await open(database);
      const { databaseId, schemaVersion, kind } = first.store.meta;
      expect([kind, schemaVersion]).toEqual([databases().kind, MIGRATIONS.length]);
      await first.store.close();
      const second = await open(database);
      expect(second.store.meta.databaseId).toBe(databaseId);
      expect(await second.store.meta.renewDatabaseId()).not.toBe(databaseId);
      expect(second.store.meta.databaseId).not.toBe(databaseId);
      await second.store.meta.ping();
      expect(await second.store.meta.check()).toEqual([]);
      await second.store.close();
    });

    test('several programs that start at once on a new database all find it whole', async () => {
      const database = await databases().create();
      const ends = await Promise.all([1, 2, 3].map(() => run(database)));
      expect(ends.map(({ code, err }) => [code, err])).toEqual([1, 2, 3].map(() => [0, '']));
      const ids = new Set(ends.map(({ out }) => out.trim()));
      expect(ids.size).toBe(1);
    });

    test('what is missing is added to a database with facts in it', async () => {
      const database = await databases().create();
      const before = await open(database);
      await before.store.write('ann', (tx) => tx.settings.put('kept', '1'));
      await before.store.close();
      const after = await openStore({ database, clock, migrations: [...MIGRATIONS, later] });
      expect(await after.store.of('ann').settings.get('kept')).toBe('1');
      expect(after.store.meta.schemaVersion).toBe(later.number);
      await after.store.close();
    });

    test('an older program refuses a newer database, and says what to do', async () => {
      const database = await databases().create();
      const newer = await openStore({ database, clock, migrations: [...MIGRATIONS, later] });
      await newer.store.close();
      await expect(open(database)).rejects.toMatchObject({
        code: 'newer_database',
        message: expect.stringContaining(`migration ${later.number} (later)`),
        remedy: expect.stringContaining('newer version'),
      });
    });

    test('a migration whose text was changed since it was applied is refused', async () => {
      const database = await databases().create();
      await (await open(database)).store.close();
      const [first, ...rest] = MIGRATIONS;
      const edited = [{ ...first, statements: [...first.statements, 'select 1'] }, ...rest];
      await expect(openStore({ database, clock, migrations: edited })).rejects.toMatchObject({
        code: 'migration_changed',
      });
    });

    test('a migration that fails leaves the database as it was', async () => {
      const database = await databases().create();
      await (await open(database)).store.close();
      const broken = { ...later, statements: [...later.statements, 'create table nonsense ('] };
      await expect(openStore({ database, clock, migrations: [...MIGRATIONS, broken] })).rejects.toThrow();
      const { store, authDatabase } = await open(database);
      await expect(sql`select * from later`.execute(authDatabase.db)).rejects.toThrow();
      await store.close();
    });
  });
}

function run(database: string): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [PROGRAM, database], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes) => {
    out += bytes;
  });
  child.stderr.on('data', (bytes) => {
    err += bytes;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}
