/** The columns of the neutral ledger by their outer names, in the order of their documentation. */
export const COLUMNS = [
  'date',
  'time',
  'account',
  'type',
  'symbol',
  'quantity',
  'price',
  'amount',
  'fee',
  'tax',
  'currency',
  'settle_currency',
  'ratio',
  'to_symbol',
  'to_quantity',
  'to_amount',
  'to_currency',
  'cost_fraction',
  'multiplier',
  'lot',
  'id',
  'link',
  'stop',
  'target',
  'strategy',
  'tags',
  'note',
] as const;

export type Column = (typeof COLUMNS)[number];

/** The place of each column in COLUMNS. */
export const COLUMN_NUMBER = Object.fromEntries(COLUMNS.map((name, n) => [name, n])) as Record<
  Column,
  number
>;

/** A set of columns as the bits of one integer: bit n is COLUMNS[n]. */
export type ColumnSet = number;

export function columnSet(...names: readonly Column[]): ColumnSet {
  return names.reduce((set, name) => set | (1 << COLUMN_NUMBER[name]), 0);
}

/** The names in a set, in documented order. */
export function columnNames(set: ColumnSet): Column[] {
  return COLUMNS.filter((_, n) => (set & (1 << n)) !== 0);
}

/** The longest text that every column of text takes; `tags` and `note` take more. */
export const TEXT_LENGTH_MAX = 200;
