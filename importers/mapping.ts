import { FORMATS } from './formats/index.ts';
import type { DateOrder } from './reader/dates.ts';
import { DELIMITERS, type Delimited, type Delimiter, delimitedRecords } from './reader/delimited.ts';
import type { Field, Format, Kind } from './reader/format.ts';
import { normalized } from './reader/header.ts';
import type { NumberLocale } from './reader/numbers.ts';

/** Which columns of a file are what: a value that can be shown, changed, kept by its name and used again. */
export interface Mapping {
  /** By which it is kept; empty where it is not. */
  readonly name: string;
  /** Header names by field; of several, numbers are summed and the first text counts. */
  readonly columns: Readonly<Partial<Record<Field, readonly string[]>>>;
  /** What the words of `type` mean. */
  readonly types: Readonly<Record<string, Kind>>;
  readonly numbers?: NumberLocale;
  readonly dates?: DateOrder;
  /** ISO 4217, where no column names one. */
  readonly currency?: string;
  readonly amount?: 'net' | 'gross';
}

/** A mapping as a format: its own columns make a file known. */
export function formatOfMapping(mapping: Mapping): Format {
  const { name, columns, types, numbers, dates, currency, amount } = mapping;
  const marks = Object.values(columns).flat();
  const conventions = {
    ...(numbers && { numbers }),
    ...(dates && { dates }),
    ...(currency && { currency }),
    ...(amount && { amount }),
  };
  return {
    name: 'mapping',
    title: name === '' ? 'a column mapping' : name,
    behind: { kind: 'sample', what: 'confirmed by its user' },
    tables: [{ marks, columns, types, ...conventions }],
  };
}

/** Rows within which a header is looked for, and rows whose words are looked up. */
const HEADER_RECORDS_MAX = 40;
const WORD_RECORDS_MAX = 5000;

/**
 * A mapping by the names that columns and types have in the files of all known brokers; null for a text in which no
 * record names a date, and units or an amount.
 */
export function proposeMapping(text: string): Mapping | null {
  const found = bestHeader(text);
  if (found === null) return null;
  const columns: Partial<Record<Field, string[]>> = {};
  for (const [at, field] of found.fields) {
    const known = columns[field] ?? [];
    columns[field] =
      SUMMED.has(field) || known.length === 0 ? [...known, found.header.cells[at].trim()] : known;
  }
  return { name: '', columns, types: wordsIn(text, found) };
}

const SUMMED: ReadonlySet<Field> = new Set<Field>(['fee', 'tax']);

interface FoundHeader {
  readonly delimiter: Delimiter;
  readonly header: Delimited;
  readonly fields: ReadonlyMap<number, Field>;
}

function bestHeader(text: string): FoundHeader | null {
  let best: FoundHeader | null = null;
  for (const delimiter of DELIMITERS) {
    let seen = 0;
    for (const header of delimitedRecords(text, delimiter)) {
      if (++seen > HEADER_RECORDS_MAX) break;
      const fields = fieldsOf(header.cells);
      const named = new Set(fields.values());
      const isHeader = named.has('date') && (named.has('amount') || named.has('quantity'));
      if (isHeader && fields.size > (best?.fields.size ?? 2)) best = { delimiter, header, fields };
    }
  }
  return best;
}

function fieldsOf(cells: readonly string[]): Map<number, Field> {
  const fields = new Map<number, Field>();
  cells.forEach((cell, at) => {
    const field = COLUMN_WORDS.get(normalized(cell));
    if (field !== undefined) fields.set(at, field);
  });
  return fields;
}

/** The words of the file's column of types that some broker uses, with what they mean there. */
function wordsIn(text: string, { delimiter, header, fields }: FoundHeader): Record<string, Kind> {
  const at = [...fields].find(([, field]) => field === 'type')?.[0];
  const types: Record<string, Kind> = {};
  if (at === undefined) return { '*': 'trade' };
  let seen = 0;
  for (const { cells, line } of delimitedRecords(text, delimiter)) {
    if (line <= header.line) continue;
    if (++seen > WORD_RECORDS_MAX) break;
    const word = cells[at]?.trim() ?? '';
    const kind = TYPE_WORDS.get(normalized(word));
    if (kind !== undefined) types[word] = kind;
  }
  return types;
}

/** Names that no known broker gives, and people do. */
const OWN_COLUMNS: readonly (readonly [string, Field])[] = [
  ['action', 'type'],
  ['type', 'type'],
  ['side', 'type'],
  ['transaction', 'type'],
  ['ticker', 'symbol'],
  ['instrument', 'symbol'],
  ['shares', 'quantity'],
  ['units', 'quantity'],
  ['qty', 'quantity'],
  ['unit price', 'price'],
  ['price per unit', 'price'],
  ['amount', 'amount'],
  ['total', 'amount'],
  ['net amount', 'amount'],
  ['fee', 'fee'],
  ['fees', 'fee'],
  ['commission', 'fee'],
  ['tax', 'tax'],
  ['taxes', 'tax'],
  ['currency', 'currency'],
  ['note', 'note'],
  ['notes', 'note'],
];

/** Fields by the name of a column: what most brokers mean by it. */
const COLUMN_WORDS: ReadonlyMap<string, Field> = mostMeant([
  ...FORMATS.flatMap(({ tables }) =>
    tables.flatMap(({ columns }) =>
      Object.entries(columns).flatMap(([field, wanted]) =>
        [wanted]
          .flat()
          .flatMap((names) => names.split('|').map((name) => [normalized(name), field as Field] as const)),
      ),
    ),
  ),
  // What people mean counts more than what one broker does.
  ...Array.from({ length: 20 }, () => OWN_COLUMNS).flat(),
]);

/** Kinds by word: what most brokers mean by it. */
const TYPE_WORDS: ReadonlyMap<string, Kind> = mostMeant(
  FORMATS.flatMap(({ tables }) =>
    tables.flatMap(({ types }) =>
      Object.entries(types)
        .filter(([word, kind]) => !word.endsWith('*') && !kind.startsWith('skip:'))
        .map(([word, kind]) => [normalized(word), kind] as const),
    ),
  ),
);

function mostMeant<Meaning extends string>(
  said: readonly (readonly [string, Meaning])[],
): Map<string, Meaning> {
  const counts = new Map<string, Map<Meaning, number>>();
  for (const [word, meaning] of said) {
    if (word.endsWith('>') || word.includes('*')) continue;
    const own = counts.get(word) ?? new Map<Meaning, number>();
    counts.set(word, own.set(meaning, (own.get(meaning) ?? 0) + 1));
  }
  return new Map([...counts].map(([word, own]) => [word, [...own].toSorted(([, a], [, b]) => b - a)[0][0]]));
}
