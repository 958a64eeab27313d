import { minorUnits } from '../amounts/index.ts';
import { EVENT_TYPES } from '../ledger/event.ts';
import type { LotScales } from './lot.ts';
import type { LotSettings, OuterSplit } from './settings.ts';

/** Digits kept beyond the minor unit when the cost of a lot is shared out. */
export const EXTRA_DIGITS = 6;
/** Digits of units that do not divide evenly: of a spin-off among lots, of UK matches among the sales of a day. */
const SHARED_UNIT_DIGITS = 10;
const SPLIT = EVENT_TYPES.indexOf('split');
const MERGER = EVENT_TYPES.indexOf('merger');

/**
 * The digits that hold every quantity and cost of a group exactly: the finest of its rows, with room for the
 * digits that split and merger ratios add.
 */
export function scalesOf(settings: LotSettings, rows: Int32Array, splits: readonly OuterSplit[]): LotScales {
  const { table, symbols } = settings;
  let quantity = 0;
  let cost = 0;
  let ratios = 0;
  for (const row of rows) {
    const units = table.quantity.scaleOf(row);
    if (units > quantity) quantity = units;
    if (settings.accounts[table.account.values[row]].method === 'uk')
      quantity = Math.max(quantity, SHARED_UNIT_DIGITS);
    const priced = table.price.has(row)
      ? units + table.price.scaleOf(row) + symbols[table.symbol.values[row]].unitValue.scale
      : 0;
    cost = Math.max(cost, priced, table.amount.scaleOf(row), table.fee.scaleOf(row), table.tax.scaleOf(row));
    const type = table.type.values[row];
    if (type === SPLIT || type === MERGER) ratios += table.rare.ratio.get(row)?.scale ?? 0;
    const toQuantity = table.rare.toQuantity.size > 0 ? table.rare.toQuantity.get(row) : undefined;
    if (toQuantity !== undefined) quantity = Math.max(quantity, toQuantity.scale, SHARED_UNIT_DIGITS);
  }
  for (const split of splits) ratios += split.ratio.scale;
  let minor = minorUnits(table.currencies.texts[settings.baseCurrency]);
  for (const currency of new Set(Array.from(rows, (row) => symbols[table.symbol.values[row]].currency))) {
    minor = Math.max(minor, minorUnits(table.currencies.texts[currency]));
  }
  return {
    quantity: quantity + ratios,
    cost: Math.max(cost, minor + EXTRA_DIGITS),
    base: settings.baseDecimals + EXTRA_DIGITS,
  };
}
