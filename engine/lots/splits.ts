import { type Decimal, int, rescale } from '../amounts/index.ts';
import type { Fold } from './fold.ts';
import type { OuterSplit } from './settings.ts';

/** A split of an account's own ledger; one that is known from outside applies as that says, when prices change basis. */
export function ledgerSplit(fold: Fold, row: number): void {
  const { table } = fold;
  const ratio = table.rare.ratio.get(row);
  const holding = fold.holding(table.account.values[row], table.symbol.values[row]);
  if (ratio === undefined || fold.settings.isOuterSplit(row)) return;
  restateFlows(fold, row, ratio);
  if (holding.isEmpty) return;
  holding.split(ratio, fold.scales.quantity);
  holding.mark(fold.dayOf(row));
}

/** Units that came or went earlier that day count at the day's price as well, which is on the new basis. */
function restateFlows(fold: Fold, row: number, ratio: Decimal): void {
  const { kindFlows, scales } = fold;
  const { account, symbol } = fold.table;
  for (let i = kindFlows.length - 1; i >= 0 && kindFlows[i].day === fold.dayOf(row); i--) {
    const flow = kindFlows[i];
    if (flow.account !== account.values[row] || flow.symbol !== symbol.values[row]) continue;
    const units = int.mul(flow.quantity, ratio.units);
    const quantity = rescale(units, scales.quantity + ratio.scale, scales.quantity, 'half-away-from-zero');
    kindFlows[i] = { ...flow, quantity };
  }
}

/** A split known from outside: for every account that holds the instrument. */
export function outerSplit(fold: Fold, split: OuterSplit): void {
  for (const holding of fold.holdingsOf(split.symbol)) {
    if (holding.isEmpty) continue;
    holding.split(split.ratio, fold.scales.quantity);
    holding.mark(split.day);
  }
}
