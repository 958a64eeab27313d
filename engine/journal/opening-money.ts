import { int } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import { EVENT_TYPES } from '../ledger/index.ts';
import type { LotSettings, Market } from '../lots/index.ts';
import type { OpeningMoney } from './account-value.ts';
import { baseAmount } from './base-amount.ts';
import type { FillsByRow } from './fills-by-row.ts';

const OPENING = EVENT_TYPES.indexOf('opening');
const NAMES_MONEY = new Set(
  (['opening', 'deposit', 'withdrawal', 'transfer_in', 'transfer_out'] as const).map((type) =>
    EVENT_TYPES.indexOf(type),
  ),
);

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
  let named: OpeningMoney['named'] = 'nothing';
  for (const row of order) {
    if (!includes(table.account.values[row])) continue;
    const type = table.type.values[row];
    const isFirst = table.day.values[row] === table.day.values[order[0]];
    // Nothing of a later day can change the answer once any money is named.
    if (!isFirst && named !== 'nothing') break;
    if (!NAMES_MONEY.has(type)) continue;
    if (!isFirst || type !== OPENING) {
      if (named === 'nothing') named = 'flows';
      continue;
    }
    named = 'opening';
    if (table.quantity.has(row)) unitsAtCost += unitsCost(settings, market, fills, row);
    else cash += cashOf(settings, market, row);
  }
  return { cash, unitsAtCost, named };
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
