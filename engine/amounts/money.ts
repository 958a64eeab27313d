import { minorUnits } from './currency.ts';
import {
  add as addDecimal,
  type Decimal,
  formatDecimal,
  multiply,
  negate as negateDecimal,
  round,
} from './decimal.ts';
import type { Rounding } from './rounding.ts';
import type { FxRate, Quantity, UnitPrice } from './scalars.ts';

/** An exact amount of one currency. Two currencies do not add: convert first, at a stated rate. */
export interface Money<Currency extends string = string> {
  readonly amount: Decimal;
  readonly currency: Currency;
}

export function money<Currency extends string>(amount: Decimal, currency: Currency): Money<Currency> {
  return { amount, currency };
}

/** Throws TypeError when the currencies differ; where they are literal types, it does not compile. */
export function add<Currency extends string>(
  a: Money<Currency>,
  b: Money<NoInfer<Currency>>,
): Money<Currency> {
  assertSameCurrency(a, b);
  return { amount: addDecimal(a.amount, b.amount), currency: a.currency };
}

export function subtract<Currency extends string>(
  a: Money<Currency>,
  b: Money<NoInfer<Currency>>,
): Money<Currency> {
  return add(a, negate(b as Money<Currency>));
}

export function negate<Currency extends string>(a: Money<Currency>): Money<Currency> {
  return { amount: negateDecimal(a.amount), currency: a.currency };
}

/** Exact; not rounded to the minor unit. */
export function valueOf<Currency extends string>(
  quantity: Quantity,
  price: UnitPrice,
  currency: Currency,
): Money<Currency> {
  return { amount: multiply(quantity, price), currency };
}

/** `rate` is units of `to` per unit of the money's currency. Exact. */
export function convert<To extends string>(a: Money, rate: FxRate, to: To): Money<To> {
  return { amount: multiply(a.amount, rate), currency: to };
}

export function roundToMinorUnit<Currency extends string>(
  a: Money<Currency>,
  rounding: Rounding,
): Money<Currency> {
  return { amount: round(a.amount, minorUnits(a.currency), rounding), currency: a.currency };
}

export function formatMoney(a: Money): string {
  return `${formatDecimal(a.amount, minorUnits(a.currency))} ${a.currency}`;
}

function assertSameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency)
    throw new TypeError(`${a.currency} and ${b.currency} do not add: convert one first`);
}
