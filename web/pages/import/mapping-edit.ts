import type { ImportResult } from '@tidemark/contract';
import type { FieldName } from './import-words.ts';

export type Mapping = NonNullable<ImportResult['mapping']>;
type Sample = NonNullable<ImportResult['sample']>;

/** What a column is read as; null where it is not read. */
export function fieldOf({ columns }: Mapping, column: string): FieldName | null {
  const found = Object.entries(columns).find(([, names]) => names.includes(column));
  return (found?.[0] as FieldName | undefined) ?? null;
}

/** Of fees and taxes several columns are summed; of all other fields one column is read. */
const SUMMED: ReadonlySet<FieldName> = new Set<FieldName>(['fee', 'tax']);

/** The column read as another field, or not at all. */
export function withField(mapping: Mapping, column: string, field: FieldName | null): Mapping {
  const others = Object.entries(mapping.columns)
    .map(([name, columns]) => [name, columns.filter((one) => one !== column)] as const)
    .filter(([name, columns]) => columns.length > 0 && (name !== field || SUMMED.has(field)));
  const columns: Record<string, string[]> = Object.fromEntries(others);
  if (field !== null) columns[field] = [...(columns[field] ?? []), column];
  return { ...mapping, columns };
}

/** Whether a file can be read by it at all. */
export const isReadable = ({ columns }: Mapping): boolean =>
  columns.date !== undefined && (columns.amount !== undefined || columns.quantity !== undefined);

/** The words that the column of types has; without such a column one meaning holds for every row: `*`. */
export function wordsOf({ columns, types }: Mapping, { header, rows }: Sample): string[] {
  const at = header.findIndex((name) => columns.type?.includes(name));
  if (at < 0) return ['*'];
  const seen = rows.map((row) => row[at] ?? '').filter((word) => word !== '');
  const known = Object.keys(types).filter((word) => word !== '*');
  return [...new Set([...known, ...seen])];
}
