import { type Day, formatDay, parseOptionSymbol } from '@tidemark/engine';
import { plainDecimal } from '../../providers/index.ts';
import type { ActivityReading, BrokerActivity } from '../../service/ports/index.ts';
import { isNothing, magnitude, signOfText } from '../exact.ts';
import { type Direction, doubted, eventOf, moneyEvent, readAs, unclassified } from '../reading.ts';
import { netOfFee } from '../trade-amount.ts';

/** Types of money alone: which event each is, and which way its money goes. */
const MONEY: Readonly<Record<string, readonly [type: string, direction: Direction]>> = {
  CONTRIBUTION: ['deposit', 'in'],
  WITHDRAWAL: ['withdrawal', 'out'],
  DIVIDEND: ['dividend', 'in'],
  DISTRIBUTION: ['dividend', 'in'],
  SUBSTITUTE_DIVIDEND: ['dividend', 'in'],
  RETURN_OF_CAPITAL: ['return_of_capital', 'in'],
  FEE: ['fee', 'out'],
  REBATE: ['fee', 'in'],
  TAX: ['tax', 'out'],
  INTERNAL_CASH_TRANSFER_IN: ['transfer_in', 'in'],
  INTERNAL_CASH_TRANSFER_OUT: ['transfer_out', 'out'],
};

const WITH_SYMBOL: readonly string[] = ['dividend', 'return_of_capital', 'tax', 'fee'];

/** Units that move without a trade; null: the sign of the units says which way. */
const UNITS: Readonly<Record<string, 'transfer_in' | 'transfer_out' | null>> = {
  EXTERNAL_ASSET_TRANSFER_IN: 'transfer_in',
  EXTERNAL_ASSET_TRANSFER_OUT: 'transfer_out',
  INTERNAL_ASSET_TRANSFER_IN: 'transfer_in',
  INTERNAL_ASSET_TRANSFER_OUT: 'transfer_out',
  TRANSFER: null,
};

const OPTION_ENDS: Readonly<Record<string, string>> = {
  OPTIONEXPIRATION: 'option_expire',
  OPTIONASSIGNMENT: 'option_assign',
  OPTIONEXERCISE: 'option_exercise',
};

const SPLITS: readonly string[] = ['SPLIT', 'REVERSE_SPLIT', 'STOCK_DIVIDEND'];
/** Interest of which the words say that it was paid; its sign says nothing at some brokers. */
const INTEREST_PAID = /debit|margin|charged|paid out/i;

interface Row {
  readonly type: string;
  readonly date: string;
  readonly symbol: string | undefined;
  readonly quantity: string | undefined;
  readonly price: string | undefined;
  readonly amount: string | undefined;
  readonly fee: string | undefined;
  readonly currency: string | undefined;
  readonly note: string | undefined;
}

/** What SnapTrade's activities mean, each in its place. */
export function readSnapTrade(activities: readonly BrokerActivity[]): ActivityReading[] {
  return activities.map((activity) => readRow(rowOf(activity)));
}

function rowOf({ raw, type, day }: BrokerActivity): Row {
  const fields = JSON.parse(raw) as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const number = (name: string) => plainDecimal(text(fields[name]) ?? '') ?? undefined;
  const of = (name: string, key: string) => text((fields[name] as Record<string, unknown> | null)?.[key]);
  return {
    type: type.toUpperCase(),
    date: formatDay(day as Day),
    symbol: (of('option_symbol', 'ticker') ?? of('symbol', 'symbol'))?.replace(/ +/g, ''),
    quantity: number('units'),
    price: number('price'),
    amount: number('amount'),
    fee: number('fee'),
    currency: of('currency', 'code'),
    note: text(fields.description),
  };
}

function readRow(row: Row): ActivityReading {
  const { type, amount, quantity, date, symbol, currency, note } = row;
  if (type === 'BUY' || type === 'SELL' || type === 'REI') return trade(row);
  if (type === 'INTEREST' && amount !== undefined)
    return moneyEvent(
      { date, currency, note, type: 'interest', amount },
      INTEREST_PAID.test(note ?? '') ? 'out' : 'either',
    );
  if (type in OPTION_ENDS && symbol !== undefined && !isNothing(quantity)) {
    const units = magnitude(quantity ?? '0');
    return readAs(eventOf({ date, type: OPTION_ENDS[type], symbol, quantity: units, currency, note }));
  }
  if (SPLITS.includes(type) && symbol !== undefined && !isNothing(quantity))
    return readAs(eventOf({ date, type: 'split', symbol, currency, note }, quantity));
  if (type === 'ADJUSTMENT') return adjustment(row);
  if (type in UNITS) return transfer(row, UNITS[type]);
  const known = MONEY[type];
  if (known === undefined || amount === undefined || isNothing(amount)) return unknown(row);
  const [event, direction] = known;
  const about = WITH_SYMBOL.includes(event) || event === 'dividend' ? { symbol } : {};
  return moneyEvent({ date, currency, note, ...about, amount, type: event }, direction);
}

/** What the cash moved by is the truth; direction comes from the type, size from the figures. */
function trade(row: Row): ActivityReading {
  const { type, date, symbol, quantity, price, amount, fee, currency, note } = row;
  if (symbol === undefined || quantity === undefined || isNothing(quantity)) return unknown(row);
  const side = type === 'SELL' ? 'sell' : 'buy';
  const contract = parseOptionSymbol(symbol) === null ? '1' : '100';
  const net = netOfFee({ side, quantity, price, amount, fee, contract });
  if (net === null) return unknown(row);
  const units = magnitude(quantity);
  const costs = isNothing(fee) ? {} : { fee: magnitude(fee ?? '0') };
  const event = eventOf({
    date,
    type: side,
    symbol,
    quantity: units,
    price,
    amount: net,
    currency,
    note,
    ...costs,
  });
  const reading = readAs(event);
  const fits = isNothing(amount) || signOfText(amount ?? '0') === (side === 'buy' ? -1 : 1);
  return fits ? reading : doubted(reading, `its amount ${amount} has the sign of the other direction`);
}

function transfer(row: Row, direction: 'transfer_in' | 'transfer_out' | null): ActivityReading {
  const { date, symbol, quantity, price, amount, currency, note } = row;
  if (symbol !== undefined && quantity !== undefined && !isNothing(quantity)) {
    const type = direction ?? (signOfText(quantity) > 0 ? 'transfer_in' : 'transfer_out');
    return readAs(eventOf({ date, type, symbol, quantity: magnitude(quantity), price, currency, note }));
  }
  if (amount === undefined || isNothing(amount)) return unknown(row);
  const type = direction ?? (signOfText(amount) > 0 ? 'transfer_in' : 'transfer_out');
  return moneyEvent({ date, currency, note, amount, type }, type === 'transfer_in' ? 'in' : 'out');
}

function adjustment(row: Row): ActivityReading {
  const { date, symbol, quantity, price, amount, currency, note } = row;
  const units = symbol === undefined || isNothing(quantity) ? {} : { symbol, quantity, price };
  const money = isNothing(amount) ? {} : { amount };
  if (Object.keys({ ...units, ...money }).length === 0) return unknown(row);
  return readAs(eventOf({ date, type: 'adjustment', ...units, ...money, currency, note }));
}

function unknown({ type, date, symbol, quantity, price, amount, currency }: Row): ActivityReading {
  const why = `SnapTrade's ${JSON.stringify(type)} is not known, or does not state what it needs`;
  return unclassified({ date, symbol, quantity, price, amount, currency }, why);
}
