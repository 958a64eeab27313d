import type { DecimalColumnName, OpenRow } from './open-row.ts';

/** Restates figures in pence and the like in their currency, by moving the point. */
export function shiftQuoted(open: OpenRow): void {
  if (open.priceShift !== 0) shift(open, open.priceShift, ['price', 'stop', 'target']);
  if (open.settleShift !== 0) shift(open, open.settleShift, ['amount', 'fee', 'tax']);
  if (open.toShift !== 0) shift(open, open.toShift, ['to_amount']);
}

function shift(open: OpenRow, decimals: number, columns: readonly DecimalColumnName[]): void {
  for (const column of columns) {
    const value = open.decimal(column);
    if (value !== null) open.setDecimal(column, { units: value.units, scale: value.scale + decimals });
  }
}
