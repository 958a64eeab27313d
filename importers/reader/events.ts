import {
  absolute,
  type Decimal,
  decimal,
  divide,
  formatDecimal,
  multiply,
  negate,
  signOf,
  subtract,
} from '@tidemark/engine';
import type { AmountWords } from './amounts.ts';
import { type Columns, type Costs, putCosts } from './costs.ts';
import type { Kind } from './format.ts';
import type { Row } from './row.ts';

const ZERO = decimal(0, 0);
const text = (value: Decimal): string => formatDecimal(value);

/** What every event of a row has: when, of what, in which currency. Null, and refused, where that cannot be read. */
export function baseOf(row: Row, type: string, currency: string): Columns | null {
  const moment = row.moment();
  if (moment === null) return null;
  const event: Columns = { date: moment.date, type };
  if (moment.time !== null) event.time = moment.time;
  const symbol = symbolOf(row);
  if (symbol !== '') event.symbol = symbol;
  if (currency !== '') event.currency = currency;
  const note = row.text('note');
  if (note !== '') event.note = note;
  return event;
}

/** What the ledger calls the instrument of a row; empty where the row names none. */
export function symbolOf(row: Row): string {
  const own = row.table.words.symbol?.(row);
  if (own !== undefined) return own;
  return row.text('symbol') || row.text('isin') || row.text('name');
}

/** The events of a row of a kind that needs no other row. */
export function eventsOf(row: Row, kind: Kind, money: AmountWords, currency: string): Columns[] {
  switch (kind) {
    case 'trade':
      return tradeOf(row, tradeSide(row), money, currency);
    case 'buy':
    case 'sell':
      return tradeOf(row, kind, money, currency);
    case 'transfer':
    case 'transfer_in':
    case 'transfer_out':
      return transferOf(row, kind, currency);
    case 'reward':
      return one(rewardOf(row, currency));
    case 'currency_trade':
      return conversionOf(row, money, currency);
    case 'split_ratio':
      return one(splitOf(row));
    case 'option_expire':
    case 'option_assign':
    case 'option_exercise':
      return one(unitsOf(row, kind));
    default:
      return cashOf(row, kind, money, currency);
  }
}

const one = (event: Columns | null): Columns[] => (event === null ? [] : [event]);

/** By the sign of the units, which such a file writes. */
function tradeSide(row: Row): 'buy' | 'sell' {
  const units = row.sign('quantity');
  if (units === 0) row.refuse('field_required', 'quantity', 'a trade has units, which say its side');
  return units < 0 ? 'sell' : 'buy';
}

function tradeOf(row: Row, side: 'buy' | 'sell', money: AmountWords, currency: string): Columns[] {
  const priceCurrency = row.text('priceCurrency') || row.star('price') || currency;
  const event = baseOf(row, side, priceCurrency);
  if (event === null) return [];
  if (event.symbol === undefined) row.refuse('field_required', 'symbol', `a ${side} names its instrument`);
  const quantity = row.size('quantity');
  if (quantity === undefined || quantity === '0')
    row.refuse('field_required', 'quantity', `a ${side} has units`);
  event.quantity = quantity;
  event.price = row.size('price');
  const multiplier = row.size('multiplier');
  if (multiplier !== undefined && multiplier !== '1' && multiplier !== '0') event.multiplier = multiplier;
  const costs = putCosts(row, event, currency, money);
  const amount = row.number('amount');
  if (amount !== null) event.amount = text(tradeCash(amount, side, costs, money));
  if (amount !== null && currency !== priceCurrency) event.settleCurrency = currency;
  return [event, ...costs.apart];
}

/** What the cash changed by, from what the file calls the amount. */
function tradeCash(amount: Decimal, side: 'buy' | 'sell', costs: Costs, money: AmountWords): Decimal {
  if (money.basis === 'gross') {
    const gross = absolute(amount);
    return subtract(side === 'buy' ? negate(gross) : gross, costs.inside);
  }
  const isSigned = money.signed.has('buy');
  const net = isSigned ? amount : side === 'buy' ? negate(absolute(amount)) : absolute(amount);
  return subtract(net, costs.refunded);
}

/** Units of one currency against `currency`, by the sign of the units. */
function conversionOf(row: Row, money: AmountWords, currency: string): Columns[] {
  const units = row.number('quantity');
  const amount = row.number('amount');
  const base = row.text('symbol');
  if (units === null || amount === null || base === '') {
    row.refuse('field_required', 'amount', 'a conversion has a currency, its units and an amount');
    return [];
  }
  const [size, value] = [absolute(units), absolute(amount)];
  const isBought = signOf(units) > 0;
  const [from, out, to, into] = isBought ? [currency, value, base, size] : [base, size, currency, value];
  const event = baseOf(row, 'fx', from);
  if (event === null) return [];
  delete event.symbol;
  const costs = putCosts(row, event, '', money).apart;
  const converted = { ...event, amount: text(negate(out)), toAmount: text(into), toCurrency: to };
  return [converted, ...costs.map((cost) => ({ ...cost, currency: cost.currency || currency }))];
}

function cashOf(row: Row, kind: Kind, money: AmountWords, currency: string): Columns[] {
  const amount = row.number('amount') ?? productOf(row);
  if (amount === null) row.refuse('field_required', 'amount', `a row of the kind ${kind} has an amount`);
  if (amount === null) return [];
  const cash = signedCash(amount, kind, money);
  const event = baseOf(row, typeOfCash(kind, cash), currency);
  if (event === null) return [];
  if (kind === 'deposit' || kind === 'withdrawal' || kind === 'cash') delete event.symbol;
  event.amount = text(cash);
  if (kind === 'fee' || kind === 'tax' || kind === 'adjustment' || kind === 'unclassified') return [event];
  const costs = putCosts(row, event, currency, money);
  if (money.basis === 'gross') event.amount = text(subtract(cash, costs.inside));
  // Costs in another currency are inside the amount already: what is stated of them is kept beside it.
  const stated = costs.apart.map((cost) => `${cost.type} ${String(cost.amount).slice(1)} ${cost.currency}`);
  if (stated.length > 0) event.note = [event.note, ...stated].filter(Boolean).join('; ');
  return [event];
}

/** In a table without a column of amounts: units × price. */
function productOf(row: Row): Decimal | null {
  if (row.table.places.amount !== undefined) return null;
  const [units, price] = [row.number('quantity'), row.number('price')];
  return units === null || price === null ? null : multiply(units, price);
}

/** The type of a row of cash: what goes the other way than its word is the other type. */
function typeOfCash(kind: Kind, cash: Decimal): string {
  if (kind !== 'cash' && kind !== 'deposit' && kind !== 'withdrawal') return kind;
  return signOf(cash) < 0 ? 'withdrawal' : 'deposit';
}

function signedCash(amount: Decimal, kind: Kind, money: AmountWords): Decimal {
  switch (kind) {
    case 'withdrawal':
      return money.signed.has('withdrawal') ? amount : negate(absolute(amount));
    case 'fee':
    case 'tax':
      return money.isSigned ? amount : negate(amount);
    default:
      return amount;
  }
}

function transferOf(
  row: Row,
  kind: 'transfer' | 'transfer_in' | 'transfer_out',
  currency: string,
): Columns[] {
  const units = row.number('quantity');
  const amount = row.number('amount');
  const hasUnits = units !== null && signOf(units) !== 0;
  const sign =
    kind === 'transfer_in' ? 1 : kind === 'transfer_out' ? -1 : signOf((hasUnits ? units : amount) ?? ZERO);
  const movesNothing = !hasUnits && (amount === null || signOf(amount) === 0);
  if (sign === 0 || movesNothing) row.refuse('field_required', 'quantity', 'a transfer moves units or cash');
  const event = baseOf(row, sign < 0 ? 'transfer_out' : 'transfer_in', row.text('priceCurrency') || currency);
  if (event === null || sign === 0) return [];
  if (hasUnits) {
    event.quantity = text(absolute(units));
    const price = row.number('price');
    // A price beside units that leave is not their cost.
    if (price !== null && signOf(price) !== 0 && sign > 0) event.price = text(absolute(price));
    return [event];
  }
  delete event.symbol;
  const size = absolute(amount ?? ZERO);
  event.currency = currency;
  event.amount = text(sign < 0 ? negate(size) : size);
  return [event];
}

/** Of a price that is a value over units. */
const PRICE_DIGITS = 12;

/** Income in units, at the price stated, which is their cost. */
function rewardOf(row: Row, currency: string): Columns | null {
  const event = baseOf(row, 'dividend', row.text('priceCurrency') || currency);
  if (event === null) return null;
  event.quantity = row.size('quantity');
  const price = row.size('price');
  if (event.quantity === undefined) row.refuse('field_required', 'quantity', 'income in units has units');
  if (price !== undefined && price !== '0') return { ...event, price };
  const value = row.number('amount');
  const units = row.number('quantity');
  if (value !== null && units !== null && signOf(value) > 0 && signOf(units) > 0)
    return { ...event, price: text(divide(value, units, PRICE_DIGITS, 'half-even')) };
  // Without a price the units come in at that day's market value.
  return {
    ...event,
    type: 'transfer_in',
    note: [event.note, 'a reward without a price'].filter(Boolean).join('; '),
  };
}

function splitOf(row: Row): Columns | null {
  const event = baseOf(row, 'split', '');
  if (event === null) return null;
  const ratio = row.size('ratio') ?? row.size('quantity');
  if (ratio === undefined || ratio === '0') row.refuse('field_required', 'ratio', 'a split has a ratio');
  return { ...event, ratio };
}

function unitsOf(row: Row, type: string): Columns | null {
  const event = baseOf(row, type, '');
  if (event === null) return null;
  event.quantity = row.size('quantity');
  return event;
}
