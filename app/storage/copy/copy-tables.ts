import { type Kysely, sql } from 'kysely';
import { StorageError, type TableRows } from '../../service/ports/index.ts';
import type { Database, TableName } from '../database.ts';
import type { BulkType, Dialect, TableShape } from '../dialect.ts';

/** Rows that are read and written at a time. */
const ROWS_AT_ONCE = 2_000;

/** One side of a copy: a transaction of a database. */
export interface Side {
  readonly tx: Kysely<Database>;
  readonly dialect: Dialect;
}

/**
 * Replaces the rows of every table by those of another database of the same shape, whatever the kinds of the two.
 * Answers how many rows each table has.
 */
export async function copyTables(from: Side, to: Side): Promise<TableRows> {
  const sources = new Map((await from.dialect.tables(from.tx)).map((table) => [table.name, table]));
  const all = await to.dialect.tables(to.tx);
  // A server may have tables of others beside those of the program, which a file never has.
  const targets = all.filter(({ name }) => sources.has(name));
  if (targets.length < Math.min(sources.size, all.length)) throw otherShape();
  const rows: Record<string, number> = {};
  for (const target of targets.toReversed()) await sql`delete from ${sql.table(target.name)}`.execute(to.tx);
  for (const target of targets) {
    const source = sources.get(target.name);
    if (source === undefined || !sameColumns(source, target)) throw otherShape();
    rows[target.name] = await copyTable(from, to, source, target);
  }
  return rows;
}

async function copyTable(from: Side, to: Side, source: TableShape, target: TableShape): Promise<number> {
  let count = 0;
  for await (const batch of batches(from.tx, source)) {
    const cells = batch.map((row) => target.columns.map(([name, type]) => cellOf(row[name], type)));
    await to.dialect.insertMany(to.tx, target.name as TableName, target.columns, cells);
    count += batch.length;
  }
  return count;
}

type Row = Readonly<Record<string, unknown>>;

/** Every row of a table, by its key. */
async function* batches(tx: Kysely<Database>, { name, key }: TableShape): AsyncIterable<readonly Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  let after = sql`true`;
  for (;;) {
    const { rows } = await sql<Row>`select * from ${sql.table(name)} where ${after}
      order by ${columns} limit ${sql.lit(ROWS_AT_ONCE)}`.execute(tx);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_AT_ONCE) return;
    after = sql`(${columns}) > (${sql.join(key.map((column) => last[column]))})`;
  }
}

/** How many rows some tables have. */
export async function rowsOf(tx: Kysely<Database>, tables: readonly string[]): Promise<TableRows> {
  const counts: Record<string, number> = {};
  for (const name of tables) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(tx);
    counts[name] = rows[0]?.n ?? 0;
  }
  return counts;
}

/** A value as a column of another database takes it: better-auth's times and truths have types of their own. */
function cellOf(value: unknown, type: BulkType): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'bool') return Boolean(value);
  if (type === 'int') return Number(value);
  return value instanceof Date ? value.toISOString() : value;
}

function sameColumns(a: TableShape, b: TableShape): boolean {
  const names = ({ columns }: TableShape): string =>
    columns
      .map(([name]) => name)
      .sort()
      .join();
  return names(a) === names(b);
}

function otherShape(): StorageError {
  const remedy = 'Make the copy with the version of Tidemark that wrote the database.';
  return new StorageError('failed', 'the tables of the two databases have other columns', remedy);
}
