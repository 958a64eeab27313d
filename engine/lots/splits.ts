import type { Fold } from './fold.ts';
import type { OuterSplit } from './settings.ts';

/** A split of an account's own ledger. */
export function ledgerSplit(fold: Fold, row: number): void {
  const { table } = fold;
  const ratio = table.rare.ratio.get(row);
  const holding = fold.holding(table.account.values[row], table.symbol.values[row]);
  if (ratio === undefined) return;
  if (holding.quantity === 0 && holding.aheadQuantity === 0) return;
  holding.split(ratio, fold.scales.quantity);
  holding.mark(fold.dayOf(row));
}

/** A split known from outside: for every account whose own ledger does not have it. */
export function outerSplit(fold: Fold, split: OuterSplit): void {
  for (const holding of fold.holdingsOf(split.symbol)) {
    if (holding.quantity === 0 && holding.aheadQuantity === 0) continue;
    if (split.knownTo.has(holding.account)) continue;
    holding.split(split.ratio, fold.scales.quantity);
    holding.mark(split.day);
  }
}
