import { type Day, formatDay, parseOptionSymbol } from '@tidemark/engine';
import { plainDecimal } from '../../providers/index.ts';
import type { ActivityReading, BrokerActivity } from '../../service/ports/index.ts';
import { isNothing, magnitude, negated, quotient, signOfText } from '../exact.ts';
import { type Direction, doubted, eventOf, moneyEvent, noEvent, readAs, unclassified } from '../reading.ts';
import { netOfFee } from '../trade-amount.ts';

/** Sub-types of money alone: which event each is, and which way its money goes. */
const MONEY: Readonly<Record<string, readonly [type: string, direction: Direction]>> = {
  dividend: ['dividend', 'in'],
  'qualified dividend': ['dividend', 'in'],
  'non-qualified dividend': ['dividend', 'in'],
  'long-term capital gain': ['dividend', 'in'],
  'short-term capital gain': ['dividend', 'in'],
  distribution: ['dividend', 'in'],
  interest: ['interest', 'in'],
  'interest receivable': ['interest', 'in'],
  'margin expense': ['interest', 'out'],
  'return of principal': ['return_of_capital', 'in'],
  'account fee': ['fee', 'out'],
  'fund fee': ['fee', 'out'],
  'legal fee': ['fee', 'out'],
  'management fee': ['fee', 'out'],
  'miscellaneous fee': ['fee', 'out'],
  'transfer fee': ['fee', 'out'],
  'trust fee': ['fee', 'out'],
  tax: ['tax', 'out'],
  'tax withheld': ['tax', 'out'],
  'non-resident tax': ['tax', 'out'],
  deposit: ['deposit', 'in'],
  contribution: ['deposit', 'in'],
  withdrawal: ['withdrawal', 'out'],
};

const WITHOUT_SYMBOL: readonly string[] = ['deposit', 'withdrawal'];
const TRANSFERS: readonly string[] = ['transfer', 'send', 'request', 'trade'];
const SPLITS: readonly string[] = ['split', 'stock distribution'];
const OPTION_ENDS: Readonly<Record<string, string>> = {
  exercise: 'option_exercise',
  assignment: 'option_assign',
  expire: 'option_expire',
};

interface Row {
  readonly type: string;
  readonly subtype: string;
  readonly date: string;
  readonly symbol: string | undefined;
  readonly quantity: string | undefined;
  readonly price: string | undefined;
  /** What the cash changed by: Plaid's own sign is the opposite. */
  readonly amount: string | undefined;
  readonly fee: string | undefined;
  readonly currency: string | undefined;
  readonly note: string | undefined;
}

/** What Plaid's investment transactions mean, each in its place. */
export function readPlaid(activities: readonly BrokerActivity[]): ActivityReading[] {
  return activities.map((activity) => readRow(rowOf(activity)));
}

function rowOf({ raw, day }: BrokerActivity): Row {
  const fields = JSON.parse(raw) as Record<string, unknown>;
  const text = (name: string) => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const number = (name: string) => plainDecimal(text(name) ?? '') ?? undefined;
  const symbol = text('symbol');
  const quantity = number('quantity');
  const amount = number('amount');
  const isOption = symbol !== undefined && parseOptionSymbol(symbol) !== null;
  return {
    type: text('type') ?? '',
    subtype: text('subtype') ?? '',
    date: formatDay(day as Day),
    symbol,
    quantity: quantity !== undefined && isOption ? quotient(quantity, '100') : quantity,
    price: number('price'),
    amount: amount === undefined ? undefined : negated(amount),
    fee: number('fees'),
    currency: text('iso_currency_code') ?? text('unofficial_currency_code'),
    note: text('name'),
  };
}

function readRow(row: Row): ActivityReading {
  const { type, subtype, amount, quantity, symbol, date, currency, note } = row;
  if (subtype === 'pending credit' || subtype === 'pending debit')
    return noEvent('Plaid has not posted it yet');
  if (subtype === 'split' || SPLITS.includes(subtype)) {
    if (symbol === undefined || quantity === undefined || isNothing(quantity)) return unknown(row);
    return readAs(eventOf({ date, type: 'split', symbol, currency, note }, quantity));
  }
  if (
    subtype in OPTION_ENDS &&
    symbol !== undefined &&
    parseOptionSymbol(symbol) !== null &&
    !isNothing(quantity)
  ) {
    const units = magnitude(quantity ?? '0');
    return readAs(eventOf({ date, type: OPTION_ENDS[subtype], symbol, quantity: units, currency, note }));
  }
  if (type === 'buy' || type === 'sell') return trade(row, type);
  if (type === 'transfer' && TRANSFERS.includes(subtype)) return transfer(row);
  const known = MONEY[subtype];
  if (type === 'cancel' || known === undefined || amount === undefined || isNothing(amount))
    return unknown(row);
  const [event, direction] = known;
  const about = WITHOUT_SYMBOL.includes(event) ? {} : { symbol };
  return moneyEvent({ date, currency, note, ...about, amount, type: event }, direction);
}

/** Direction comes from the type: sales arrive with units above zero as well as below. */
function trade(row: Row, side: 'buy' | 'sell'): ActivityReading {
  const { date, symbol, quantity, price, amount, fee, currency, note } = row;
  if (symbol === undefined || quantity === undefined || isNothing(quantity)) return unknown(row);
  const contract = parseOptionSymbol(symbol) === null ? '1' : '100';
  const net = netOfFee({ side, quantity, price, amount, fee, contract });
  if (net === null) return unknown(row);
  const costs = isNothing(fee) ? {} : { fee: magnitude(fee ?? '0') };
  const units = magnitude(quantity);
  const reading = readAs(
    eventOf({ date, type: side, symbol, quantity: units, price, amount: net, currency, note, ...costs }),
  );
  const fits = isNothing(amount) || signOfText(amount ?? '0') === (side === 'buy' ? -1 : 1);
  return fits ? reading : doubted(reading, 'its amount has the sign of the other direction');
}

function transfer(row: Row): ActivityReading {
  const { date, symbol, quantity, price, amount, currency, note } = row;
  if (symbol !== undefined && quantity !== undefined && !isNothing(quantity)) {
    const type = signOfText(quantity) > 0 ? 'transfer_in' : 'transfer_out';
    const stated = isNothing(price) ? undefined : price;
    return readAs(
      eventOf({ date, type, symbol, quantity: magnitude(quantity), price: stated, currency, note }),
    );
  }
  if (amount === undefined || isNothing(amount)) return unknown(row);
  const type = signOfText(amount) > 0 ? 'transfer_in' : 'transfer_out';
  return moneyEvent({ date, currency, note, amount, type }, 'either');
}

function unknown({ type, subtype, date, symbol, quantity, price, amount, currency }: Row): ActivityReading {
  const why = `Plaid's ${JSON.stringify(`${type}/${subtype}`)} is not known, or does not state what it needs`;
  return unclassified({ date, symbol, quantity, price, amount, currency }, why);
}
