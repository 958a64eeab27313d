import type { Kysely, RawBuilder } from 'kysely';
import type { Database, TableName } from './database.ts';
import type { Words } from './migrations/migration.ts';

/** The type of a column for rows that are written many at a time. */
export type BulkType = 'text' | 'int' | 'blob' | 'bool' | 'time';

/** A table as it is in a database. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly (readonly [name: string, type: BulkType])[];
  /** The columns of its primary key, in order. */
  readonly key: readonly string[];
}

/** What differs between the two databases. All else is shared queries. */
export interface Dialect {
  readonly kind: 'sqlite' | 'postgres';
  readonly words: Words;
  /** Inside a transaction: waits until no other program migrates, and keeps others waiting. */
  lockMigrations(tx: Kysely<Database>): Promise<void>;
  /** Inside the transaction of migrations, after them. */
  afterMigrations(tx: Kysely<Database>): Promise<void>;
  /** `Store.writeMark`. */
  writeMark(): number | null;
  hasTable(db: Kysely<Database>, name: string): Promise<boolean>;
  /** Inside a transaction: waits for this owner's other writers, and keeps others waiting. */
  lockOwner(tx: Kysely<Database>, owner: string): Promise<void>;
  /** Inside a transaction: waits for other writers of seals, and keeps others waiting. */
  lockCaptures(tx: Kysely<Database>): Promise<void>;
  /** Rows of cells in the order of `columns`; `onConflict`: the clause of an upsert. */
  insertMany(
    tx: Kysely<Database>,
    table: TableName,
    columns: readonly (readonly [name: string, type: BulkType])[],
    rows: Iterable<readonly unknown[]>,
    onConflict?: string,
  ): Promise<void>;
  /**
   * Of a query of `account, seq, place, body`: the bodies by account and place, joined by line breaks, as UTF-8.
   */
  joinLines(db: Kysely<Database>, rows: RawBuilder<unknown>): Promise<Uint8Array>;
  /** Appended to the query that picks a job: rows that another node is taking are passed over. */
  readonly skipLocked: RawBuilder<unknown>;
  /** The program's tables in the order of their making: one that names another comes after it. */
  tables(db: Kysely<Database>): Promise<readonly TableShape[]>;
  check(db: Kysely<Database>): Promise<readonly string[]>;
}
