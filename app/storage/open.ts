import { existsSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { type Clock, StorageError, type Store } from '../service/ports/index.ts';
import type { Database } from './database.ts';
import type { Dialect } from './dialect.ts';
import { MIGRATIONS } from './migrations/all.ts';
import { migrate, missing } from './migrations/migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { openPostgres } from './postgres/open.ts';
import { checkSecret, keepSecret, type SecretSeal } from './secret-seal.ts';
import { openSqlite } from './sqlite/open.ts';
import { storeOver } from './store.ts';

export interface StoreOptions {
  /** `postgres://…`, or the path of an SQLite file, which is made where there is none. */
  readonly database: string;
  /** For the times of migrations. */
  readonly clock: Clock;
  /** Told of lost connections; what was asked over them has failed by itself. */
  readonly onLost?: (error: Error) => void;
  /** By which a database is bound to the secret of the program that made it. */
  readonly secretSeal?: SecretSeal;
  /** Those of the program unless others are given. */
  readonly migrations?: readonly Migration[];
}

export interface OpenStore {
  readonly store: Store;
  /** For better-auth's `database` option: its tables are those of AUTH_TABLES. Closed with the store. */
  readonly authDatabase: { readonly db: Kysely<Database>; readonly type: 'sqlite' | 'postgres' };
}

/** Opens the database and brings it to the shape of this program. Throws StorageError, and what `secretSeal` throws. */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  const { database, clock, onLost, secretSeal, migrations = MIGRATIONS } = options;
  return opened(connect(database, onLost), clock, async ({ db, dialect }) => {
    await missing(db, dialect, migrations);
    if (secretSeal !== undefined) await checkSecret(db, dialect, secretSeal);
    await migrate(db, dialect, migrations, clock.now());
    if (secretSeal !== undefined) await keepSecret(db, dialect, secretSeal);
  });
}

/** Opens a database that is there, and leaves its shape as it is. StorageError `no_database`, `older_database`. */
export async function openExisting(database: string, clock: Clock): Promise<OpenStore> {
  return opened(connectExisting(database), clock, async ({ db, dialect }) => {
    const left = await missing(db, dialect, MIGRATIONS);
    if (left.length === MIGRATIONS.length) throw noDatabase(database);
    if (left.length > 0) throw olderDatabase(left.length);
  });
}

/** A database as it is, of whatever shape. */
export interface Connected {
  readonly db: Kysely<Database>;
  readonly dialect: Dialect;
}

/** StorageError `no_database` where a file is not there. */
export function connectExisting(database: string): Connected {
  if (schemeOf(database) === null && !existsSync(database)) throw noDatabase(database);
  return connect(database);
}

/** `postgres` for a server, null for a file. StorageError `cannot_open` for any other address. */
export function schemeOf(database: string): 'postgres' | null {
  const scheme = /^([a-z]+):\/\//.exec(database)?.[1];
  if (scheme === undefined) return null;
  if (scheme !== 'postgres' && scheme !== 'postgresql') throw unknownScheme(scheme);
  return 'postgres';
}

function connect(database: string, onLost: (error: Error) => void = () => {}): Connected {
  return schemeOf(database) === null ? openSqlite(database) : openPostgres(database, onLost);
}

async function opened(
  connected: Connected,
  clock: Clock,
  prepare: (connected: Connected) => Promise<void>,
): Promise<OpenStore> {
  const { db, dialect } = connected;
  try {
    await prepare(connected);
    const store = await storeOver(db, dialect, clock);
    return { store, authDatabase: { db, type: dialect.kind } };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** The address of a database as messages may show it: without its password. */
export function addressShown(database: string): string {
  return database.replace(/^([a-z]+:\/\/[^/@:]*):[^@]*@/, '$1@');
}

export function noDatabase(database: string): StorageError {
  const remedy = 'Name another with --database, or start the program once: tidemark serve.';
  return new StorageError('no_database', `${addressShown(database)} is no database of Tidemark`, remedy);
}

function olderDatabase(migrations: number): StorageError {
  return new StorageError(
    'older_database',
    `the database was written by an earlier version: it lacks ${migrations} of this version's migrations`,
    'Back it up (tidemark backup FILE), then start this version once: tidemark serve.',
  );
}

function unknownScheme(scheme: string): StorageError {
  const remedy = 'Use postgres://user:password@host/database, or leave it out for the embedded database.';
  return new StorageError('cannot_open', `${scheme}:// is no database that is known`, remedy);
}
