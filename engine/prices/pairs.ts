import { type Decimal, decimal, int, isCurrencyCode, quotedCurrency } from '../amounts/index.ts';

/** Two currencies of a rate: units of `base` per one unit of `currency`. */
export interface Pair {
  readonly currency: string;
  readonly base: string;
  /** The rate of the whole currencies is the quoted one × 10^shift: 2 for GBX/USD, -2 for USD/GBX. */
  readonly shift: -2 | 0 | 2;
}

/** Reads EURUSD (six letters) or EUR/USD (codes of any length); null for anything else. Pence count as pounds. */
export function readPair(text: string): Pair | null {
  const [first, second] = /^[A-Za-z]{6}$/.test(text) ? [text.slice(0, 3), text.slice(3)] : text.split('/');
  if (second === undefined || text.split('/').length > 2) return null;
  if (!isCurrencyCode(first) || !isCurrencyCode(second)) return null;
  const from = quotedCurrency(first);
  const to = quotedCurrency(second);
  if (from.currency === to.currency) return null;
  return { currency: from.currency, base: to.currency, shift: (from.shift - to.shift) as Pair['shift'] };
}

/** The name a pair goes by in a book of rates: EUR/USD. */
export function pairName({ currency, base }: { currency: string; base: string }): string {
  return `${currency}/${base}`;
}

/** A quoted rate as that of the whole currencies: × 10^shift. */
export function wholeCurrencies(rate: Decimal, shift: Pair['shift']): Decimal {
  if (rate.scale >= shift) return decimal(rate.units, rate.scale - shift);
  return decimal(int.mul(rate.units, int.pow10(shift - rate.scale)), 0);
}
