import { int } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import { EVENT_TYPES } from '../ledger/index.ts';
import type { LotSettings, Market } from '../lots/index.ts';
import type { OpeningMoney } from './account-value.ts';
import { baseAmount } from './base-amount.ts';
import type { FillsByRow } from './fills-by-row.ts';
import { namedMoney } from './named-money.ts';

const OPENING = EVENT_TYPES.indexOf('opening');

/** What the opening events of the first day brought to the included accounts, each rounded to base's minor unit. */
export function openingMoney(
  settings: LotSettings,
  market: Market,
  order: Int32Array,
  fills: FillsByRow,
  includes: (account: number) => boolean,
): OpeningMoney {
  const { table } = settings;
  let cash = 0;
  let unitsAtCost = 0;
  for (const row of order) {
    if (table.day.values[row] !== table.day.values[order[0]]) break;
    if (table.type.values[row] !== OPENING || !includes(table.account.values[row])) continue;
    if (table.quantity.has(row)) unitsAtCost += unitsCost(settings, market, fills, row);
    else cash += cashOf(settings, market, row);
  }
  return { cash, unitsAtCost, named: namedMoney(settings, order, includes) };
}

/** The amount before its costs. */
function cashOf({ table, baseDecimals }: LotSettings, market: Market, row: number): number {
  const scale = Math.max(table.amount.scaleOf(row), table.fee.scaleOf(row), table.tax.scaleOf(row));
  const costs = int.add(table.fee.unitsAt(row, scale), table.tax.unitsAt(row, scale));
  const gross = int.add(table.amount.unitsAt(row, scale), costs);
  const rate = market.rate(table.settleCurrency.values[row], table.day.values[row] as Day);
  return baseAmount(gross, scale, rate, baseDecimals);
}

function unitsCost(
  { symbols, baseDecimals }: LotSettings,
  market: Market,
  fills: FillsByRow,
  row: number,
): number {
  let sum = 0;
  for (const { trip, fill } of fills.of(row)) {
    const { currency, isFuture } = symbols[trip.symbol];
    const cost = isFuture ? 0 : int.sub(fill.gain, fill.money);
    sum += baseAmount(cost, trip.scales.cost, market.rate(currency, fill.day), baseDecimals);
  }
  return sum;
}
