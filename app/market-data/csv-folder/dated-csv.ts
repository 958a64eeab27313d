import {
  type CsvLayout,
  type Day,
  type Decimal,
  formatDay,
  hasErrors,
  quotedCurrency,
  TableFile,
  type TableRow,
} from '@tidemark/engine';

/** One row of SYMBOL.csv or EURUSD.csv. */
export interface CsvFigure {
  readonly day: Day;
  readonly value: Decimal;
  /** As stated, in whole currencies; null where the file has none. */
  readonly currency: string | null;
  /** Decimals by which the value is smaller in the whole currency: 2 for pence. */
  readonly shift: 0 | 2;
}

const LAYOUT: CsvLayout = {
  columns: ['date', 'price', 'rate', 'currency'],
  required: ['date'],
  aliases: { close: 'price' },
  unknownColumns: 'ignore',
};

/** Reads `date,close[,currency]` (`price` is accepted) or `date,rate`; by day, or in words what is wrong with it. */
export function readDatedCsv(
  name: string,
  bytes: Uint8Array,
): readonly CsvFigure[] | { readonly wrong: string } {
  const file = new TableFile(name, LAYOUT, readRow);
  file.push(bytes);
  const { rows, problems } = file.end();
  const first = problems.find((one) => hasErrors([one]));
  if (first !== undefined) return { wrong: `${name} line ${first.source.line ?? 1}: ${first.message}` };
  const byDay = new Map(rows.map((row) => [row.day, row]));
  if (byDay.size < rows.length) return { wrong: `${name}: ${twice(rows)} stands there twice` };
  return [...byDay.values()].sort((a, b) => a.day - b.day);
}

function readRow(row: TableRow): CsvFigure | null {
  const column = row.text('rate') === null ? 'price' : 'rate';
  const day = row.required('date') === null ? null : row.day('date');
  const value = row.required(column) === null ? null : row.positive(column, 'price_invalid');
  const stated = row.text('currency');
  if (day === null || value === null) return null;
  return { day, value, ...(stated === null ? { currency: null, shift: 0 } : quotedCurrency(stated)) };
}

function twice(rows: readonly CsvFigure[]): string {
  const days = rows.map(({ day }) => day);
  return formatDay(days.find((day, n) => days.indexOf(day) !== n) ?? days[0]);
}
