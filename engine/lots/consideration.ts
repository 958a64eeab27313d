import { type Int, int, multiplyDivide } from '../amounts/index.ts';
import type { Rate } from './disposal.ts';
import type { Fold } from './fold.ts';

/** What a trade brought (negative: cost) in the instrument's currency, and the rate at which the broker booked it. */
export interface Consideration {
  readonly received: Int;
  /** What it brought in base at purchase rates, at the base-cost scale; 0 where the instrument's currency is base. */
  readonly receivedBase: Int;
  readonly booked: Rate | null;
}

/** What a buy or sell brought in the instrument's currency; notes what its settlement exchanged. */
export function considerationOf(fold: Fold, row: number, side: 1 | -1): Consideration {
  const { table, settings } = fold;
  const symbol = table.symbol.values[row];
  const settle = table.settleCurrency.values[row];
  const { currency, isFuture } = settings.symbols[symbol];
  const priced = (): Int => {
    const value = fold.pricedValue(row) ?? 0;
    return fold.convert(
      side > 0 ? int.neg(value) : value,
      table.currency.values[row],
      currency,
      fold.dayOf(row),
    );
  };
  if (isFuture) return withBase(fold, row, currency, priced(), null);
  const brought =
    settings.fees === 'capitalize' ? table.amount.unitsAt(row, fold.scales.cost) : fold.grossAmount(row);
  if (settle === currency) return withBase(fold, row, currency, brought, null);
  return crossSettled(fold, row, brought, table.price.has(row) ? priced() : null);
}

/** A trade that settled in another currency than the instrument's: the rate so booked wins. */
function crossSettled(fold: Fold, row: number, brought: Int, priced: Int | null): Consideration {
  const { table } = fold;
  const account = table.account.values[row];
  const symbol = table.symbol.values[row];
  const settle = table.settleCurrency.values[row];
  const currency = fold.currencyOf(symbol);
  const day = fold.dayOf(row);
  const gross = fold.grossAmount(row);
  const received =
    priced === null
      ? fold.convert(brought, settle, currency, day)
      : gross === 0
        ? priced
        : multiplyDivide(priced, brought, gross);
  fold.entry('exchanged', account, symbol, settle, brought, row);
  fold.entry('exchanged', account, symbol, currency, int.neg(received), row);
  if (received === 0) return withBase(fold, row, currency, received, null);
  const rate = fold.market.rate(settle, day);
  const booked: Rate = {
    numerator: int.mul(int.abs(brought), rate.numerator),
    denominator: int.mul(int.abs(received), rate.denominator),
  };
  return withBase(fold, row, currency, received, booked);
}

function withBase(
  fold: Fold,
  row: number,
  currency: number,
  received: Int,
  booked: Rate | null,
): Consideration {
  if (currency === fold.settings.baseCurrency) return { received, receivedBase: 0, booked };
  const rate = booked ?? fold.market.rate(currency, fold.dayOf(row));
  return { received, receivedBase: fold.toBase(received, rate), booked };
}
