import type { Placed } from './evidence.ts';
import type { Format, TableWords } from './format.ts';
import { bindHeader } from './header.ts';
import type { Questions } from './questions.ts';
import type { NoEvent } from './reading.ts';
import type { Table } from './tables.ts';

/** A record of a document, as texts by names. */
export interface DocumentRecord {
  readonly line: number;
  readonly texts: Readonly<Record<string, string>>;
}

/** What a document holds: records for each table of its format, and what is none. */
export interface Tabulated {
  /** By place in the format's `tables`. */
  readonly records: readonly (readonly DocumentRecord[])[];
  readonly outside: readonly NoEvent[];
}

/**
 * A format that is no table: XML, JSON, OFX, QIF, a journal. It is told as the tables of which it could be the rows,
 * and read as they are.
 */
export interface DocumentFormat extends Format {
  /** Whether a text is such a document, by its beginning. */
  readonly recognises: (text: string) => boolean;
  /** Null where the document is broken. */
  readonly tabulate: (text: string, questions: Questions) => Tabulated | null;
}

/** The records of a document as rows of its format's tables. */
export function tableOf(format: DocumentFormat, { records, outside }: Tabulated): Table {
  const rows = records.flatMap((own, k) => placed(format.tables[k], own));
  return { rows: rows.sort((a, b) => a.record.line - b.record.line), outside, unclosed: [] };
}

function placed(words: TableWords, records: readonly DocumentRecord[]): Placed[] {
  const header = namesOf(words);
  const bound = bindHeader({ ...words, marks: [] }, header);
  if (bound === null) return [];
  const table = { ...bound, unread: [] };
  return records.map(({ line, texts }) => {
    const cells = header.map((name) => texts[name] ?? '');
    return { record: { cells, line, isUnclosed: false }, table };
  });
}

/** Every name that the columns of a table ask for. */
function namesOf({ columns, unread = [] }: TableWords): string[] {
  const names = [...Object.values(columns).flat(), ...unread].flatMap((wanted) => wanted.split('|'));
  return [...new Set(names)];
}
