import { add, isZero, ZERO } from '../amounts/index.ts';
import type { EventTable } from './table.ts';

/**
 * Whether a row of type `dividend` is one in units: it has quantity and price, and in cash nothing but its costs.
 * With cash, quantity and price only say what was paid on how many units.
 */
export function isDividendInUnits(table: EventTable, row: number): boolean {
  const { quantity, price, amount, fee, tax } = table;
  if (!quantity.has(row) || !price.has(row)) return false;
  const costs = add(fee.get(row) ?? ZERO, tax.get(row) ?? ZERO);
  return isZero(add(amount.get(row) ?? ZERO, costs));
}
