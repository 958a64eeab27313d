import { existsSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { type Clock, StorageError } from '../../service/ports/index.ts';
import { MIGRATIONS } from '../migrations/all.ts';
import { missing } from '../migrations/migrate.ts';
import { SqliteConnection } from '../sqlite/connection.ts';
import { openSqlite } from '../sqlite/open.ts';
import { expectNothing, sync } from './new-file.ts';
import { hasRows, notEmpty } from './occupied.ts';

/** Gives a file the name of a database. Answers where the one is that was there; null where none was, or an empty one. */
export async function restoreFile(
  copy: string,
  { database, force, clock }: { database: string; force: boolean; clock: Clock },
): Promise<string | null> {
  sync(copy);
  const found = lstatSync(database, { throwIfNoEntry: false });
  if (found === undefined) {
    renameSync(copy, database);
    return null;
  }
  if (!found.isFile()) throw notAFile(database);
  const isOccupied = await occupied(database);
  if (isOccupied && !force) throw notEmpty(database);
  const aside = `${database}.before-${stampOf(clock)}`;
  expectNothing(aside);
  closeForAll(database);
  renameSync(database, aside);
  try {
    renameSync(copy, database);
  } catch (error) {
    renameSync(aside, database);
    throw error;
  }
  if (isOccupied) return aside;
  rmSync(aside);
  return null;
}

/** A file that is no database of the program, or a damaged one, counts as occupied: it may be worth something. */
async function occupied(database: string): Promise<boolean> {
  if (lstatSync(database).size === 0) return false;
  const { db, dialect } = openSqlite(database);
  try {
    if ((await missing(db, dialect, MIGRATIONS)).length === MIGRATIONS.length) return true;
    return await hasRows(
      db,
      (await dialect.tables(db)).map(({ name }) => name),
    );
  } catch (error) {
    if (
      error instanceof StorageError &&
      ['corrupt', 'newer_database', 'migration_changed'].includes(error.code)
    )
      return true;
    throw error;
  } finally {
    await db.destroy();
  }
}

/**
 * Brings what was written last into the file itself. SQLite gives up its log only where nobody else has the file
 * open: that is how another program is noticed.
 */
function closeForAll(database: string): void {
  try {
    const own = new SqliteConnection(database, 'write');
    try {
      own.exec('pragma journal_mode = delete');
    } finally {
      own.close();
    }
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    if (error.code === 'busy') throw inUse(database);
    if (error.code !== 'corrupt') throw error;
  }
  if (existsSync(`${database}-wal`)) throw inUse(database);
}

/** `2026-03-02T09-25-00Z`: in names of files on every system. */
function stampOf(clock: Clock): string {
  return new Date(clock.now()).toISOString().replace(/\.\d+/, '').replaceAll(':', '-');
}

export function inUse(database: string): StorageError {
  const remedy = 'Stop the server (tidemark serve), restore, and start it again.';
  return new StorageError('in_use', `another program has ${database} open`, remedy);
}

function notAFile(database: string): StorageError {
  const remedy = 'Name the file itself: a link or a folder is not replaced.';
  return new StorageError('cannot_open', `${database} is no file`, remedy);
}
