import { COLUMN_NUMBER, COLUMNS, type EventWriter, isDecimalColumn, type Report } from '../ledger/index.ts';
import { ByteNames, NEW_NAME } from './byte-names.ts';
import { DateBytes, DecimalBytes } from './byte-values.ts';
import type { CsvHandler, CsvRow, PlainRows } from './csv.ts';
import { withoutGuard } from './guarded-text.ts';
import { OrdinaryTransactions } from './ordinary-transactions.ts';
import type { ProblemList } from './problem-list.ts';

/** Texts that recur from row to row, by their bytes, with what the ledger made of them. */
export class RowNames {
  readonly type = new ByteNames();
  readonly account = new ByteNames();
  readonly symbol = new ByteNames();
  readonly currency = new ByteNames();

  /** Those of a column by its place in COLUMNS; null where texts do not recur. */
  of(column: number): ByteNames | null {
    switch (column) {
      case TYPE:
        return this.type;
      case ACCOUNT:
        return this.account;
      case SYMBOL:
      case TO_SYMBOL:
        return this.symbol;
      case CURRENCY:
      case SETTLE_CURRENCY:
      case TO_CURRENCY:
        return this.currency;
      default:
        return null;
    }
  }
}

/** Hands the rows of one file to the ledger. */
export class TransactionRows implements CsvHandler {
  private readonly writer: EventWriter;
  private readonly names: RowNames;
  private readonly file: number;
  private readonly date = new DateBytes();
  private readonly decimal = new DecimalBytes();
  private readonly report: Report;
  private readonly isGuarded: boolean;
  private line = 0;
  /** Those that the file has, as places in COLUMNS and in their order. */
  private columns: readonly number[] = [];

  /** `isGuarded`: texts may be marked against spreadsheets. */
  constructor(writer: EventWriter, names: RowNames, file: number, problems: ProblemList, isGuarded: boolean) {
    this.isGuarded = isGuarded;
    this.writer = writer;
    this.names = names;
    this.file = file;
    this.report = (code, field, message, more) => problems.add(code, this.line, field, message, more);
  }

  plainRows(header: readonly number[]): PlainRows {
    this.columns = header.filter((column) => column >= 0).sort((a, b) => a - b);
    return new OrdinaryTransactions(this.writer, this.names, this.file, header);
  }

  row(row: CsvRow): void {
    const { writer } = this;
    this.line = row.line;
    writer.begin(this.file, row.line, this.report);
    for (const column of this.columns) {
      if (row.starts[column] !== row.ends[column]) this.field(row, column);
    }
    writer.finish();
  }

  private field(row: CsvRow, column: number): void {
    const { writer, names } = this;
    const { bytes } = row;
    const from = row.starts[column];
    const to = row.ends[column];
    const recurring = names.of(column);
    const known = recurring?.find(bytes, from, to) ?? NEW_NAME;
    if (known !== NEW_NAME) writer.putNumber(column, known);
    else if (recurring !== null) this.newName(recurring, row, column);
    else if (DECIMALS.has(column) && this.decimal.read(bytes, from, to)) {
      writer.putDecimal(column, this.decimal.units, this.decimal.scale);
    } else {
      const day = column === DATE ? this.date.read(bytes, from, to) : null;
      if (day === null) writer.putText(column, this.text(row, column));
      else writer.putDay(day);
    }
  }

  private text(row: CsvRow, column: number): string {
    const text = row.text(column).trim();
    return this.isGuarded ? withoutGuard(text) : text;
  }

  /** Asks what the ledger makes of a text; what it refuses is not remembered, so that each row reports it. */
  private newName(names: ByteNames, row: CsvRow, column: number): void {
    const text = this.text(row, column);
    if (text === '') return;
    const value = this.writer.numberOf(column, text);
    this.writer.putNumber(column, value);
    // Quotes stand doubled in the bytes of a quoted field, but not of a bare one.
    if (value >= 0 && !text.includes('"')) names.add(row.bytes, row.starts[column], row.ends[column], value);
  }
}

const {
  date: DATE,
  account: ACCOUNT,
  type: TYPE,
  symbol: SYMBOL,
  currency: CURRENCY,
  settle_currency: SETTLE_CURRENCY,
  to_symbol: TO_SYMBOL,
  to_currency: TO_CURRENCY,
} = COLUMN_NUMBER;

const DECIMALS: ReadonlySet<number> = new Set(
  COLUMNS.filter(isDecimalColumn).map((column) => COLUMN_NUMBER[column]),
);
