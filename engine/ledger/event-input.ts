import { COLUMNS, type Column } from './fields.ts';

type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

/**
 * An event as an outsider states it: the columns of the neutral ledger by their names in camel case, as text, or
 * as numbers where they are numbers. Null, undefined and empty text are absent.
 */
export type EventInput = {
  readonly [Name in Column as CamelCase<Name>]?: string | number | null | undefined;
} & { readonly date: string; readonly type: string };

const KEY_OF = Object.fromEntries(
  COLUMNS.map((name) => [name, name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())]),
) as Record<Column, keyof EventInput>;

/** The name of a column in an EventInput: `settle_currency` is `settleCurrency`. */
export const columnKey = (column: Column): keyof EventInput => KEY_OF[column];

const KEYS: readonly (keyof EventInput)[] = COLUMNS.map(columnKey);

/** Gives the filled columns of an event to `use`, by place in COLUMNS and in that order, as text. */
export function forFilledColumns(
  input: EventInput,
  use: (column: number, text: string, key: keyof EventInput) => void,
): void {
  for (let column = 0; column < KEYS.length; column++) {
    const key = KEYS[column];
    const value = input[key];
    if (value === undefined || value === null) continue;
    const text = typeof value === 'number' ? plainNumber(value) : value.trim();
    if (text !== '') use(column, text, key);
  }
}

/** A number without an exponent: 1e-7 as 0.0000001. What is no number stays as it is written, and is refused later. */
function plainNumber(value: number): string {
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign, whole, fraction = '', exponent] = match;
  const digits = whole + fraction;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}`;
}
