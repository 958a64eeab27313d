import { parseDecimal, toNumber } from '../amounts/index.ts';
import { type Day, parseDay } from '../calendar/index.ts';
import type { Problem } from '../problems/index.ts';
import { type CsvRow, CsvScanner } from './csv.ts';
import { ProblemList, shown } from './problem-list.ts';

/** Columns of a file that has a date and some numbers in each row. */
export interface DatedLayout {
  readonly required: readonly string[];
  /** Columns that may be left out; an empty field of theirs is null. */
  readonly optional: readonly string[];
  /** Other names of columns. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly unknownColumns: 'refuse' | 'ignore';
  /** Whether a day may have more than one row. */
  readonly repeatedDays: 'allow' | 'refuse';
}

/** The rows in order of their days, equal days in file order. */
export interface DatedRows {
  readonly days: readonly Day[];
  /** Where in the file each row stands; the header is line 1. */
  readonly lines: readonly number[];
  /** One value per row for each column that the file has; null where an optional field is empty. */
  readonly columns: ReadonlyMap<string, readonly (number | null)[]>;
  readonly problems: readonly Problem[];
}

interface DatedRow {
  readonly day: Day;
  readonly line: number;
  readonly values: readonly (number | null)[];
}

/** Reads small dated files: flows, values, returns. Feed the bytes with `push`, then ask for the `rows`. */
export class DatedReader {
  private readonly layout: DatedLayout;
  private readonly names: readonly string[];
  private readonly problems: ProblemList;
  private readonly scanner: CsvScanner;
  private readonly read: DatedRow[] = [];
  private present: readonly string[] = [];

  constructor(file: string, layout: DatedLayout) {
    this.layout = layout;
    this.names = [...layout.required, ...layout.optional];
    this.problems = new ProblemList(file);
    const columns = ['date', ...this.names];
    this.scanner = new CsvScanner(
      { ...layout, columns, required: ['date', ...layout.required] },
      this.problems,
      {
        row: (row) => this.take(row),
        plainRows: (header) => {
          this.present = this.names.filter((_, k) => header.includes(k + 1));
          return null;
        },
      },
    );
  }

  push(bytes: Uint8Array): void {
    this.scanner.push(bytes);
  }

  /** Ends the file. */
  rows(): DatedRows {
    this.scanner.end();
    const sorted = this.read.sort((a, b) => a.day - b.day || a.line - b.line);
    if (this.layout.repeatedDays === 'refuse') this.refuseRepeated(sorted);
    const columns = new Map(
      this.present.map((name) => [name, sorted.map(({ values }) => values[this.names.indexOf(name)])]),
    );
    return {
      days: sorted.map(({ day }) => day),
      lines: sorted.map(({ line }) => line),
      columns,
      problems: this.problems.all(),
    };
  }

  private take(row: CsvRow): void {
    const day = parseDay(row.text(0));
    if (day === null) {
      this.problems.add('date_invalid', row.line, 'date', `${shown(row.text(0))} is no date`);
    }
    const values = this.names.map((name, k) => this.number(row, name, k + 1));
    if (day !== null) this.read.push({ day, line: row.line, values });
  }

  private number(row: CsvRow, name: string, column: number): number | null {
    if (row.isEmpty(column)) {
      if (this.layout.required.includes(name)) {
        this.problems.add('field_required', row.line, name, `the row has no ${name}`);
      }
      return null;
    }
    const text = row.text(column);
    const value = parseDecimal(text);
    if (value === null) {
      this.problems.add('number_invalid', row.line, name, `${shown(text)} is no plain decimal`);
    }
    return value === null ? null : toNumber(value);
  }

  private refuseRepeated(sorted: readonly DatedRow[]): void {
    for (let i = 1; i < sorted.length; i++) {
      const { day, line } = sorted[i];
      if (day !== sorted[i - 1].day) continue;
      const message = `the day is in line ${sorted[i - 1].line} as well`;
      this.problems.add('date_repeated', line, 'date', message);
    }
  }
}
