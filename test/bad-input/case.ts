/** Where a problem is to be found: its code, the file, the line (the header is 1) and the field. */
export type Expected = readonly [
  code: string,
  file: string | null,
  line: number | null,
  field: string | null,
];

/** Bad input, the call that meets it, and every error that must be answered, in any order. */
export interface BadInput {
  readonly name: string;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Arguments as one writes them after `tidemark`; `{…}` keeps blanks in one argument. */
  readonly call: string;
  readonly errors: readonly Expected[];
}

/** A row of a table that holds one mistake: what is wrong with it, its filled columns, codes and fields. */
export type BadRow = readonly [
  name: string,
  columns: Readonly<Record<string, string>>,
  ...errors: readonly (readonly [code: string, field: string | null])[],
];

/** The call that most cases are about. */
export const VALUE = 'value --ledger ledger.csv';

/** A good ledger, where the case is about something else. */
export const GOOD_LEDGER = `date,type,symbol,quantity,price,amount
2024-01-02,deposit,,,,1000
2024-01-03,buy,ACME,10,50,
`;

/** A case of one ledger, valued. */
export function ledger(name: string, text: string | Uint8Array, ...errors: Expected[]): BadInput {
  return { name, files: { 'ledger.csv': text }, call: VALUE, errors };
}

/** Many bad rows in one file: each must be told apart from the others by its line. */
export function table(
  name: string,
  file: string,
  rows: readonly BadRow[],
  more: Pick<BadInput, 'call' | 'files'>,
): BadInput {
  const columns = [...new Set(rows.flatMap(([, filled]) => Object.keys(filled)))];
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map(([, filled]) => columns.map((column) => quoted(filled[column] ?? '')).join(','));
  const errors = rows.flatMap(([, , ...found], k) =>
    found.map(([code, field]): Expected => [code, file, k + 2, field]),
  );
  return {
    name,
    files: { ...more.files, [file]: `${[columns.join(','), ...lines].join('\n')}\n` },
    call: more.call,
    errors,
  };
}

export function bytes(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))),
  );
}
