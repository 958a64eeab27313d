import { add, dec, divide, equals, formatDecimal, isZero, multiply, normalize, ZERO } from '@tidemark/engine';
import type { z } from 'zod';
import type { BrokerHoldings, BrokerPosition } from '../../service/ports/index.ts';
import type { AccountShape, BALANCES, POSITIONS } from './shapes.ts';

/** Digits after the point of an average of several lots. */
const COST_DECIMALS = 10;

type Result = z.output<typeof POSITIONS>['results'][number];

/** Holdings as SnapTrade's answers state them; what they leave out is unknown. */
export function holdingsOf(
  { balance, sync_status }: AccountShape,
  balances: z.output<typeof BALANCES>,
  { results, data_freshness }: z.output<typeof POSITIONS>,
): BrokerHoldings {
  const cash = balances.flatMap(({ currency, cash: amount }) =>
    amount === null || !currency?.code ? [] : [{ currency: currency.code, amount }],
  );
  const isCashKnown = cash.length === balances.length && cash.length > 0;
  const total = balance?.total?.amount ?? null;
  const own = cash.filter(({ currency }) => currency === balance?.total?.currency);
  const isOneCurrency = own.length === cash.length && isCashKnown;
  const sum = own.reduce((all, { amount }) => add(all, dec(amount)), ZERO);
  const isEmpty = total !== null && isOneCurrency && equals(dec(total), sum);
  const isUnavailable = sync_status?.holdings?.holdings_unavailable === true;
  return {
    at: data_freshness?.as_of ?? null,
    positions: isUnavailable || (results.length === 0 && !isEmpty) ? null : positionsOf(results),
    cash: isCashKnown ? cash : null,
    equity: total,
  };
}

/** Money-market funds are in the cash already. Several rows of one instrument, as of margin and cash, are one. */
function positionsOf(results: readonly Result[]): BrokerPosition[] {
  const own = results.filter((one) => one.cash_equivalent !== true);
  const bySymbol = Map.groupBy(own, ({ instrument }) => instrument.symbol.replace(/ +/g, ''));
  return [...bySymbol].map(([symbol, rows]) => {
    const units = rows.reduce((sum, one) => add(sum, dec(one.units)), ZERO);
    const price = rows.find((one) => one.price !== null)?.price ?? null;
    return {
      symbol,
      quantity: formatDecimal(normalize(units)),
      unitCost: averageOf(rows),
      price: price === null ? null : { value: price, day: null },
      currency: rows[0].currency ?? 'USD',
    };
  });
}

/** Null where a row states none: a part of the cost is not the cost. */
function averageOf(rows: readonly Result[]): string | null {
  let [cost, units] = [ZERO, ZERO];
  for (const { cost_basis: each, units: count } of rows) {
    if (each === null) return null;
    cost = add(cost, multiply(dec(each), dec(count)));
    units = add(units, dec(count));
  }
  return isZero(units) ? null : formatDecimal(normalize(divide(cost, units, COST_DECIMALS, 'half-even')));
}
