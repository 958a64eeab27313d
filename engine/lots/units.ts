import { type Int, int } from '../amounts/index.ts';
import { book } from './booking.ts';
import type { Fold } from './fold.ts';

/** A dividend paid in units: income at the stated price, which is their cost. */
export function dividendInUnits(fold: Fold, row: number): void {
  receiveAtValue(fold, row, 'income', valueOfUnits(fold, row));
}

/** Units that an adjustment or an unclassified row states: unexplained, at the stated price or the market's. */
export function adjustUnits(fold: Fold, row: number): void {
  receiveAtValue(fold, row, 'adjustments', valueOfUnits(fold, row));
}

function receiveAtValue(fold: Fold, row: number, total: 'income' | 'adjustments', value: Int): void {
  const { table } = fold;
  const account = table.account.values[row];
  const symbol = table.symbol.values[row];
  const currency = fold.currencyOf(symbol);
  const valueBase =
    currency === fold.settings.baseCurrency
      ? 0
      : fold.toBase(value, fold.market.rate(currency, fold.dayOf(row)));
  const consideration = { received: int.neg(value), receivedBase: int.neg(valueBase), booked: null };
  book(fold, fold.holding(account, symbol), row, fold.quantityOf(row), consideration);
  fold.entry(total, account, symbol, currency, value, row);
}

function valueOfUnits(fold: Fold, row: number): Int {
  const { table } = fold;
  const symbol = table.symbol.values[row];
  const day = fold.dayOf(row);
  const stated = fold.pricedValue(row);
  if (stated !== null) return fold.convert(stated, table.currency.values[row], fold.currencyOf(symbol), day);
  const price = fold.market.price(symbol, day);
  if (price !== null) return fold.valueAt(fold.quantityOf(row), price, symbol);
  fold.report(
    'cost_unknown',
    row,
    'price',
    `${table.symbols.texts[symbol]} comes without a price, and no price of that day is known.`,
  );
  return 0;
}
