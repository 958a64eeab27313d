import { add, compare, type Decimal, formatDecimal, ONE, signOf } from '../amounts/index.ts';
import { named } from './check-columns.ts';
import type { ContractTerms } from './contract-terms.ts';
import type { EventType } from './event.ts';
import { columnSet } from './fields.ts';
import type { DecimalColumnName, OpenRow } from './open-row.ts';
import { TYPE_RULES } from './rules.ts';

/** Signs and ranges of every figure but the cash, which `checkCashSign` sees once it is known what moves. */
export function checkSigns(open: OpenRow, type: EventType, terms: ContractTerms): void {
  const { table, row } = open;
  if (open.has('quantity')) checkQuantity(open, type);
  // A future has traded below zero (crude oil, 20 April 2020); nothing else does.
  if (table.price.unitsOf(row) < 0 && !terms.isFuture) {
    open.refuse(
      'sign_wrong',
      'price',
      `price is ${formatDecimal(known(open, 'price'))}; a price is not below zero`,
    );
  }
  checkCost(open, type, 'fee');
  checkCost(open, type, 'tax');
  if ((open.filled & RARELY_FILLED) !== 0) checkRare(open, terms);
}

function checkQuantity(open: OpenRow, type: EventType): void {
  const units = open.table.quantity.unitsOf(open.row);
  const { needs, negativeQuantity } = TYPE_RULES[type];
  if (units > 0) return;
  if (units === 0 && !open.table.quantity.has(open.row)) return;
  if (units === 0 && !needs.includes('quantity')) open.drop('quantity');
  else if (units === 0 || !negativeQuantity) {
    const text = formatDecimal(known(open, 'quantity'));
    open.refuse('sign_wrong', 'quantity', `quantity is ${text}; ${named(type)} has units above zero`);
  }
}

/** Of these a negative amount takes an earlier event back, and its costs with it. */
const REVERSIBLE: ReadonlySet<EventType> = new Set(['dividend', 'interest']);

function checkCost(open: OpenRow, type: EventType, column: 'fee' | 'tax'): void {
  if (!open.has(column)) return;
  const units = open.table[column].unitsOf(open.row);
  if (units > 0) return;
  if (units === 0) open.drop(column);
  else if (!REVERSIBLE.has(type) || open.table.amount.unitsOf(open.row) >= 0) {
    const text = formatDecimal(known(open, column));
    open.refuse('sign_wrong', column, `${column} is ${text}; the costs of an event are not below zero`, {
      remedy: `Write a cost as a positive ${column}; a refund is an event of its own, of type ${column} with a positive amount.`,
    });
  }
}

const RARELY_FILLED = columnSet('ratio', 'to_quantity', 'cost_fraction', 'multiplier', 'stop', 'target');

function checkRare(open: OpenRow, terms: ContractTerms): void {
  for (const column of ['ratio', 'multiplier'] as const) {
    const value = open.decimal(column);
    if (value !== null && signOf(value) <= 0) {
      open.refuse('ratio_invalid', column, `${column} is ${formatDecimal(value)}; it is above zero`);
    }
  }
  const fraction = open.decimal('cost_fraction');
  if (fraction !== null && (signOf(fraction) < 0 || compare(fraction, ONE) > 0)) {
    open.refuse(
      'fraction_invalid',
      'cost_fraction',
      `cost_fraction is ${formatDecimal(fraction)}; it is from 0 to 1`,
    );
  }
  const units = open.decimal('to_quantity');
  if (units !== null && signOf(units) <= 0) {
    open.refuse(
      'sign_wrong',
      'to_quantity',
      `to_quantity is ${formatDecimal(units)}; units received are above zero`,
    );
  }
  for (const column of ['stop', 'target'] as const) {
    const price = open.decimal(column);
    if (price !== null && signOf(price) < 0 && !terms.isFuture) {
      open.refuse('sign_wrong', column, `${column} is ${formatDecimal(price)}; a price is not below zero`);
    }
  }
}

/**
 * Cash goes the way of its type: what comes in is not below zero; what goes out is not above it, and its costs are
 * no more than what was paid.
 */
export function checkCashSign(open: OpenRow, type: EventType): void {
  const { amount, fee, tax } = open.table;
  const units = amount.unitsOf(open.row);
  const direction = TYPE_RULES[type].cash;
  if (direction === 'either' || !amount.has(open.row)) return;
  if (units === 0 && !fee.has(open.row) && !tax.has(open.row)) return;
  const net = known(open, 'amount');
  const gross = grossCash(open, net);
  if (direction === 'in' && (NET_IN.has(type) ? units < 0 : signOf(gross) < 0)) {
    open.refuse('sign_wrong', 'amount', `amount is ${formatDecimal(net)}; ${named(type)} brings cash in`);
  }
  if (direction === 'out' && units > 0) {
    open.refuse('sign_wrong', 'amount', `amount is ${formatDecimal(net)}; ${named(type)} takes cash out`);
  } else if (direction === 'out' && signOf(gross) > 0) {
    const message = `fee and tax are more than the amount of ${formatDecimal(net)}, which contains them`;
    open.refuse('sign_wrong', 'amount', message, {
      remedy: 'Give the amount net, costs included: it is what the cash changed by.',
    });
  }
}

/** Types whose net amount comes in; a sale may cost more than it brings. */
const NET_IN: ReadonlySet<EventType> = new Set(['deposit', 'transfer_in']);

/** What moved before costs: amount + fee + tax. */
function grossCash(open: OpenRow, net: Decimal): Decimal {
  const { fee, tax } = open.table;
  let gross = net;
  for (const cost of [fee.get(open.row), tax.get(open.row)]) if (cost !== null) gross = add(gross, cost);
  return gross;
}

function known(open: OpenRow, column: DecimalColumnName): Decimal {
  return open.decimal(column) as Decimal;
}
