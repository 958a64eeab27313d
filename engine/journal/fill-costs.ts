import type { Int } from '../amounts/index.ts';
import type { Fold } from '../lots/fold.ts';

const NO_COSTS: readonly [Int, Int] = [0, 0];

/** Fee and tax of a row in the currency of an instrument, at the cost scale; they belong to the row's own instrument. */
export function costsOf(fold: Fold, row: number, symbol: number): readonly [fees: Int, taxes: Int] {
  const { table, scales } = fold;
  if (table.symbol.values[row] !== symbol) return NO_COSTS;
  const fee = table.fee.unitsAt(row, scales.cost);
  const tax = table.tax.unitsAt(row, scales.cost);
  if (fee === 0 && tax === 0) return NO_COSTS;
  const settle = table.settleCurrency.values[row];
  const currency = fold.currencyOf(symbol);
  if (settle === currency) return [fee, tax];
  return [
    fold.convert(fee, settle, currency, fold.dayOf(row)),
    fold.convert(tax, settle, currency, fold.dayOf(row)),
  ];
}
