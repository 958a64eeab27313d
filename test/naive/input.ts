import { type Day, parseDay } from '../../engine/calendar/day.ts';
import type { EventType } from '../../engine/ledger/event.ts';
import type { InstrumentKind, LotMethod } from '../../engine/ledger/instrument.ts';
import { Fraction, NOTHING } from './fraction.ts';

/** An event by the columns of `transactions.csv`, all as text. */
export type PlainEvent = {
  readonly date: string;
  readonly type: EventType;
  readonly time?: string;
  readonly account?: string;
  readonly symbol?: string;
  readonly quantity?: string;
  readonly price?: string;
  readonly amount?: string;
  readonly fee?: string;
  readonly tax?: string;
  readonly currency?: string;
  readonly settle_currency?: string;
  readonly ratio?: string;
  readonly to_symbol?: string;
  readonly to_quantity?: string;
  readonly to_amount?: string;
  readonly to_currency?: string;
  readonly cost_fraction?: string;
  readonly lot?: string;
  readonly id?: string;
  readonly link?: string;
  readonly note?: string;
};

export type PlainPrice = {
  readonly date: string;
  readonly symbol: string;
  readonly price: string;
  readonly currency?: string;
};
export type PlainRate = { readonly date: string; readonly pair: string; readonly rate: string };
export type PlainSplit = { readonly date: string; readonly symbol: string; readonly ratio: string };
export type PlainReport = { readonly date: string; readonly account: string; readonly equity: string };

export type PlainInstrument = {
  readonly symbol: string;
  readonly kind: InstrumentKind;
  readonly currency?: string;
  readonly multiplier?: string;
  readonly price_factor?: string;
};

export type PlainAccount = {
  readonly name: string;
  readonly currency?: string;
  readonly lot_method?: LotMethod;
  readonly allow_short?: boolean;
};

export type PlainConventions = {
  readonly base: string;
  readonly lots: LotMethod;
  readonly fees: 'expense' | 'capitalize';
  readonly staleAfterDays: number;
};

/** Everything that a valuation is made from. Events are in the order of their file. */
export type PlainInput = {
  readonly events: readonly PlainEvent[];
  readonly prices: readonly PlainPrice[];
  readonly rates: readonly PlainRate[];
  readonly splits: readonly PlainSplit[];
  readonly instruments: readonly PlainInstrument[];
  readonly accounts: readonly PlainAccount[];
  readonly conventions: PlainConventions;
  readonly reports: readonly PlainReport[];
  readonly to?: string;
};

/** An event with its defaults filled in and its figures in whole units of its currencies. */
export type Fact = {
  /** Place in the file. */
  readonly row: number;
  readonly plain: PlainEvent;
  readonly type: EventType;
  readonly day: Day;
  readonly time: string | null;
  readonly account: string;
  readonly symbol: string;
  readonly quantity: Fraction;
  readonly price: Fraction | null;
  readonly amount: Fraction | null;
  readonly fee: Fraction;
  readonly tax: Fraction;
  /** Of the price. */
  readonly currency: string;
  /** Of amount, fee and tax. */
  readonly settle: string;
  readonly toAmount: Fraction;
  readonly toCurrency: string;
  readonly costFraction: Fraction | null;
};

const HUNDREDTHS: Record<string, string> = { GBX: 'GBP', GBp: 'GBP', ZAc: 'ZAR', ILA: 'ILS' };
const DIGITS: Record<string, number> = { JPY: 0, KRW: 0, KWD: 3, BTC: 8, ETH: 8 };

/** Decimals of a currency's minor unit, for the currencies that the tests use. */
export const digitsOf = (currency: string): number => DIGITS[currency] ?? 2;

export const wholeCurrency = (code: string): string => HUNDREDTHS[code] ?? code;

/** A figure of a quoted currency in its whole currency: 250 GBX are 2.50 GBP. */
export function inWhole(text: string, code: string): Fraction {
  const value = Fraction.of(text);
  return code in HUNDREDTHS ? value.times(new Fraction(1n, 100n)) : value;
}

export function dayFrom(text: string): Day {
  const found = parseDay(text);
  if (found === null) throw new SyntaxError(`not a day: ${text}`);
  return found;
}

/** The events of the file; a row whose account and id have been seen is known already. */
export function facts(input: PlainInput): Fact[] {
  const all = input.events.map((plain, row) => fact(plain, row, input));
  const isSame = (a: Fact, b: Fact) =>
    a.plain.id !== undefined && a.plain.id === b.plain.id && a.account === b.account;
  return all.filter((event) => all.find((other) => isSame(event, other) || other === event) === event);
}

function fact(plain: PlainEvent, row: number, input: PlainInput): Fact {
  const account = plain.account ?? 'main';
  const accountCurrency = input.accounts.find(({ name }) => name === account)?.currency;
  const currency = plain.currency ?? accountCurrency ?? input.conventions.base;
  const settle = plain.settle_currency ?? currency;
  const toCurrency = plain.to_currency ?? currency;
  const money = (text: string | undefined, code: string) => (text === undefined ? null : inWhole(text, code));
  return {
    row,
    plain,
    type: plain.type,
    day: dayFrom(plain.date),
    time: plain.time === undefined ? null : plain.time.padEnd(8, ':00'),
    account,
    symbol: plain.symbol ?? '',
    quantity: plain.quantity === undefined ? NOTHING : Fraction.of(plain.quantity),
    price: money(plain.price, currency),
    amount: money(plain.amount, settle),
    fee: money(plain.fee, settle) ?? NOTHING,
    tax: money(plain.tax, settle) ?? NOTHING,
    currency: wholeCurrency(currency),
    settle: wholeCurrency(settle),
    toAmount: money(plain.to_amount, toCurrency) ?? NOTHING,
    toCurrency: wholeCurrency(toCurrency),
    costFraction: plain.cost_fraction === undefined ? null : Fraction.of(plain.cost_fraction),
  };
}
