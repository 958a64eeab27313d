import { type Int, int } from '../amounts/index.ts';
import { book } from './booking.ts';
import { considerationOf } from './consideration.ts';
import type { Fold } from './fold.ts';
import type { Holding } from './holding.ts';
import { withLinkedOptions } from './options.ts';

/** A buy or a sell. */
export function trade(fold: Fold, row: number, side: 1 | -1): void {
  const account = fold.table.account.values[row];
  const symbol = fold.table.symbol.values[row];
  const holding = fold.holding(account, symbol);
  const quantity = side > 0 ? fold.quantityOf(row) : int.neg(fold.quantityOf(row));
  if (fold.settings.accounts[account].method === 'specific') checkNamedLot(fold, holding, row, quantity);
  const own = considerationOf(fold, row, side);
  const linked = fold.table.rare.link.size > 0 && fold.links.optionsOf(row).length > 0;
  book(fold, holding, row, quantity, linked ? withLinkedOptions(fold, row, own) : own);
}

/** A sale that names a lot needs it to be open and large enough. */
function checkNamedLot(fold: Fold, holding: Holding, row: number, quantity: Int): void {
  const id = fold.table.rare.lot.get(row);
  if (id === undefined) return;
  const named = fold.lotNamed(row);
  const lot = holding.queue.all().find((open) => open.row === named);
  const symbol = fold.table.symbols.texts[holding.symbol];
  if (lot === undefined) fold.report('lot_unknown', row, 'lot', `No open lot of ${symbol} has the id ${id}.`);
  else if (int.compare(int.abs(lot.quantity), int.abs(quantity)) < 0) {
    fold.report('lot_insufficient', row, 'lot', `The lot ${id} of ${symbol} holds less than is sold.`);
  }
}
