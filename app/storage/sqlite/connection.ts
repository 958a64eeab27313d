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
  readonly rows: readonly (readonly unknown[])[];

  constructor(rows: readonly (readonly unknown[])[]) {
    this.rows = rows;
  }
}

/** One connection to the file. All of its calls block; errors are those of the port. */
export class SqliteConnection {
  readonly file: string;
  private readonly db: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

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

  run<Row>(sql: string, parameters: readonly unknown[]): QueryResult<Row> {
    try {
      const statement = this.prepare(sql);
      if (parameters[0] instanceof RowBatch) return runBatch(statement, parameters[0]);
      const values = parameters as SQLInputValue[];
      if (statement.columns().length > 0) return { rows: statement.all(...values) as Row[] };
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
        const busy = error instanceof StorageError && error.code === 'busy';
        if (!busy || performance.now() - started > WRITER_DEADLINE_MS) throw error;
      }
      await sleep(1);
    }
  }

  close(): void {
    this.statements.clear();
    if (this.db.isOpen) this.db.close();
  }

  private prepare(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.db.prepare(sql);
    const [oldest] = this.statements.keys();
    if (this.statements.size >= STATEMENTS_MAX && oldest !== undefined) this.statements.delete(oldest);
    this.statements.set(sql, statement);
    return statement;
  }
}

function runBatch<Row>(statement: StatementSync, batch: RowBatch): QueryResult<Row> {
  for (const row of batch.rows) statement.run(...(row as SQLInputValue[]));
  return { rows: [], numAffectedRows: BigInt(batch.rows.length) };
}
