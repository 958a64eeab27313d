import { accessSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs';
import { CompiledQuery, Kysely, type RawBuilder, sql } from 'kysely';
import { StorageError } from '../../service/ports/index.ts';
import type { Database, TableName } from '../database.ts';
import type { BulkType, Dialect, TableShape } from '../dialect.ts';
import { RowBatch, type SqliteConnection } from './connection.ts';
import { SqliteFile, sqliteDialect } from './driver.ts';
import { writeEstimates } from './estimates.ts';

/** Rows of events and packed prices are long: larger pages hold them with less waste. */
const PAGE_BYTES = 8192;

/** A database file, made with mode 600 where there is none. */
export function openSqlite(file: string): { db: Kysely<Database>; dialect: Dialect } {
  createPrivately(file);
  const open = new SqliteFile(file, (writer) => {
    writer.exec(`pragma page_size = ${PAGE_BYTES}`);
    writer.execAtStart('pragma journal_mode = wal');
  });
  return { db: new Kysely<Database>({ dialect: sqliteDialect(open) }), dialect: new Sqlite(open.reader) };
}

function createPrivately(file: string): void {
  const there = existsSync(file);
  if (there && statSync(file).isDirectory()) throw cannotOpen(file, 'is a folder');
  try {
    if (there) accessSync(file, constants.R_OK | constants.W_OK);
    else closeSync(openSync(file, 'a', 0o600));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EROFS' && !there) throw cannotOpen(file, `cannot be made (${code})`, error);
    const remedy = 'Give the program write access to the file and its folder, or mount the disk for writing.';
    throw new StorageError('read_only', `${file} cannot be written to (${code})`, remedy, error);
  }
}

function cannotOpen(file: string, why: string, cause?: unknown): StorageError {
  const remedy = 'Name a file in a folder that exists and that the program may write to.';
  return new StorageError('cannot_open', `${file} ${why}`, remedy, cause);
}

class Sqlite implements Dialect {
  readonly kind = 'sqlite';
  readonly words = {
    int: 'integer',
    text: 'text',
    blob: 'blob',
    number: 'integer',
    bool: 'integer',
    time: 'date',
    clustered: 'without rowid',
  };
  readonly skipLocked = sql``;
  private readonly reader: SqliteConnection;

  constructor(reader: SqliteConnection) {
    this.reader = reader;
  }

  /** `begin immediate` has the lock of the whole file. */
  async lockMigrations(): Promise<void> {}

  async lockOwner(): Promise<void> {}

  async lockCaptures(): Promise<void> {}

  async afterMigrations(tx: Kysely<Database>): Promise<void> {
    await writeEstimates(tx);
  }

  /** Another connection's commits move it (https://sqlite.org/pragma.html#pragma_data_version); readers make none. */
  writeMark(): number {
    return this.reader.dataVersion();
  }

  async hasTable(db: Kysely<Database>, name: string): Promise<boolean> {
    const found = await sql`select 1 from sqlite_schema where type = 'table' and name = ${name}`.execute(db);
    return found.rows.length > 0;
  }

  async insertMany(
    tx: Kysely<Database>,
    table: TableName,
    columns: readonly (readonly [name: string, type: BulkType])[],
    rows: Iterable<readonly unknown[]>,
    onConflict = '',
  ): Promise<void> {
    const names = columns.map(([name]) => `"${name}"`).join(', ');
    const marks = columns.map(() => '?').join(', ');
    const insert = `insert into "${table}" (${names}) values (${marks}) ${onConflict}`;
    await tx.executeQuery(CompiledQuery.raw(insert, [new RowBatch(rows)]));
  }

  /**
   * SQLite's aggregates take the rows of an ordered subquery in its order. By `seq`, the order of the primary key, it
   * need not sort; only what was corrected stands at another place.
   */
  async joinLines(db: Kysely<Database>, rows: RawBuilder<unknown>): Promise<Uint8Array> {
    const joined = async (order: 'seq' | 'place') => {
      const { rows: found } = await sql<{ bodies: Uint8Array | null; moved: number | null }>`
        select cast(group_concat(body, char(10)) as blob) as bodies, max(place <> seq) as moved
        from (${rows} order by account, ${sql.ref(order)})`.execute(db);
      return found[0];
    };
    const bySeq = await joined('seq');
    const { bodies } = bySeq.moved === 1 ? await joined('place') : bySeq;
    return bodies ?? new Uint8Array();
  }

  async check(db: Kysely<Database>): Promise<readonly string[]> {
    const pages = await sql<{ integrity_check: string }>`select * from pragma_integrity_check`.execute(db);
    const keys = await sql<{ table: string; parent: string }>`select * from pragma_foreign_key_check`.execute(
      db,
    );
    return [
      ...pages.rows.map((row) => row.integrity_check).filter((text) => text !== 'ok'),
      ...keys.rows.map((row) => `a row of ${row.table} names one that is not in ${row.parent}`),
    ];
  }

  async tables(db: Kysely<Database>): Promise<readonly TableShape[]> {
    const { rows } = await sql<{ table: string; name: string; type: string; pk: number }>`
      select t.name as "table", c.name as name, lower(c.type) as type, c.pk as pk
      from sqlite_schema t join pragma_table_info(t.name) c
      where t.type = 'table' and t.name not like 'sqlite%' order by t.rowid, c.cid`.execute(db);
    return [...Map.groupBy(rows, ({ table }) => table)].map(([name, columns]) => ({
      name,
      columns: columns.map((column) => [column.name, TYPES[column.type] ?? 'text'] as const),
      key: columns
        .filter(({ pk }) => pk > 0)
        .sort((a, b) => a.pk - b.pk)
        .map((column) => column.name),
    }));
  }
}

/** Times are text here, truths integers. */
const TYPES: Readonly<Record<string, BulkType>> = { integer: 'int', blob: 'blob' };
