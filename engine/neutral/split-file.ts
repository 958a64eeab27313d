import { equals, formatDecimal } from '../amounts/index.ts';
import { formatDay } from '../calendar/day.ts';
import type { SplitRow } from '../prices/index.ts';
import type { CsvLayout } from './csv.ts';
import { TableFile, type TableRow } from './table-file.ts';

const LAYOUT: CsvLayout = {
  columns: ['date', 'symbol', 'ratio'],
  required: ['date', 'symbol', 'ratio'],
  unknownColumns: 'ignore',
};

/** Reads `date,symbol,ratio`; further columns are ignored. The same split twice is one; two ratios of a day are refused. */
export function splitFile(file: string): TableFile<SplitRow> {
  const seen = new Map<string, SplitRow>();
  return new TableFile(file, LAYOUT, (row) => readSplit(row, seen));
}

function readSplit(row: TableRow, seen: Map<string, SplitRow>): SplitRow | null {
  const day = row.required('date') === null ? null : row.day('date');
  const symbol = row.required('symbol');
  const ratio = row.required('ratio') === null ? null : row.positive('ratio', 'ratio_invalid');
  if (day === null || symbol === null || ratio === null) return null;
  const key = `${day} ${symbol}`;
  const known = seen.get(key);
  if (known === undefined) {
    const split: SplitRow = { day, symbol, ratio, source: { file: row.file, line: row.line } };
    seen.set(key, split);
    return split;
  }
  if (!equals(known.ratio, ratio)) {
    const first = `line ${known.source.line} has ${formatDecimal(known.ratio)}`;
    row.refuse('ratio_invalid', 'ratio', `${symbol} has two ratios of ${formatDay(day)}: ${first}`);
  }
  return null;
}
