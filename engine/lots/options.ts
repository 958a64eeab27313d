import { int } from '../amounts/index.ts';
import { book } from './booking.ts';
import type { Consideration } from './consideration.ts';
import type { Fold } from './fold.ts';

/** Contracts end at zero: what they cost, or brought, is realized, unless a linked stock trade takes it over. */
export function optionEnds(fold: Fold, row: number): void {
  if (fold.done.has(row) || fold.links.tradeOf(row) !== undefined) return;
  const ended = endedQuantity(fold, row);
  if (ended === null) return;
  book(fold, ended.holding, row, int.neg(ended.quantity), { received: 0, receivedBase: 0, booked: null });
}

/** The cost of options that end into a stock trade goes into its cost or proceeds. */
export function withLinkedOptions(fold: Fold, row: number, own: Consideration): Consideration {
  let { received, receivedBase } = own;
  const target = fold.currencyOf(fold.table.symbol.values[row]);
  for (const option of fold.links.optionsOf(row)) {
    fold.done.add(option);
    const ended = endedQuantity(fold, option);
    if (ended === null) continue;
    const { holding, quantity } = ended;
    const source = fold.currencyOf(holding.symbol);
    for (const lot of holding.takeLots(quantity, option)) {
      const cost = fold.convert(lot.cost, source, target, fold.dayOf(row));
      if (source !== target) {
        fold.entry('exchanged', holding.account, holding.symbol, source, int.neg(lot.cost), option);
        fold.entry('exchanged', holding.account, holding.symbol, target, cost, option);
      }
      received = int.sub(received, cost);
      if (target === fold.settings.baseCurrency) continue;
      const costBase =
        lot.costBase !== 0 ? lot.costBase : fold.toBase(lot.cost, fold.market.rate(source, fold.dayOf(row)));
      receivedBase = int.sub(receivedBase, costBase);
    }
    holding.mark(fold.dayOf(option));
  }
  return { received, receivedBase, booked: own.booked };
}

function endedQuantity(fold: Fold, row: number) {
  const { table } = fold;
  const holding = fold.holding(table.account.values[row], table.symbol.values[row]);
  const stated = int.abs(fold.quantityOf(row));
  if (holding.quantity === 0 || int.compare(int.abs(holding.quantity), stated) < 0) {
    const symbol = table.symbols.texts[holding.symbol];
    fold.report('nothing_held', row, 'quantity', `More ${symbol} contracts end than are held on that day.`);
    return null;
  }
  return { holding, quantity: holding.quantity > 0 ? stated : int.neg(stated) };
}
