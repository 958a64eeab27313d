import { type Decimal, int, multiply, ONE, rescale } from '../amounts/index.ts';
import { considerationOf } from './consideration.ts';
import type { Fold } from './fold.ts';
import { UkMatching, type UkTrade } from './methods/uk.ts';
import type { OuterSplit } from './settings.ts';
import { UkPlan } from './uk-plan.ts';

/** Null where no account of the group's rows uses UK matching. `scratch` is a fold of the same group, thrown away. */
export function planUk(scratch: Fold, rows: Int32Array, splits: readonly OuterSplit[]): UkPlan | null {
  const { table, settings } = scratch;
  const trades = new Map<string, UkTrade[]>();
  const factors = new Map<number, Decimal>();
  for (const row of rows) {
    const account = table.account.values[row];
    const side = scratch.typeIs(row, 'buy') ? 1 : scratch.typeIs(row, 'sell') ? -1 : 0;
    if (side === 0 || settings.accounts[account].method !== 'uk') continue;
    const symbol = table.symbol.values[row];
    const factor = factorAfter(scratch, rows, splits, row);
    if (factor !== ONE) factors.set(row, factor);
    const { received, receivedBase } = considerationOf(scratch, row, side);
    const { quantity } = scratch.scales;
    const common = rescale(
      int.mul(scratch.quantityOf(row), factor.units),
      quantity + factor.scale,
      quantity,
      'half-away-from-zero',
    );
    const key = `${account} ${symbol}`;
    const list = trades.get(key) ?? [];
    trades.set(key, list);
    list.push({
      row,
      day: scratch.dayOf(row),
      quantity: side > 0 ? common : int.neg(common),
      cost: int.neg(received),
      costBase: int.neg(receivedBase),
    });
  }
  return trades.size === 0 ? null : new UkPlan(new UkMatching(trades.values()), factors);
}

/** The product of the ratios of all splits that come after a row. */
function factorAfter(scratch: Fold, rows: Int32Array, splits: readonly OuterSplit[], row: number): Decimal {
  const { table } = scratch;
  const symbol = table.symbol.values[row];
  const day = scratch.dayOf(row);
  let factor = ONE;
  const account = table.account.values[row];
  for (const split of splits) {
    if (split.symbol === symbol && split.day > day) factor = multiply(factor, split.ratio);
  }
  for (let i = rows.indexOf(row) + 1; i < rows.length; i++) {
    const later = rows[i];
    if (
      !scratch.typeIs(later, 'split') ||
      table.symbol.values[later] !== symbol ||
      scratch.settings.isOuterSplit(later)
    )
      continue;
    if (table.account.values[later] !== account) continue;
    const ratio = table.rare.ratio.get(later);
    if (ratio !== undefined) factor = multiply(factor, ratio);
  }
  return factor;
}
