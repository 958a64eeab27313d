import { copyFileSync, lstatSync, rmSync } from 'node:fs';
import { type Clock, StorageError, type TableRows } from '../../service/ports/index.ts';
import { openStore, schemeOf } from '../open.ts';
import { named, removeDatabase, unfinishedBeside } from './new-file.ts';
import { restoreFile } from './restore-file.ts';
import { restoreServer } from './restore-server.ts';
import { verifyCopy } from './verified.ts';

export interface Restored {
  /** Of each table. */
  readonly rows: TableRows;
  /** Where the database that was there is kept; null where there was none, or an empty one. */
  readonly keptAside: string | null;
}

export interface RestoreOptions {
  /** `postgres://…`, or the path of a file. */
  readonly database: string;
  /** Also where the database has rows: it is kept aside. Otherwise StorageError `not_empty`. */
  readonly force: boolean;
  readonly clock: Clock;
  /** Where the backup is unpacked; a folder that may be written to. */
  readonly folder: string;
}

/**
 * Puts a backup in the place of a database, which gets an id of its own. The backup is verified first and left as it
 * is. No other program may have the database open: StorageError `in_use`. Where anything fails, all is as before.
 */
export async function restoreDatabase(backup: string, options: RestoreOptions): Promise<Restored> {
  const { database, clock, folder } = options;
  const isFile = schemeOf(database) === null;
  const copy = await ownCopy(backup, isFile ? database : `${folder}/restoring`);
  try {
    await verifyCopy(copy, null);
    const { store } = await openStore({ database: copy, clock });
    await store.meta.renewDatabaseId().finally(() => store.close());
    const rows = await verifyCopy(copy, null);
    const keptAside = await (isFile ? restoreFile(copy, options) : restoreServer(copy, rows, options));
    return { rows, keptAside };
  } catch (error) {
    throw named(error, copy, backup);
  } finally {
    removeDatabase(copy);
  }
}

/** A copy to work on, beside where it will be. StorageError where the backup is no file, or cannot be copied. */
async function ownCopy(backup: string, beside: string): Promise<string> {
  const found = lstatSync(backup, { throwIfNoEntry: false });
  if (found === undefined) throw noBackup(backup, 'is not there');
  if (!found.isFile()) throw noBackup(backup, 'is no file');
  const copy = await unfinishedBeside(beside);
  try {
    copyFileSync(backup, copy);
  } catch (error) {
    rmSync(copy, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    const isFull = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
    if (!isFull) throw noBackup(backup, `cannot be copied (${code})`);
    throw new StorageError('disk_full', `no room for a copy of ${backup}`, 'Make room on the disk.', error);
  }
  return copy;
}

function noBackup(backup: string, why: string): StorageError {
  return new StorageError('cannot_open', `${backup} ${why}`, 'Name a file that tidemark backup wrote.');
}
