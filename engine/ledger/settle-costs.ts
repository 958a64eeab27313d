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
export function amountIsCosts(open: OpenRow, type: EventType): void {
  const stated = open.decimal('amount');
  if (stated === null) return amountFromCosts(open);
  const costs = statedCosts(open);
  if (equals(stated, negate(costs))) return;
  const fee = subtract(negate(stated), open.decimal('tax') ?? ZERO);
  if (signOf(stated) > 0 || signOf(fee) < 0) {
    open.refuse(
      'sign_wrong',
      'amount',
      `amount is ${formatDecimal(stated)}; ${named(type)} of units moves no cash but its costs`,
      {
        remedy: type.startsWith('option')
          ? 'Give the cash to the stock trade of that day.'
          : 'Give the cost per unit as price, and cash in a row of its own.',
      },
    );
    return;
  }
  if (!isZero(costs)) warnDiffers(open, stated, negate(costs));
  open.setDecimal('fee', fee);
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
