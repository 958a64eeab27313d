import { type Decimal, equals } from '../amounts/index.ts';
import type { DecimalColumn } from './columns.ts';
import { DECIMAL_COLUMNS, type EventTable, INTEGER_COLUMNS, RARE_FIELDS } from './table.ts';

/**
 * Whether two rows state the same fact: every column but where and when it was learnt. Decimals compare by value,
 * so 10 and 10.0 are the same.
 */
export function sameEvent(table: EventTable, a: number, b: number): boolean {
  return (
    IDENTITY_INTEGERS.every((name) => table[name].get(a) === table[name].get(b)) &&
    DECIMAL_COLUMNS.every((name) => sameDecimal(table[name], a, b)) &&
    RARE_FIELDS.every((name) => name === 'recordedAt' || sameRare(table.rare[name], a, b))
  );
}

const IDENTITY_INTEGERS = INTEGER_COLUMNS.filter((name) => name !== 'file' && name !== 'line');

/** An absent amount is another fact than a zero. */
function sameDecimal(column: DecimalColumn, a: number, b: number): boolean {
  const one = column.get(a);
  const other = column.get(b);
  return one === null || other === null ? one === other : equals(one, other);
}

function sameRare(column: ReadonlyMap<number, Decimal | string | number>, a: number, b: number): boolean {
  const one = column.get(a);
  const other = column.get(b);
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  return equals(one, other);
}
