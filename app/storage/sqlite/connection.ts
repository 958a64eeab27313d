import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueryResult } from 'kysely';
import { StorageError } from '../../service/ports/index.ts';
import { sqliteError } from './errors.ts';

/** Prepared statements that a connection keeps. */
const STATEMENTS_MAX = 200;
/** How long a reader waits in place; only the end of another process's writing can make it. */
const READER_WAIT_MS = 5_000;
/** A writer waits in place for this long, then lets the rest of the program run, and tries again … */
const WRITER_WAIT_MS = 5;
/** … until then. */
const WRITER_DEADLINE_MS = 10_000;

/** Rows for one statement, which runs once for each: the single parameter of such a query. */
export class RowBatch {
  readonly rows: Iterable<readonly unknown[]>;

  constructor(rows: Iterable<readonly unknown[]>) {
    this.rows = rows;
  }
}

/** One connection to the file. All of its calls block; errors are those of the port. */
export class SqliteConnection {
  readonly file: string;
  private readonly db: DatabaseSync;
  private readonly statements = new Map<string, Prepared>();

  constructor(file: string, use: 'read' | 'write') {
    this.file = file;
    try {
      this.db = new DatabaseSync(file, {
        timeout: use === 'read' ? READER_WAIT_MS : WRITER_WAIT_MS,
        enableForeignKeyConstraints: true,
      });
    } catch (error) {
      throw sqliteError(error, file);
    }
  }

  get database(): DatabaseSync {
    return this.db;
  }

  get inTransaction(): boolean {
    return this.db.isTransaction;
  }

  exec(sql: string): void {
    try {
      this.db.exec(sql);
    } catch (error) {
      throw sqliteError(error, this.file);
    }
  }

  /** For the start of the program: tries again in place, because SQLite does not wait for every lock by itself. */
  execAtStart(sql: string): void {
    const started = performance.now();
    for (;;) {
      try {
        return this.exec(sql);
      } catch (error) {
        if (!isBusy(error) || performance.now() - started > WRITER_DEADLINE_MS) throw error;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WRITER_WAIT_MS);
    }
  }

  /** SQLite's own number of what other connections, of any process, have committed. */
  dataVersion(): number {
    return this.run<{ data_version: number }>('pragma data_version', []).rows[0].data_version;
  }

  run<Row>(sql: string, parameters: readonly unknown[]): QueryResult<Row> {
    try {
      const { statement, names } = this.prepare(sql);
      if (parameters[0] instanceof RowBatch) return runBatch(statement, parameters[0]);
      const values = parameters as SQLInputValue[];
      if (names.length > 0) return { rows: objectsOf<Row>(names, statement.all(...values) as unknown[]) };
      const { changes } = statement.run(...values);
      return { rows: [], numAffectedRows: BigInt(changes) };
    } catch (error) {
      throw sqliteError(error, this.file);
    }
  }

  /** Does what needs the lock of the file, again and again while another process has it. */
  async patiently<T>(work: () => T): Promise<T> {
    const started = performance.now();
    for (;;) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error) || performance.now() - started > WRITER_DEADLINE_MS) throw error;
      }
      await sleep(1);
    }
  }

  close(): void {
    this.statements.clear();
    if (this.db.isOpen) this.db.close();
  }

  private prepare(sql: string): Prepared {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.db.prepare(sql);
    statement.setReturnArrays(true);
    const prepared = { statement, names: statement.columns().map(({ name }) => name) };
    const [oldest] = this.statements.keys();
    if (this.statements.size >= STATEMENTS_MAX && oldest !== undefined) this.statements.delete(oldest);
    this.statements.set(sql, prepared);
    return prepared;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof StorageError && error.code === 'busy';
}

interface Prepared {
  readonly statement: StatementSync;
  /** Of the columns that it answers; none for a statement that only writes. */
  readonly names: readonly string[];
}

/** Twice as fast as the objects that node:sqlite makes. */
function objectsOf<Row>(names: readonly string[], rows: readonly unknown[]): Row[] {
  return (rows as unknown[][]).map((cells) => {
    const row: Record<string, unknown> = {};
    for (let n = 0; n < names.length; n++) row[names[n] as string] = cells[n];
    return row as Row;
  });
}

function runBatch<Row>(statement: StatementSync, batch: RowBatch): QueryResult<Row> {
  let count = 0n;
  for (const row of batch.rows) {
    statement.run(...(row as SQLInputValue[]));
    count++;
  }
  return { rows: [], numAffectedRows: count };
}
