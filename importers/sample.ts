import type { Mapping } from './mapping.ts';
import { DELIMITERS, type Delimiter, delimitedRecords } from './reader/delimited.ts';
import { decodeText } from './reader/encoding.ts';
import { normalized } from './reader/header.ts';

/** The columns of a file and its first rows, as they are written: for who says which column is what. */
export interface Sample {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const RECORDS_READ_MAX = 60;
const ROWS_SHOWN_MAX = 5;
const COLUMNS_MIN = 3;

/** Null for what is no table. With a mapping the header is the record that has its columns. */
export function sampleOf(bytes: Uint8Array, mapping: Mapping | null): Sample | null {
  const text = decodeText(bytes)?.text.replace(/^\ufeff/, '') ?? '';
  let best: Sample | null = null;
  for (const delimiter of DELIMITERS) {
    const records = firstRecords(text, delimiter);
    const at = mapping === null ? widest(records) : named(records, mapping);
    const header = records[at];
    if (header === undefined || header.length <= (best?.header.length ?? COLUMNS_MIN - 1)) continue;
    best = { header, rows: records.slice(at + 1, at + 1 + ROWS_SHOWN_MAX) };
  }
  return best;
}

function firstRecords(text: string, delimiter: Delimiter): string[][] {
  const records: string[][] = [];
  for (const { cells } of delimitedRecords(text, delimiter)) {
    if (records.length === RECORDS_READ_MAX) break;
    if (cells.some((cell) => cell.trim() !== '')) records.push(cells.map((cell) => cell.trim()));
  }
  return records;
}

/** A preamble has fewer cells than the table below it: the first record of the most cells is the header. */
function widest(records: readonly (readonly string[])[]): number {
  const most = Math.max(0, ...records.map(({ length }) => length));
  return records.findIndex(({ length }) => length === most);
}

function named(records: readonly (readonly string[])[], { columns }: Mapping): number {
  const wanted = Object.values(columns).flat().map(normalized);
  return records.findIndex((cells) => {
    const names = new Set(cells.map(normalized));
    return wanted.every((name) => names.has(name));
  });
}
