import { backup } from 'node:sqlite';
import type { Clock, TableRows } from '../../service/ports/index.ts';
import { MIGRATIONS } from '../migrations/all.ts';
import { migrate, missing } from '../migrations/migrate.ts';
import { connectExisting, noDatabase, schemeOf } from '../open.ts';
import { SqliteConnection } from '../sqlite/connection.ts';
import { sqliteError } from '../sqlite/errors.ts';
import { openSqlite } from '../sqlite/open.ts';
import { copyTables, rowsOf } from './copy-tables.ts';
import { newFile } from './new-file.ts';
import { verifyCopy } from './verified.ts';

/**
 * Copies a whole database, as of one instant, into one new SQLite file, and verifies the copy. Programs that have the
 * database open work on. The shape stays that of the database. Answers the rows of each table. StorageError.
 */
export async function backupDatabase(database: string, file: string, clock: Clock): Promise<TableRows> {
  const shape = await shapeOf(database);
  return newFile(file, async (unfinished) => {
    const rows =
      schemeOf(database) === null
        ? await copyPages(database, unfinished, shape.tables)
        : await copyRows(database, unfinished, shape.migrations, clock);
    return verifyCopy(unfinished, rows);
  });
}

interface Shape {
  readonly migrations: number;
  readonly tables: readonly string[];
}

/** StorageError `no_database`, `newer_database`. */
async function shapeOf(database: string): Promise<Shape> {
  const { db, dialect } = connectExisting(database);
  try {
    const left = await missing(db, dialect, MIGRATIONS);
    if (left.length === MIGRATIONS.length) throw noDatabase(database);
    const tables = (await dialect.tables(db)).map(({ name }) => name);
    return { migrations: MIGRATIONS.length - left.length, tables };
  } finally {
    await db.destroy();
  }
}

/** A file's pages. One read transaction holds the state that is copied, so that writers never make it begin anew. */
async function copyPages(database: string, copy: string, tables: readonly string[]): Promise<TableRows> {
  const source = new SqliteConnection(database, 'read');
  try {
    source.exec('begin');
    const rows: Record<string, number> = {};
    for (const table of tables) {
      rows[table] = source.run<{ n: number }>(`select count(*) as n from "${table}"`, []).rows[0]?.n ?? 0;
    }
    await backup(source.database, copy);
    source.exec('commit');
    return rows;
  } catch (error) {
    throw sqliteError(error, copy);
  } finally {
    source.close();
  }
}

/** A server's rows, read in one transaction. */
async function copyRows(
  database: string,
  file: string,
  migrations: number,
  clock: Clock,
): Promise<TableRows> {
  const source = connectExisting(database);
  const copy = openSqlite(file);
  try {
    await migrate(copy.db, copy.dialect, MIGRATIONS.slice(0, migrations), clock.now());
    return await source.db
      .transaction()
      .setAccessMode('read only')
      .setIsolationLevel('repeatable read')
      .execute(async (from) => {
        const copied = await copy.db
          .transaction()
          .execute((to) =>
            copyTables({ tx: from, dialect: source.dialect }, { tx: to, dialect: copy.dialect }),
          );
        return { ...copied, ...(await rowsOf(from, Object.keys(copied))) };
      });
  } finally {
    await copy.db.destroy();
    await source.db.destroy();
  }
}
