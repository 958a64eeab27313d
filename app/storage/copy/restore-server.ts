import { type Kysely, sql } from 'kysely';
import type { Clock, TableRows } from '../../service/ports/index.ts';
import { StorageError } from '../../service/ports/index.ts';
import type { Database } from '../database.ts';
import { MIGRATIONS } from '../migrations/all.ts';
import { migrateWithin } from '../migrations/migrate.ts';
import { addressShown, connectExisting } from '../open.ts';
import { openSqlite } from '../sqlite/open.ts';
import { copyTables, rowsOf } from './copy-tables.ts';
import { hasRows, notEmpty } from './occupied.ts';
import { inUse } from './restore-file.ts';

/**
 * Copies a file's rows into a server's database, in one transaction. Answers the schema that the tables were moved to
 * which were there; null where there were none, or empty ones.
 */
export async function restoreServer(
  copy: string,
  expected: TableRows,
  { database, force, clock }: { database: string; force: boolean; clock: Clock },
): Promise<string | null> {
  const target = connectExisting(database);
  const source = openSqlite(copy);
  try {
    return await target.db.transaction().execute(async (tx) => {
      await target.dialect.lockMigrations(tx);
      await expectNobodyElse(tx, database);
      const there = await programTables(tx, Object.keys(expected));
      const isOccupied = await hasRows(tx, there);
      if (isOccupied && !force) throw notEmpty(database);
      const aside = isOccupied ? await moveAside(tx, there, clock) : null;
      await migrateWithin(tx, target.dialect, MIGRATIONS, clock.now());
      await source.db
        .transaction()
        .setAccessMode('read only')
        .execute((from) =>
          copyTables({ tx: from, dialect: source.dialect }, { tx, dialect: target.dialect }),
        );
      await expectRows(tx, database, expected);
      return aside;
    });
  } finally {
    await source.db.destroy();
    await target.db.destroy();
  }
}

async function expectNobodyElse(tx: Kysely<Database>, database: string): Promise<void> {
  const { rows } = await sql`select 1 from pg_stat_activity where application_name = 'tidemark'
    and datname = current_database() and pid <> pg_backend_pid() limit 1`.execute(tx);
  if (rows.length > 0) throw inUse(addressShown(database));
}

async function programTables(tx: Kysely<Database>, names: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class where relkind = 'r'
    and relnamespace = current_schema()::regnamespace and relname = any(${[...names]})`.execute(tx);
  return rows.map(({ name }) => name);
}

/** Into a schema of their own, from which they can be moved back. */
async function moveAside(tx: Kysely<Database>, tables: readonly string[], clock: Clock): Promise<string> {
  const stamp = new Date(clock.now())
    .toISOString()
    .replace(/\.\d+Z/, '')
    .replace(/\D/g, '');
  const schema = `tidemark_before_${stamp}`;
  await sql`create schema ${sql.id(schema)}`.execute(tx);
  for (const table of tables)
    await sql`alter table ${sql.table(table)} set schema ${sql.id(schema)}`.execute(tx);
  return schema;
}

async function expectRows(tx: Kysely<Database>, database: string, expected: TableRows): Promise<void> {
  const rows = await rowsOf(tx, Object.keys(expected));
  for (const [table, count] of Object.entries(expected)) {
    if (rows[table] === count) continue;
    const message = `${addressShown(database)}: ${table} has ${rows[table]} of ${count} rows`;
    throw new StorageError('failed', message, 'Nothing was changed. Report it with the message.');
  }
}
