import {
  COLUMN_NUMBER,
  COLUMNS,
  type EventTable,
  EventWriter,
  type LedgerContext,
  type Report,
} from '../ledger/index.ts';
import type { Problem } from '../problems/index.ts';
import { ByteNames, NEW_NAME } from './byte-names.ts';
import { DateBytes, DecimalBytes } from './byte-values.ts';
import { type CsvHandler, type CsvLayout, type CsvRow, CsvScanner } from './csv.ts';
import { ProblemList } from './problem-list.ts';

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

  constructor(context: LedgerContext) {
    this.writer = new EventWriter(context);
    this.table = this.writer.table;
  }

  /** Starts a file; its bytes go to `push` in pieces of any size, then `end`, before the next file. */
  file(name: string): { push(bytes: Uint8Array): void; end(): void } {
    const problems = new ProblemList(name);
    const rows = new TransactionRows(this.writer, this.names, this.table.files.numberOf(name), problems);
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

/** Texts that recur from row to row, by their bytes, with what the ledger made of them. */
class RowNames {
  readonly type = new ByteNames();
  readonly account = new ByteNames();
  readonly symbol = new ByteNames();
  readonly currency = new ByteNames();
}

class TransactionRows implements CsvHandler {
  private readonly writer: EventWriter;
  private readonly names: RowNames;
  private readonly file: number;
  private readonly date = new DateBytes();
  private readonly decimal = new DecimalBytes();
  private readonly report: Report;
  private line = 0;

  constructor(writer: EventWriter, names: RowNames, file: number, problems: ProblemList) {
    this.writer = writer;
    this.names = names;
    this.file = file;
    this.report = (code, field, message, more) => problems.add(code, this.line, field, message, more);
  }

  row(row: CsvRow): void {
    const { writer } = this;
    this.line = row.line;
    writer.begin(this.file, row.line, this.report);
    for (let column = 0; column < COLUMNS.length; column++) {
      if (row.starts[column] !== row.ends[column]) this.field(row, column);
    }
    writer.finish();
  }

  private field(row: CsvRow, column: number): void {
    const { writer, names } = this;
    const { bytes } = row;
    const from = row.starts[column];
    const to = row.ends[column];
    switch (column) {
      case DATE: {
        const day = this.date.read(bytes, from, to);
        return day === null ? writer.putText(column, row.text(column)) : writer.putDay(day);
      }
      case TYPE:
        return writer.putNumber(column, this.known(names.type, row, column));
      case ACCOUNT:
        return writer.putNumber(column, this.known(names.account, row, column));
      case SYMBOL:
        return writer.putNumber(column, this.known(names.symbol, row, column));
      case CURRENCY:
      case SETTLE_CURRENCY:
      case TO_CURRENCY:
        return writer.putNumber(column, this.known(names.currency, row, column));
      case TO_SYMBOL:
        return writer.putNumber(column, this.known(names.symbol, row, column));
      case TIME:
      case LOT:
      case ID:
      case LINK:
      case STRATEGY:
      case TAGS:
      case NOTE:
        return writer.putText(column, row.text(column));
      default:
        if (this.decimal.read(bytes, from, to))
          writer.putDecimal(column, this.decimal.units, this.decimal.scale);
        else writer.putText(column, row.text(column));
    }
  }

  /** What the ledger makes of a text; only what it accepts is remembered, so that each row reports what it does not. */
  private known(names: ByteNames, row: CsvRow, column: number): number {
    const from = row.starts[column];
    const to = row.ends[column];
    const known = names.find(row.bytes, from, to);
    if (known !== NEW_NAME) return known;
    const text = row.text(column);
    const value = this.writer.numberOf(column, text);
    // Quotes stand doubled in the bytes of a quoted field, but not of a bare one.
    if (value >= 0 && !text.includes('"')) names.add(row.bytes, from, to, value);
    return value;
  }
}

const {
  date: DATE,
  time: TIME,
  account: ACCOUNT,
  type: TYPE,
  symbol: SYMBOL,
  currency: CURRENCY,
  settle_currency: SETTLE_CURRENCY,
  to_symbol: TO_SYMBOL,
  to_currency: TO_CURRENCY,
  lot: LOT,
  id: ID,
  link: LINK,
  strategy: STRATEGY,
  tags: TAGS,
  note: NOTE,
} = COLUMN_NUMBER;
