import { type Decimal, isCurrencyCode, parseDecimal, quotedCurrency } from '../amounts/index.ts';
import { type Day, parseDay } from '../calendar/day.ts';
import type { Problem, ProblemCode } from '../problems/index.ts';
import { type CsvLayout, type CsvRow, CsvScanner } from './csv.ts';
import { withoutGuard } from './guarded-text.ts';
import { ProblemList, shown } from './problem-list.ts';

/** Longer text is no name of anything. */
const TEXT_LENGTH_MAX = 200;

/** One row of a small table, read field by field; what is wrong with a field is noted and answered as null. */
export class TableRow {
  readonly file: string;
  readonly line: number;
  /** Whether a field was refused. */
  refused = false;
  private readonly row: CsvRow;
  private readonly columns: readonly string[];
  private readonly problems: ProblemList;

  constructor(row: CsvRow, columns: readonly string[], problems: ProblemList) {
    this.row = row;
    this.line = row.line;
    this.columns = columns;
    this.problems = problems;
    this.file = problems.file;
  }

  /** Null where the field is empty or the column missing. */
  text(column: string): string | null {
    const text = withoutGuard(this.row.text(this.columns.indexOf(column)).trim());
    if (text.length <= TEXT_LENGTH_MAX) return text === '' ? null : text;
    this.refuse('field_too_long', column, `the field has ${text.length} characters`);
    return null;
  }

  required(column: string): string | null {
    const refusedBefore = this.refused;
    const text = this.text(column);
    if (text === null && this.refused === refusedBefore) {
      this.refuse('field_required', column, `the row has no ${column}`);
    }
    return text;
  }

  day(column: string): Day | null {
    const text = this.text(column);
    return text === null
      ? null
      : this.accept(column, text, parseDay(text), 'date_invalid', 'is not a day YYYY-MM-DD');
  }

  /** A decimal above zero. */
  positive(column: string, code: ProblemCode): Decimal | null {
    const text = this.text(column);
    if (text === null) return null;
    const value = parseDecimal(text);
    return this.accept(
      column,
      text,
      value !== null && value.units > 0 ? value : null,
      code,
      'is not a number above zero',
    );
  }

  /** The currency of a code; that of pence is pounds. */
  currency(column: string): string | null {
    const text = this.text(column);
    const code = text !== null && isCurrencyCode(text) ? quotedCurrency(text).currency : null;
    return text === null
      ? null
      : this.accept(column, text, code, 'currency_invalid', 'is not a currency code');
  }

  /** One of some words, in any letter case. */
  oneOf<T extends string>(column: string, words: readonly T[]): T | null {
    const text = this.text(column);
    if (text === null) return null;
    const word = words.find((known) => known.toLowerCase() === text.toLowerCase()) ?? null;
    return this.accept(column, text, word, 'setting_invalid', `is not one of ${words.join(', ')}`);
  }

  refuse(code: ProblemCode, column: string, message: string): void {
    this.refused = true;
    this.problems.add(code, this.line, column, message);
  }

  private accept<T>(column: string, text: string, value: T | null, code: ProblemCode, why: string): T | null {
    if (value === null) this.refuse(code, column, `${shown(text)} ${why}`);
    return value;
  }
}

/** Reads a small table whole: `push` its bytes, then `end`. Rows with a problem are left out. */
export class TableFile<Row> {
  private readonly rows: Row[] = [];
  private readonly problems: ProblemList;
  private readonly scanner: CsvScanner;

  /** `read` makes something of a row, or null after refusing it. */
  constructor(file: string, layout: CsvLayout, read: (row: TableRow) => Row | null) {
    this.problems = new ProblemList(file);
    this.scanner = new CsvScanner(layout, this.problems, {
      row: (row) => {
        const made = read(new TableRow(row, layout.columns, this.problems));
        if (made !== null) this.rows.push(made);
      },
    });
  }

  push(bytes: Uint8Array): void {
    this.scanner.push(bytes);
  }

  end(): { rows: Row[]; problems: Problem[] } {
    this.scanner.end();
    return { rows: this.rows, problems: this.problems.all() };
  }
}
