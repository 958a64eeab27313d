import { createHash, randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { StorageError } from '../../service/ports/index.ts';
import type { Database } from '../database.ts';
import type { Dialect } from '../dialect.ts';
import { inWordsOf, type Migration } from './migration.ts';

/**
 * Brings a database to the shape of this program: what is missing is applied in one transaction, under a lock that
 * a second program waits for. StorageError `newer_database`, `migration_changed`.
 */
export async function migrate(
  db: Kysely<Database>,
  dialect: Dialect,
  migrations: readonly Migration[],
  now: number,
): Promise<void> {
  if ((await missing(db, dialect, migrations)).length === 0) return;
  await db.transaction().execute((tx) => migrateWithin(tx, dialect, migrations, now));
}

/** The same, in a transaction that does more. */
export async function migrateWithin(
  tx: Kysely<Database>,
  dialect: Dialect,
  migrations: readonly Migration[],
  now: number,
): Promise<void> {
  await dialect.lockMigrations(tx);
  // Another program may have been faster.
  const left = await missing(tx, dialect, migrations);
  if (left.length === migrations.length) await createLog(tx, dialect);
  for (const migration of left) await apply(tx, dialect, migration, now);
  await tx
    .insertInto('meta')
    .values({ name: 'database_id', value: randomUUID() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await dialect.afterMigrations(tx);
}

/** The migrations that a database lacks, after its own were compared with the program's. */
export async function missing(
  db: Kysely<Database>,
  dialect: Dialect,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  if (!(await dialect.hasTable(db, 'migrations'))) return migrations;
  const applied = await db.selectFrom('migrations').selectAll().orderBy('number').execute();
  for (const { number, name, checksum } of applied) {
    const own = migrations[number - 1];
    if (own === undefined) throw newerDatabase(number, name, migrations.length);
    if (checksumOf(own) !== checksum) throw migrationChanged(number, name);
  }
  return migrations.slice(applied.length);
}

async function createLog(tx: Kysely<Database>, dialect: Dialect): Promise<void> {
  const statement = `create table migrations (
    number {int} not null primary key, name {text} not null, checksum {text} not null, applied_at {int} not null)`;
  await sql.raw(inWordsOf(dialect.words, statement)).execute(tx);
}

async function apply(
  tx: Kysely<Database>,
  dialect: Dialect,
  migration: Migration,
  now: number,
): Promise<void> {
  for (const statement of migration.statements) {
    await sql.raw(inWordsOf(dialect.words, statement)).execute(tx);
  }
  const { number, name } = migration;
  await tx
    .insertInto('migrations')
    .values({ number, name, checksum: checksumOf(migration), applied_at: now })
    .execute();
}

/** Of the text that is the same for every dialect. Blanks at the beginnings of lines are layout. */
function checksumOf({ number, name, statements }: Migration): string {
  const text = [number, name, ...statements.map((statement) => statement.replace(/\s+/g, ' '))].join('\n');
  return createHash('sha256').update(text).digest('hex');
}

function newerDatabase(number: number, name: string, known: number): StorageError {
  return new StorageError(
    'newer_database',
    `the database has migration ${number} (${name}); this program knows ${known}`,
    'Start the newer version of Tidemark that wrote this database, or restore a backup from before.',
  );
}

function migrationChanged(number: number, name: string): StorageError {
  return new StorageError(
    'migration_changed',
    `migration ${number} (${name}) was applied with another text than this program's`,
    'Start the version of Tidemark that wrote this database; a released migration is never edited.',
  );
}
