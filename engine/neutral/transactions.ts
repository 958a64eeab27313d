import { COLUMNS, EventTable, EventWriter, KnownIds, type LedgerContext } from '../ledger/index.ts';
import type { Problem } from '../problems/index.ts';
import { type CsvLayout, CsvScanner } from './csv.ts';
import { ProblemList } from './problem-list.ts';
import { RowNames, TransactionRows } from './transaction-rows.ts';

/** The columns of transactions.csv; every other name is refused unless it begins with x_. */
export const TRANSACTION_COLUMNS: CsvLayout = {
  columns: COLUMNS,
  required: ['date', 'type'],
  unknownColumns: 'refuse',
};

/**
 * Reads files of transactions into one ledger: ids are known across them, and file order is the order in which
 * they are read. Rows with an error are left out and reported; whether the rest may be used is the caller's choice.
 */
export class TransactionReader {
  readonly table: EventTable;
  private readonly writer: EventWriter;
  private readonly names = new RowNames();
  private readonly found: Problem[] = [];

  private readonly isGuarded: boolean;

  /**
   * `ids`: 'unique' where the caller has made sure that each is there once; then they are not compared. `texts`: 'bare'
   * where no mark against spreadsheets is to be taken off them.
   */
  constructor(
    context: LedgerContext,
    ids: 'compared' | 'unique' = 'compared',
    texts: 'guarded' | 'bare' = 'guarded',
  ) {
    this.isGuarded = texts === 'guarded';
    const known = ids === 'compared' ? new KnownIds() : null;
    this.writer = new EventWriter(context, new EventTable(), known);
    this.table = this.writer.table;
  }

  /** Starts a file; its bytes go to `push` in pieces of any size, then `end`, before the next file. */
  file(name: string): { push(bytes: Uint8Array): void; end(): void } {
    const problems = new ProblemList(name);
    const { writer, names, isGuarded } = this;
    const rows = new TransactionRows(writer, names, this.table.files.numberOf(name), problems, isGuarded);
    const scanner = new CsvScanner(TRANSACTION_COLUMNS, problems, rows);
    return {
      push: (bytes) => scanner.push(bytes),
      end: () => {
        scanner.end();
        this.found.push(...problems.all());
      },
    };
  }

  /** Of the files ended so far: file by file, in line order. */
  problems(): Problem[] {
    return [...this.found];
  }
}

/** The ledger of whole files in memory. */
export function readTransactions(
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  context: LedgerContext,
): { table: EventTable; problems: Problem[] } {
  const reader = new TransactionReader(context);
  for (const { name, bytes } of files) {
    const file = reader.file(name);
    file.push(bytes);
    file.end();
  }
  return { table: reader.table, problems: reader.problems() };
}
