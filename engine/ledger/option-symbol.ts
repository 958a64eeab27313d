import { decimal, normalize, type UnitPrice, unitPrice } from '../amounts/index.ts';
import { type Day, dayOf } from '../calendar/day.ts';

/** What the symbol of a listed US option says. */
export interface OptionSymbol {
  /** The root; of an adjusted series with a digit behind the underlying's symbol. */
  readonly root: string;
  readonly expiry: Day;
  readonly right: 'call' | 'put';
  readonly strike: UnitPrice;
}

const OCC = /^([A-Z][A-Z0-9]{0,5}) *(\d{2})(\d{2})(\d{2})([CP])(\d{8})$/;

/** Shares per contract of a listed US equity option. */
export const OCC_MULTIPLIER = 100;

/**
 * Reads a symbol of the Options Clearing Corporation: a root of up to six characters, padded with spaces or not,
 * expiry as YYMMDD, C or P, strike in thousandths with eight digits: `AAPL  240119C00150000`. Null for others.
 * Source: OCC, Options Symbology Initiative, 2010.
 */
export function parseOptionSymbol(symbol: string): OptionSymbol | null {
  const match = OCC.exec(symbol);
  if (match === null) return null;
  const expiry = dayOf(2000 + Number(match[2]), Number(match[3]), Number(match[4]));
  if (expiry === null) return null;
  return {
    root: match[1],
    expiry,
    right: match[5] === 'C' ? 'call' : 'put',
    strike: unitPrice(normalize(decimal(Number(match[6]), 3))),
  };
}
