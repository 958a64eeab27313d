import type { ActivityReading, BrokerActivity } from '../../service/ports/index.ts';
import { isNothing, magnitude, negated, product, signOfText } from '../exact.ts';
import { type Direction, doubted, eventOf, moneyEvent, noEvent, readAs, unclassified } from '../reading.ts';
import { type AlpacaRow, rowOf } from './activity-row.ts';
import { linksOf, readGroup } from './corporate-rows.ts';

/** Types of money alone: which event each is, and which way its money goes. A sub-type comes before its type. */
const MONEY: Readonly<Record<string, readonly [type: string, direction: Direction]>> = {
  CSD: ['deposit', 'in'],
  CSW: ['withdrawal', 'out'],
  DIV: ['dividend', 'in'],
  CGD: ['dividend', 'in'],
  DIVCGL: ['dividend', 'in'],
  DIVCGS: ['dividend', 'in'],
  DIVTXEX: ['dividend', 'in'],
  DIVROC: ['return_of_capital', 'in'],
  DIVNRA: ['tax', 'out'],
  DIVFT: ['tax', 'out'],
  DIVTW: ['tax', 'out'],
  DIVFEE: ['fee', 'out'],
  INT: ['interest', 'either'],
  'INT/CDT': ['interest', 'in'],
  'INT/SWP': ['interest', 'in'],
  'INT/QII': ['interest', 'in'],
  'INT/MGN': ['interest', 'out'],
  INTNRA: ['tax', 'out'],
  INTTW: ['tax', 'out'],
  WH: ['tax', 'out'],
  FEE: ['fee', 'out'],
  CFEE: ['fee', 'out'],
  PTC: ['fee', 'out'],
  PTR: ['fee', 'in'],
};

/** Types whose sign alone says what they are. */
const EITHER_WAY: Readonly<Record<string, readonly [into: string, out: string]>> = {
  TRANS: ['deposit', 'withdrawal'],
  ACATC: ['transfer_in', 'transfer_out'],
  JNL: ['transfer_in', 'transfer_out'],
  JNLC: ['transfer_in', 'transfer_out'],
  ACATS: ['transfer_in', 'transfer_out'],
  JNLS: ['transfer_in', 'transfer_out'],
};

/** Several rows of one day tell one event. */
const GROUPED = new Set(['SPLIT', 'SSP', 'NC', 'SC', 'MA', 'REORG', 'VOF', 'SPIN', 'SSO']);

const OPTION_ENDS: Readonly<Record<string, string>> = {
  OPEXP: 'option_expire',
  OPASN: 'option_assign',
  OPEXC: 'option_exercise',
  OPXRC: 'option_exercise',
};

/** What Alpaca's activities mean, each in its place. */
export function readAlpaca(activities: readonly BrokerActivity[]): ActivityReading[] {
  const rows = activities.map(rowOf);
  const links = linksOf(rows);
  const groups = Map.groupBy(
    rows.filter(({ type, status }) => GROUPED.has(type) && status !== 'canceled'),
    groupOf,
  );
  return rows.map((row) => {
    if (row.status === 'canceled') return noEvent('Alpaca has cancelled it');
    if (GROUPED.has(row.type)) return readGroup(row, groups.get(groupOf(row)) ?? [row]);
    return readRow(row, links.get(row));
  });
}

const groupOf = ({ type, date, group }: AlpacaRow): string => group ?? `${type} ${date}`;

function readRow(row: AlpacaRow, link: string | undefined): ActivityReading {
  const { type, subType, quantity, amount } = row;
  if (type === 'FILL' || type === 'OPTRD') return trade(row, link);
  if (type in OPTION_ENDS && quantity !== undefined) return optionEnd(row, OPTION_ENDS[type], link);
  if (type === 'OPCSH' && quantity !== undefined && amount !== undefined) return settledInCash(row);
  if (type in EITHER_WAY) return eitherWay(row, EITHER_WAY[type]);
  if (type === 'DIV' && subType === 'SDIV') return readGroup(row, [row]);
  if (type === 'CFEE' && isNothing(amount) && !isNothing(quantity)) return feeInUnits(row);
  const known = MONEY[`${type}/${subType}`] ?? MONEY[type];
  if (known === undefined || amount === undefined) return unknown(row);
  const [event, direction] = known;
  // Who is short pays the dividend.
  const isShort = event === 'dividend' && quantity !== undefined && signOfText(quantity) < 0;
  return moneyEvent({ ...cash(row), amount, type: event }, isShort ? 'out' : direction);
}

const cash = ({ date, symbol, currency, note, type }: AlpacaRow) => ({
  date,
  currency,
  note,
  ...(symbol !== undefined && !WITHOUT_SYMBOL.has(type) && { symbol }),
});

const WITHOUT_SYMBOL = new Set(['CSD', 'CSW', 'TRANS', 'ACATC', 'JNL', 'JNLC']);

function trade(row: AlpacaRow, link: string | undefined): ActivityReading {
  const { date, time, symbol, quantity, price, side, currency } = row;
  if (symbol === undefined || quantity === undefined || price === undefined || isNothing(quantity))
    return unknown(row);
  const isBuy = side === undefined ? signOfText(quantity) > 0 : side === 'buy';
  const common = { date, time, symbol, quantity: magnitude(quantity), price, currency, link };
  const reading = readAs(eventOf({ ...common, type: isBuy ? 'buy' : 'sell' }));
  const isKnown = side === undefined || ['buy', 'sell', 'sell_short'].includes(side);
  return isKnown ? reading : doubted(reading, `its side is ${JSON.stringify(side)}; it was read as a sale`);
}

function optionEnd(row: AlpacaRow, type: string, link: string | undefined): ActivityReading {
  const { date, symbol, quantity = '0', currency, note } = row;
  return readAs(eventOf({ date, type, symbol, quantity: magnitude(quantity), currency, note, link }));
}

/** Contracts that are settled in cash go for that cash. */
function settledInCash({ date, symbol, quantity = '0', amount = '0', currency, note }: AlpacaRow) {
  const type = signOfText(amount) < 0 ? 'buy' : 'sell';
  return readAs(eventOf({ date, type, symbol, quantity: magnitude(quantity), amount, currency, note }));
}

function eitherWay(row: AlpacaRow, [into, out]: readonly [string, string]): ActivityReading {
  const { date, symbol, quantity, price, amount, currency, note } = row;
  if (symbol !== undefined && quantity !== undefined && !isNothing(quantity)) {
    const type = signOfText(quantity) > 0 ? into : out;
    return readAs(eventOf({ date, type, symbol, quantity: magnitude(quantity), price, currency, note }));
  }
  if (amount === undefined || isNothing(amount)) return unknown(row);
  return moneyEvent({ ...cash(row), amount, type: signOfText(amount) > 0 ? into : out }, 'either');
}

/** A fee that is taken in coins: they are sold at the price that is stated, and the money is the fee. */
function feeInUnits(row: AlpacaRow): ActivityReading {
  const { date, symbol, quantity = '0', price, currency, note } = row;
  if (symbol === undefined || price === undefined) return unknown(row);
  const value = product(magnitude(quantity), price);
  const common = { date, currency, note };
  return readAs(
    eventOf({ ...common, type: 'sell', symbol, quantity: magnitude(quantity), price, amount: value }),
    eventOf({ ...common, type: 'fee', amount: negated(value) }),
  );
}

function unknown(row: AlpacaRow): ActivityReading {
  const { type, subType, date, symbol, quantity, price, amount, currency } = row;
  const what = subType === '' ? type : `${type}/${subType}`;
  const why = `Alpaca's ${JSON.stringify(what)} is not known, or does not state what it needs`;
  return unclassified({ date, symbol, quantity, price, amount, currency }, why);
}
