import { CompiledQuery, Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely';
import { StorageError } from '../../service/ports/index.ts';
import type { Database, TableName } from '../database.ts';
import type { BulkType, Dialect } from '../dialect.ts';
import { postgresPool } from './pool.ts';

/** Any number that no other program on this database uses for its advisory locks. */
const MIGRATION_LOCK = 7_413_004_021;
/** Rows of one statement: its arrays are built in memory. */
const ROWS_A_STATEMENT = 5_000;

const ARRAY_TYPES = { text: 'text[]', int: 'bigint[]', blob: 'bytea[]' } as const;

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
  ): Promise<void> {
    const names = columns.map(([name]) => name).join(', ');
    const arrays = columns.map(([, type], n) => `$${n + 1}::${ARRAY_TYPES[type]}`).join(', ');
    const insert = `insert into ${table} (${names}) select * from unnest(${arrays})`;
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

  async joinLines(db: Kysely<Database>, rows: RawBuilder<unknown>) {
    const { rows: found } = await sql<{ bodies: string | null; ids: string | null }>`
      select string_agg(body, chr(10) order by account, place) as bodies,
        string_agg(id, chr(10) order by account, place) as ids
      from (${rows}) as rows_in_force`.execute(db);
    return { bodies: Buffer.from(found[0]?.bodies ?? ''), ids: found[0]?.ids ?? '' };
  }

  /** PostgreSQL checks its pages itself (data checksums) and its keys at every write. */
  async check(): Promise<readonly string[]> {
    return [];
  }

  async backup(): Promise<void> {
    throw new StorageError(
      'failed',
      'a PostgreSQL database is not backed up by this program',
      'Use pg_dump, or the backups of the server.',
    );
  }
}
