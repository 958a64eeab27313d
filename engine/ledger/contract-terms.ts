import { type Decimal, decimal, equals, multiply, ONE } from '../amounts/index.ts';
import type { Instrument, InstrumentKind } from './instrument.ts';
import { OCC_MULTIPLIER, parseOptionSymbol } from './option-symbol.ts';

/** How quantity × price of an instrument becomes money. */
export interface ContractTerms {
  /** Units of the underlying per contract; 1 for what has no contracts. */
  readonly multiplier: Decimal;
  /** What one unit of price is worth: 0.01 for a bond unless its instrument says otherwise, else 1. */
  readonly priceFactor: Decimal;
  /** Multiplier × price factor. */
  readonly factor: Decimal;
  /** Trades move no cash but their costs, and the gain when they close. */
  readonly isFuture: boolean;
}

/** Bonds are quoted in percent of their face value. */
const PERCENT = decimal(1, 2);

/** Of what is neither a contract nor quoted in percent. */
export const SHARES: ContractTerms = { multiplier: ONE, priceFactor: ONE, factor: ONE, isFuture: false };

/** The terms of a symbol: what its instrument says; else 100 shares for an OCC option symbol; else plain units. */
export function contractTerms(symbol: string, instrument: Instrument | undefined): ContractTerms {
  const multiplier = instrument?.multiplier ?? multiplierBySymbol(symbol);
  const priceFactor = instrument?.priceFactor ?? (instrument?.kind === 'bond' ? PERCENT : ONE);
  const isFuture = instrument?.kind === 'future';
  if (!isFuture && equals(multiplier, ONE) && equals(priceFactor, ONE)) return SHARES;
  return { multiplier, priceFactor, factor: multiply(multiplier, priceFactor), isFuture };
}

/** What a symbol is: what its instrument says; else an option by its OCC symbol; else a stock. */
export function instrumentKind(symbol: string, instrument: Instrument | undefined): InstrumentKind {
  return instrument?.kind ?? (parseOptionSymbol(symbol) === null ? 'stock' : 'option');
}

function multiplierBySymbol(symbol: string): Decimal {
  return parseOptionSymbol(symbol) === null ? ONE : decimal(OCC_MULTIPLIER, 0);
}
