import type { Kysely } from 'kysely';
import { StorageError, type TableRows } from '../../service/ports/index.ts';
import type { Database } from '../database.ts';
import { MIGRATIONS } from '../migrations/all.ts';
import { missing } from '../migrations/migrate.ts';
import { type Connected, connectExisting, noDatabase } from '../open.ts';
import { storeOver } from '../store.ts';
import { rowsOf } from './copy-tables.ts';

/**
 * Opens a copy and looks at all of it: the database's own check, the hash chain of every account, the number of rows.
 * StorageError `corrupt` where anything is not as it should be, `no_database`, `newer_database`.
 */
export async function verifyCopy(file: string, expected: TableRows | null): Promise<TableRows> {
  const copy = connectExisting(file);
  try {
    const left = await missing(copy.db, copy.dialect, MIGRATIONS);
    if (left.length === MIGRATIONS.length) throw noDatabase(file);
    const rows = await rowsOf(
      copy.db,
      (await copy.dialect.tables(copy.db)).map(({ name }) => name),
    );
    for (const [table, count] of Object.entries(expected ?? {})) {
      if (rows[table] !== count) throw notSound(file, `${table} has ${rows[table]} of ${count} rows`);
    }
    const [fault] = [...(await copy.dialect.check(copy.db)), ...(await brokenChains(copy))];
    if (fault !== undefined) throw notSound(file, fault);
    return rows;
  } finally {
    await copy.db.destroy();
  }
}

async function brokenChains({ db, dialect }: Connected): Promise<string[]> {
  const store = await storeOver(db, dialect, { now: () => 0 });
  const faults: string[] = [];
  for (const owner of await ownersOf(db)) {
    const breaks = await store.of(owner).ledger.verifyChains();
    faults.push(
      ...breaks.map(
        ({ account, seq, message }) => `user ${owner}, account ${account}, event ${seq}: ${message}`,
      ),
    );
  }
  return faults;
}

async function ownersOf(db: Kysely<Database>): Promise<string[]> {
  const rows = await db.selectFrom('versions').select('owner').orderBy('owner').execute();
  return rows.map(({ owner }) => owner);
}

function notSound(file: string, fault: string): StorageError {
  return new StorageError(
    'corrupt',
    `${file} is not sound: ${fault}`,
    'Take another backup; keep this file.',
  );
}
