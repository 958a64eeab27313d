import { int } from '../../amounts/index.ts';
import type { Lot } from '../lot.ts';
import { olderFirst, SortedLots } from '../lot-queue.ts';

/** Highest in, first out: the lot dearest per unit closes first, the oldest of equals. */
export const hifo = (): SortedLots => new SortedLots(cheaperFirst, 'back');

/**
 * By cost ÷ quantity, compared without dividing: quantities of one holding have one sign, so their product is above
 * zero.
 */
function cheaperFirst(a: Lot, b: Lot): number {
  const left = int.mul(a.cost, b.quantity);
  const right = int.mul(b.cost, a.quantity);
  return int.compare(left, right) || -olderFirst(a, b);
}
