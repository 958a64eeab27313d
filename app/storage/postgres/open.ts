import { CompiledQuery, Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely';
import type { Database, TableName } from '../database.ts';
import type { BulkType, Dialect, TableShape } from '../dialect.ts';
import { postgresPool } from './pool.ts';

/** Any numbers that no other program on this database uses for its advisory locks. */
const MIGRATION_LOCK = 7_413_004_021;
const CAPTURE_LOCK = 7_413_004_022;
/** Rows of one statement: its arrays are built in memory. */
const ROWS_A_STATEMENT = 5_000;

const ARRAY_TYPES = {
  text: 'text[]',
  int: 'bigint[]',
  blob: 'bytea[]',
  bool: 'boolean[]',
  time: 'timestamptz[]',
} as const;

/** By PostgreSQL's own names of types; all others are text. */
const TYPES: Readonly<Record<string, BulkType>> = {
  int8: 'int',
  int4: 'int',
  bytea: 'blob',
  bool: 'bool',
  timestamptz: 'time',
};

/** A database by its address; connections are made when they are needed. */
export function openPostgres(
  url: string,
  onLost: (error: Error) => void,
): { db: Kysely<Database>; dialect: Dialect } {
  const dialect = new PostgresDialect({ pool: postgresPool(url, onLost) });
  return { db: new Kysely<Database>({ dialect }), dialect: new Postgres() };
}

class Postgres implements Dialect {
  readonly kind = 'postgres';
  readonly words = {
    int: 'bigint',
    // Texts compare by their bytes, as in SQLite.
    text: 'text collate "C"',
    blob: 'bytea',
    number: 'integer',
    bool: 'boolean',
    time: 'timestamptz',
    clustered: '',
  };
  readonly skipLocked = sql`for update skip locked`;

  async lockMigrations(tx: Kysely<Database>): Promise<void> {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx);
  }

  /** The server counts its rows itself. */
  async afterMigrations(): Promise<void> {}

  async lockOwner(tx: Kysely<Database>, owner: string): Promise<void> {
    await tx.selectFrom('versions').select('owner').where('owner', '=', owner).forUpdate().execute();
  }

  async lockCaptures(tx: Kysely<Database>): Promise<void> {
    await sql`select pg_advisory_xact_lock(${CAPTURE_LOCK})`.execute(tx);
  }

  writeMark(): null {
    return null;
  }

  async hasTable(db: Kysely<Database>, name: string): Promise<boolean> {
    const { rows } = await sql<{ found: boolean }>`select to_regclass(${name}) is not null as found`.execute(
      db,
    );
    return rows[0]?.found === true;
  }

  async insertMany(
    tx: Kysely<Database>,
    table: TableName,
    columns: readonly (readonly [name: string, type: BulkType])[],
    rows: Iterable<readonly unknown[]>,
    onConflict = '',
  ): Promise<void> {
    const names = columns.map(([name]) => `"${name}"`).join(', ');
    const arrays = columns.map(([, type], n) => `$${n + 1}::${ARRAY_TYPES[type]}`).join(', ');
    const insert = `insert into "${table}" (${names}) select * from unnest(${arrays}) ${onConflict}`;
    let cells: unknown[][] = columns.map(() => []);
    const send = async () => {
      if (cells[0]?.length === 0) return;
      await tx.executeQuery(CompiledQuery.raw(insert, cells));
      cells = columns.map(() => []);
    };
    for (const row of rows) {
      cells.forEach((column, n) => {
        column.push(row[n]);
      });
      if (cells[0]?.length === ROWS_A_STATEMENT) await send();
    }
    await send();
  }

  async joinLines(db: Kysely<Database>, rows: RawBuilder<unknown>): Promise<Uint8Array> {
    const { rows: found } = await sql<{ bodies: string | null }>`
      select string_agg(body, chr(10) order by account, place) as bodies from (${rows}) as rows_in_force`.execute(
      db,
    );
    return Buffer.from(found[0]?.bodies ?? '');
  }

  /** PostgreSQL checks its pages itself (data checksums) and its keys at every write. */
  async check(): Promise<readonly string[]> {
    return [];
  }

  async tables(db: Kysely<Database>): Promise<readonly TableShape[]> {
    const { rows } = await sql<{ table: string; name: string; type: string; place: number | null }>`
      select c.relname as "table", a.attname as name, t.typname as type,
        array_position(i.indkey::int[], a.attnum::int) as place
      from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
        join pg_index i on i.indrelid = c.oid and i.indisprimary
      where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
      order by c.oid, a.attnum`.execute(db);
    return [...Map.groupBy(rows, ({ table }) => table)].map(([name, columns]) => ({
      name,
      columns: columns.map((column) => [column.name, TYPES[column.type] ?? 'text'] as const),
      key: columns
        .filter(({ place }) => place !== null)
        .sort((a, b) => Number(a.place) - Number(b.place))
        .map((column) => column.name),
    }));
  }
}
