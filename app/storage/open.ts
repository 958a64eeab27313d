import type { Kysely } from 'kysely';
import { type Clock, StorageError, type Store } from '../service/ports/index.ts';
import type { Database } from './database.ts';
import { MIGRATIONS } from './migrations/all.ts';
import { migrate } from './migrations/migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { openPostgres } from './postgres/open.ts';
import { openSqlite } from './sqlite/open.ts';
import { storeOver } from './store.ts';

export interface StoreOptions {
  /** `postgres://…`, or the path of an SQLite file, which is made where there is none. */
  readonly database: string;
  /** For the times of migrations. */
  readonly clock: Clock;
  /** Told of lost connections; what was asked over them has failed by itself. */
  readonly onLost?: (error: Error) => void;
  /** Those of the program unless others are given. */
  readonly migrations?: readonly Migration[];
}

export interface OpenStore {
  readonly store: Store;
  /** For better-auth's `database` option: its tables are those of AUTH_TABLES. Closed with the store. */
  readonly authDatabase: { readonly db: Kysely<Database>; readonly type: 'sqlite' | 'postgres' };
}

/** Opens the database and brings it to the shape of this program. Throws a StorageError. */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const { database, clock, onLost = () => {}, migrations = MIGRATIONS } = options;
  const scheme = /^([a-z]+):\/\//.exec(database)?.[1];
  if (scheme !== undefined && scheme !== 'postgres' && scheme !== 'postgresql') throw unknownScheme(scheme);
  const { db, dialect } = scheme === undefined ? openSqlite(database) : openPostgres(database, onLost);
  try {
    await migrate(db, dialect, migrations, clock.now());
    const store = await storeOver(db, dialect);
    return { store, authDatabase: { db, type: dialect.kind } };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

function unknownScheme(scheme: string): StorageError {
  const remedy = 'Use postgres://user:password@host/database, or leave it out for the embedded database.';
  return new StorageError('cannot_open', `${scheme}:// is no database that is known`, remedy);
}
