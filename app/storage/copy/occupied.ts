import { type Kysely, sql } from 'kysely';
import { StorageError } from '../../service/ports/index.ts';
import type { Database } from '../database.ts';
import { addressShown } from '../open.ts';

/** Tables that have rows without anybody having used the program. */
const ALWAYS_FILLED = ['meta', 'migrations', 'versions', 'auth_rate_limit', 'auth_verification'];

/** Whether anybody has anything in these tables. */
export async function hasRows(db: Kysely<Database>, tables: readonly string[]): Promise<boolean> {
  for (const table of tables) {
    if (ALWAYS_FILLED.includes(table)) continue;
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
    if (rows.length > 0) return true;
  }
  return false;
}

export function notEmpty(database: string): StorageError {
  const remedy = 'Restore into a new database; or add --force, which keeps aside what is there.';
  return new StorageError('not_empty', `${addressShown(database)} is not empty`, remedy);
}
