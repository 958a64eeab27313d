import {
  add,
  type Decimal,
  equals,
  formatDecimal,
  isZero,
  negate,
  signOf,
  subtract,
  ZERO,
} from '../amounts/index.ts';
import { named } from './check-columns.ts';
import type { EventType } from './event.ts';
import type { OpenRow } from './open-row.ts';
import { warnDiffers } from './settle-trade.ts';

/** Where only costs are stated, they are what the cash changed by. */
export function amountFromCosts(open: OpenRow): void {
  const costs = statedCosts(open);
  if (!open.has('amount') && !isZero(costs)) open.setDecimal('amount', negate(costs));
}

/**
 * Units that come in, go out or end move no cash but costs. An amount given is those costs: what fee and tax do
 * not name of it is a fee.
 */
export function settleUnits(open: OpenRow, type: EventType): void {
  const remedy = type.startsWith('option')
    ? 'Give the cash to the stock trade of that day.'
    : 'Give the cost per unit as price, and cash in a row of its own.';
  const stated = amountIsCosts(open, `${named(type)} of units`, remedy);
  if (stated !== null && !isZero(stated.named)) warnDiffers(open, negate(stated.all), negate(stated.named));
}

/**
 * A trade of a future moves no cash but costs, and when it closes the gain, which is booked from the prices. An
 * amount that is more than the costs named is taken for costs, and said to be.
 */
export function settleFuture(open: OpenRow, type: 'buy' | 'sell'): void {
  if (!open.table.price.has(open.row)) {
    open.refuse('field_required', 'price', `price is empty; ${named(type)} of a future needs it`);
  }
  const remedy =
    'Leave the amount out, or give the costs; the gain of what a trade closes is booked from the prices.';
  const stated = amountIsCosts(open, `${named(type)} of a future`, remedy);
  if (stated !== null) {
    const message = `amount is ${formatDecimal(negate(stated.all))}; a future moves no cash but its costs, so all of it counts as costs`;
    open.warn('amount_differs', 'amount', message, { remedy, symbol: open.symbol });
  }
  if (!open.has('amount')) open.setDecimal('amount', ZERO);
}

/** All costs by the amount, and those that fee and tax name, where they differ; else null. */
function amountIsCosts(open: OpenRow, what: string, remedy: string): { all: Decimal; named: Decimal } | null {
  amountFromCosts(open);
  const stated = open.decimal('amount');
  const costs = statedCosts(open);
  if (stated === null || equals(stated, negate(costs))) return null;
  const fee = subtract(negate(stated), open.decimal('tax') ?? ZERO);
  if (signOf(fee) < 0) {
    const message = `amount is ${formatDecimal(stated)}; ${what} moves no cash but its costs`;
    open.refuse('sign_wrong', 'amount', message, { remedy });
    return null;
  }
  open.setDecimal('fee', fee);
  return { all: negate(stated), named: costs };
}

/** The amount of a `fee` or `tax` wins over its own column; the other column is a part of the amount. */
export function compareCharge(open: OpenRow, type: 'fee' | 'tax'): void {
  const stated = open.decimal('amount');
  if (stated === null || open.decimal(type) === null) return;
  const costs = negate(statedCosts(open));
  if (!equals(stated, costs)) warnDiffers(open, stated, costs);
}

function statedCosts(open: OpenRow): Decimal {
  return add(open.decimal('fee') ?? ZERO, open.decimal('tax') ?? ZERO);
}
