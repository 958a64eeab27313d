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

/** An amount in units of a currency, not in cents: `money(dec('12.50'), 'USD')`. */
export function money<Currency extends string>(amount: Decimal, currency: Currency): Money<Currency> {
  return { amount, currency };
}

/**
 * a + b, exact, in their currency. Where the currencies are literal types, two of them do not compile.
 * @throws TypeError when the currencies differ
 */
export function add<Currency extends string>(
  a: Money<Currency>,
  b: Money<NoInfer<Currency>>,
): Money<Currency> {
  assertSameCurrency(a, b);
  return { amount: addDecimal(a.amount, b.amount), currency: a.currency };
}

/**
 * a − b, exact, in their currency.
 * @throws TypeError when the currencies differ
 */
export function subtract<Currency extends string>(
  a: Money<Currency>,
  b: Money<NoInfer<Currency>>,
): Money<Currency> {
  return add(a, negate(b as Money<Currency>));
}

/** −a in its currency. */
export function negate<Currency extends string>(a: Money<Currency>): Money<Currency> {
  return { amount: negateDecimal(a.amount), currency: a.currency };
}

/** `quantity` × `price` in the price's `currency`. Exact; not rounded to the minor unit. */
export function valueOf<Currency extends string>(
  quantity: Quantity,
  price: UnitPrice,
  currency: Currency,
): Money<Currency> {
  return { amount: multiply(quantity, price), currency };
}

/** The amount in `to`, exact. `rate` is units of `to` per unit of the money's currency. */
export function convert<To extends string>(a: Money, rate: FxRate, to: To): Money<To> {
  return { amount: multiply(a.amount, rate), currency: to };
}

/** To the minor unit of its currency (cents, whole yen, 8 decimals of a crypto currency) by `rounding`. */
export function roundToMinorUnit<Currency extends string>(
  a: Money<Currency>,
  rounding: Rounding,
): Money<Currency> {
  return { amount: round(a.amount, minorUnits(a.currency), rounding), currency: a.currency };
}

/** `12.50 USD`: at least the decimals of the minor unit, more where the amount has them. */
export function formatMoney(a: Money): string {
  return `${formatDecimal(a.amount, minorUnits(a.currency))} ${a.currency}`;
}

function assertSameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency)
    throw new TypeError(`${a.currency} and ${b.currency} do not add: convert one first`);
}
