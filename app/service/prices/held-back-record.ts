import { formatDecimal } from '@tidemark/engine';
import type { DailyBar, HeldBackReason, HeldBackRecord, MarketPrice, SymbolFailure } from '../ports/index.ts';
import type { BelievedPrice } from './outliers.ts';

/** A last price that is not believed. */
export function heldBackPrice(
  { symbol, source, day, at, price, currency }: MarketPrice,
  known: BelievedPrice | null,
  reason: HeldBackReason,
  now: number,
): HeldBackRecord {
  const previousPrice = known === null ? null : formatDecimal(known.price);
  const id = crypto.randomUUID();
  return { id, symbol, source, day, at, price, currency, previousPrice, reason, heldAt: now };
}

/** A close that is not believed. */
export function heldBackClose(
  { close, ...bar }: DailyBar,
  known: BelievedPrice | null,
  reason: HeldBackReason,
  now: number,
): HeldBackRecord {
  return heldBackPrice({ ...bar, price: close, at: now }, known, reason, now);
}

/** Why a symbol goes on to the next source. */
export const withoutBelief = ({ symbol, source, price, reason }: HeldBackRecord): SymbolFailure => ({
  symbol,
  reason: 'garbage',
  message: `${source}: ${price} is held back (${reason})`,
});

/** A price of before what is known: the next source may have a newer one. */
export const nothingNew = ({ symbol, source }: MarketPrice): SymbolFailure => ({
  symbol,
  reason: 'no_data',
  message: `${source}: nothing newer of ${symbol} than what is known`,
});
