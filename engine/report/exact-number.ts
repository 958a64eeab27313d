import { type Decimal, formatDecimal, minorUnits, normalize, round, toNumber } from '../amounts/index.ts';

/** Digits that every number carries exactly. */
const CARRIED_DIGITS = 15;

/** A field of the outer JSON and, where a number cannot carry its value, its exact text beside. */
export type ExactNumber<Name extends string, Value> = { readonly [K in Name]: Value } & {
  readonly [K in `${Name}_exact`]?: string;
};

/** A quantity or price as a number and, where a number cannot carry it, its exact text beside. */
export function exactNumber<Name extends string>(name: Name, value: Decimal): ExactNumber<Name, number>;
export function exactNumber<Name extends string>(
  name: Name,
  value: Decimal | null,
): ExactNumber<Name, number | null>;
export function exactNumber(name: string, value: Decimal | null): object {
  if (value === null) return { [name]: null };
  const plain = normalize(value);
  const digits = plain.units.toString().replace('-', '').length;
  const number = toNumber(plain);
  return digits <= CARRIED_DIGITS
    ? { [name]: number }
    : { [name]: number, [`${name}_exact`]: formatDecimal(plain) };
}

/** An amount rounded to the minor unit of its currency. */
export function amountNumber(amount: Decimal, currency: string): number;
export function amountNumber(amount: Decimal | null, currency: string): number | null;
export function amountNumber(amount: Decimal | null, currency: string): number | null {
  return amount === null ? null : toNumber(round(amount, minorUnits(currency), 'half-away-from-zero'));
}
