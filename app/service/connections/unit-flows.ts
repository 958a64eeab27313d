import {
  add,
  type Decimal,
  dec,
  divide,
  multiply,
  negate,
  parseOptionSymbol,
  signOf,
  ZERO,
} from '@tidemark/engine';
import type { EventColumns } from '../ports/index.ts';

/** Digits after the point of units before a split. */
const UNIT_DECIMALS = 12;
/** Contracts of a listed option are for so many. */
const CONTRACT = dec('100');

/** What an account holds: units by symbol, cash by currency. */
export interface Holding {
  readonly units: Map<string, Decimal>;
  readonly cash: Map<string, Decimal>;
}

export const emptyHolding = (): Holding => ({ units: new Map(), cash: new Map() });

const TAKES: readonly string[] = ['sell', 'transfer_out'];
const TRADES: readonly string[] = ['buy', 'sell'];
const INFORMATION: readonly string[] = ['interest', 'fee', 'tax', 'return_of_capital'];

/** Does to a holding what an event does. Events in order. */
export function forward(holding: Holding, columns: EventColumns): void {
  const { type, symbol } = columns;
  if (type === 'split' && symbol !== undefined)
    scale(holding, symbol, (units) => multiply(units, ratio(columns)));
  else if (type === 'rename' || type === 'merger')
    move(holding, columns, (units) => multiply(units, ratio(columns)));
  else moved(holding, columns, (a) => a);
}

/** Takes back what an event did. Events in reverse order. `wasShort`: of an option that ended, that it was written. */
export function backward(holding: Holding, columns: EventColumns, wasShort: boolean): void {
  const { type, symbol, toSymbol } = columns;
  const shrink = (units: Decimal) => divide(units, ratio(columns), UNIT_DECIMALS, 'half-even');
  if (type === 'split' && symbol !== undefined) scale(holding, symbol, shrink);
  else if (type === 'rename' || type === 'merger') {
    move(holding, { ...columns, symbol: toSymbol ?? '', toSymbol: symbol ?? '' }, shrink);
    cashFlow(holding, columns, negate);
  } else if (wasShort) {
    change(holding.units, symbol ?? '', negate(dec(columns.quantity ?? '0')));
    cashFlow(holding, columns, negate);
  } else moved(holding, columns, negate);
}

const ratio = ({ ratio: text = '1' }: EventColumns): Decimal => dec(text);

function scale({ units }: Holding, symbol: string, by: (units: Decimal) => Decimal): void {
  const held = units.get(symbol);
  if (held !== undefined) units.set(symbol, by(held));
}

function move(holding: Holding, columns: EventColumns, by: (units: Decimal) => Decimal): void {
  const { symbol = '', toSymbol = '' } = columns;
  const held = holding.units.get(symbol);
  if (held === undefined) return;
  holding.units.delete(symbol);
  change(holding.units, toSymbol, by(held));
}

function moved(holding: Holding, columns: EventColumns, sign: (a: Decimal) => Decimal): void {
  const { type, symbol, quantity, toSymbol, toQuantity } = columns;
  if (type === 'spinoff' && toSymbol !== undefined && toQuantity !== undefined)
    change(holding.units, toSymbol, sign(dec(toQuantity)));
  if (symbol !== undefined && quantity !== undefined && !INFORMATION.includes(type)) {
    const isCashDividend = type === 'dividend' && columns.amount !== undefined;
    if (!isCashDividend) change(holding.units, symbol, sign(unitsOf(holding, columns)));
  }
  cashFlow(holding, columns, sign);
}

function unitsOf({ units }: Holding, { type, symbol = '', quantity = '0' }: EventColumns): Decimal {
  const size = dec(quantity);
  if (TAKES.includes(type)) return negate(size);
  // Contracts that end go towards nothing, whether they were held or written.
  if (type.startsWith('option_')) return signOf(units.get(symbol) ?? ZERO) < 0 ? size : negate(size);
  return size;
}

function cashFlow({ cash }: Holding, columns: EventColumns, sign: (a: Decimal) => Decimal): void {
  const { currency = '', settleCurrency = currency, toAmount, toCurrency } = columns;
  const amount = cashOf(columns);
  if (amount !== null) change(cash, settleCurrency, sign(amount));
  if (toAmount !== undefined && toCurrency !== undefined) change(cash, toCurrency, sign(dec(toAmount)));
}

/** What an event changes the cash of its currency by; null where it says nothing of it. */
export function cashOf({
  type,
  symbol = '',
  quantity,
  price,
  amount,
  fee = '0',
  tax = '0',
}: EventColumns): Decimal | null {
  if (amount !== undefined) return dec(amount);
  if (!TRADES.includes(type) || quantity === undefined || price === undefined) return null;
  const contract = parseOptionSymbol(symbol) === null ? dec('1') : CONTRACT;
  const gross = multiply(multiply(dec(quantity), dec(price)), contract);
  return add(add(type === 'buy' ? negate(gross) : gross, negate(dec(fee))), negate(dec(tax)));
}

function change(of: Map<string, Decimal>, name: string, by: Decimal): void {
  of.set(name, add(of.get(name) ?? ZERO, by));
}
