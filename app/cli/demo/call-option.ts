import { type Day, formatDay } from '@tidemark/engine';
import { cents, date, priceOn, type Quotes } from './market.ts';

/** A call on ACME for a year: bought in the money of its day, it ends exercised or worth nothing. */
export interface CallOption {
  readonly symbol: string;
  readonly opened: Day;
  readonly expiry: Day;
  readonly strike: number;
  readonly quotes: Quotes;
}

const OPENED = date(2023, 1, 17);
const EXPIRY = date(2024, 1, 19);
/** Yearly volatility that its quotes are made with. */
const VOLATILITY = 0.25;

export function callOption(acme: Quotes): CallOption {
  const strike = Math.round(priceOn(acme, OPENED) / 5) * 5;
  const expiry = formatDay(EXPIRY).slice(2).replaceAll('-', '');
  const symbol = `ACME${expiry}C${String(strike * 1000).padStart(8, '0')}`;
  const days = acme.days.filter((day) => day >= OPENED && day <= EXPIRY);
  const prices = days.map((day) => cents(premium(priceOn(acme, day), strike, (EXPIRY - day) / 365)));
  return { symbol, opened: OPENED, expiry: EXPIRY, strike, quotes: { symbol, days, prices } };
}

/**
 * What exercise would bring, and for the time that is left 0.4 × price × volatility × √years, less the further the
 * strike is away. Source of the factor: M. Brenner, M. Subrahmanyam, "A Simple Formula to Compute the Implied
 * Standard Deviation", Financial Analysts Journal 44 (1988).
 */
function premium(price: number, strike: number, years: number): number {
  const spread = VOLATILITY * Math.sqrt(Math.max(years, 0));
  if (spread === 0) return Math.max(0, price - strike);
  const distance = (price / strike - 1) / spread;
  return Math.max(0, price - strike) + 0.4 * price * spread * Math.exp(-(distance ** 2));
}
