import type { Delimited, Delimiter } from './delimited.ts';
import { delimitedRecords } from './delimited.ts';
import type { Placed } from './evidence.ts';
import type { Format } from './format.ts';
import { type BoundTable, bindHeader, normalized } from './header.ts';
import type { NoEvent } from './reading.ts';

/** The rows of a file's tables, and what stands outside of them. */
export interface Table {
  readonly rows: readonly Placed[];
  readonly outside: readonly NoEvent[];
  /** Lines of records whose quote is never closed. */
  readonly unclosed: readonly number[];
}

/** Walks through a file; a record that is a header of the format begins its table. */
export function findTables(text: string, delimiter: Delimiter, format: Format): Table {
  const rows: Placed[] = [];
  const outside: NoEvent[] = [];
  const unclosed: number[] = [];
  let table: BoundTable | null = null;
  for (const record of delimitedRecords(text, delimiter)) {
    if (record.isUnclosed) unclosed.push(record.line);
    const header: BoundTable | null = isHeaderLike(record, table, format)
      ? headerOf(format, record.cells)
      : null;
    if (record.isUnclosed) continue;
    if (header !== null) {
      table = header;
      outside.push({ line: record.line, reason: 'a header' });
    } else if (record.cells.every((cell) => cell.trim() === '')) continue;
    else if (table === null) outside.push({ line: record.line, reason: 'above the table' });
    else if (isBeside(record, table)) outside.push({ line: record.line, reason: 'text beside the table' });
    else rows.push({ record, table });
  }
  return { rows, outside, unclosed };
}

/** The table of a format whose header a record is, the one with most columns; null where it is none. */
export function headerOf(
  format: Format,
  cells: readonly string[],
  names: readonly string[] = cells.map(normalized),
): BoundTable | null {
  let best: BoundTable | null = null;
  for (const words of format.tables) {
    const bound = bindHeader(words, cells, names);
    if (bound !== null && (best === null || matched(bound) > matched(best))) best = bound;
  }
  return best;
}

/** How many columns of a header are known. */
export const matched = ({ header, unread }: BoundTable): number =>
  header.filter((name) => name.trim() !== '').length - unread.length;

/** Headers are words: after the first table only a record that could be one is compared. */
function isHeaderLike(record: Delimited, table: BoundTable | null, format: Format): boolean {
  if (table === null) return true;
  const [first] = record.cells;
  return format.tables.length > 1
    ? record.cells.length > 2 && !/\d{2}/.test(record.cells.slice(0, 3).join(''))
    : first === table.header[0];
}

/** Prose under or between tables: a single text in a table of many columns, or what the format calls a footer. */
function isBeside({ cells }: Delimited, { header, words, places }: BoundTable): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (words.footer?.test(cells.join(' ').trim())) return true;
  if (filled.length !== 1 || header.length < 5) return false;
  // One cell is prose where the whole row is one cell; a date or number alone is a row cut short.
  const dateCell = cells[places.date?.[0] ?? 0] ?? '';
  return cells.length === 1
    ? /[A-Za-z]{3}/.test(filled[0]) && !/^\s*[\d"]/.test(filled[0])
    : !/\d/.test(dateCell);
}
