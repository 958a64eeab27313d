import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely';
import { SqliteConnection } from './connection.ts';
import { Turns } from './lock.ts';

/** Read transactions that may be open at one time; further ones wait. */
const SNAPSHOTS_MAX = 4;

/** Every commit is on the disk before it is acknowledged. */
const SETTINGS = 'pragma synchronous = full; pragma temp_store = memory; pragma trusted_schema = off';

/**
 * The connections to one file. One writes; whoever writes takes turns, within the program here and between programs
 * by the file's lock, taken at the beginning of a transaction. Readers never wait for the writer.
 */
export class SqliteFile {
  readonly writer: SqliteConnection;
  readonly reader: SqliteConnection;
  readonly writing: Turns<SqliteConnection>;
  readonly snapshots: Turns<SqliteConnection>;
  private readonly connections: readonly SqliteConnection[];

  constructor(file: string, prepare: (writer: SqliteConnection) => void) {
    const connections: SqliteConnection[] = [];
    const connect = (use: 'read' | 'write') => {
      const connection = new SqliteConnection(file, use);
      connections.push(connection);
      return connection;
    };
    this.connections = connections;
    try {
      this.writer = connect('write');
      prepare(this.writer);
      this.reader = connect('read');
      this.snapshots = new Turns(Array.from({ length: SNAPSHOTS_MAX }, () => connect('read')));
      this.writing = new Turns([this.writer]);
      for (const connection of connections) connection.exec(SETTINGS);
      this.writer.exec('pragma cache_size = -65536');
    } catch (error) {
      for (const connection of connections) connection.close();
      throw error;
    }
  }

  /** Waits for the transactions that are open. */
  async close(): Promise<void> {
    await this.writing.take();
    for (let n = 0; n < SNAPSHOTS_MAX; n++) await this.snapshots.take();
    for (const connection of this.connections.toReversed()) connection.close();
  }
}

/** Kysely over a file that is open already. */
export function sqliteDialect(file: SqliteFile): Dialect {
  return {
    createDriver: () => new SqliteFileDriver(file),
    createAdapter: () => new ManyConnections(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  };
}

class ManyConnections extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class SqliteFileDriver implements Driver {
  private readonly file: SqliteFile;

  constructor(file: SqliteFile) {
    this.file = file;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<SqliteSession> {
    return new SqliteSession(this.file);
  }

  async beginTransaction(session: SqliteSession, settings: TransactionSettings): Promise<void> {
    await session.begin(settings.accessMode === 'read only' ? 'read' : 'write');
  }

  async commitTransaction(session: SqliteSession): Promise<void> {
    session.end('commit');
  }

  async rollbackTransaction(session: SqliteSession): Promise<void> {
    session.end('rollback');
  }

  async releaseConnection(session: SqliteSession): Promise<void> {
    session.release();
  }

  async destroy(): Promise<void> {
    await this.file.close();
  }
}

/** What Kysely holds for the length of a query or a transaction. */
class SqliteSession implements DatabaseConnection {
  private readonly file: SqliteFile;
  private held: SqliteConnection | null = null;

  constructor(file: SqliteFile) {
    this.file = file;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { sql, parameters } = query;
    if (this.held !== null) return this.held.run(sql, parameters);
    if (onlyReads(query)) return this.file.reader.run(sql, parameters);
    const writer = await this.file.writing.take();
    try {
      return await writer.patiently(() => writer.run<Row>(sql, parameters));
    } finally {
      this.file.writing.giveBack(writer);
    }
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query);
  }

  async begin(use: 'read' | 'write'): Promise<void> {
    const held = await (use === 'read' ? this.file.snapshots : this.file.writing).take();
    this.held = held;
    if (use === 'read') held.exec('begin');
    else await held.patiently(() => held.exec('begin immediate'));
  }

  /** An error may have ended the transaction already. */
  end(how: 'commit' | 'rollback'): void {
    if (this.held === null || (how === 'rollback' && !this.held.inTransaction)) return;
    this.held.exec(how);
  }

  release(): void {
    const { held, file } = this;
    this.held = null;
    if (held === null) return;
    if (held.inTransaction) held.exec('rollback');
    if (held === file.writer) file.writing.giveBack(held);
    else file.snapshots.giveBack(held);
  }
}

function onlyReads({ query, sql }: CompiledQuery): boolean {
  return SelectQueryNode.is(query) || /^\s*select\b/i.test(sql);
}
