import type { Ratio, UnitPrice } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';

/** The kinds of instruments, as the instruments file writes them. */
export const INSTRUMENT_KINDS = ['stock', 'etf', 'fund', 'bond', 'option', 'future', 'crypto', 'fx'] as const;

export type InstrumentKind = (typeof INSTRUMENT_KINDS)[number];

/** What the instruments file says of a symbol; null where the file leaves it open. */
export interface Instrument {
  readonly symbol: string;
  readonly kind: InstrumentKind;
  /** Of its prices. */
  readonly currency: string | null;
  /** Contract size: units of the underlying per contract. */
  readonly multiplier: Ratio | null;
  /** What one unit of price is worth: 0.01 for a bond quoted in percent. */
  readonly priceFactor: Ratio | null;
  readonly sector: string | null;
  readonly underlying: string | null;
  readonly expiry: Day | null;
  readonly strike: UnitPrice | null;
  readonly right: 'call' | 'put' | null;
}

/** The instrument of a symbol, or undefined where nothing is known of it: then it is taken for a stock. */
export type InstrumentLookup = (symbol: string) => Instrument | undefined;

/** How sales find the purchases that they close. */
export const LOT_METHODS = ['fifo', 'lifo', 'hifo', 'average', 'specific', 'uk'] as const;

export type LotMethod = (typeof LOT_METHODS)[number];

/** An account: where its money is, and the conventions that its events are read by. */
export interface Account {
  readonly name: string;
  readonly type: 'cash' | 'margin';
  readonly currency: string;
  /** IANA name; event dates and times are in it. */
  readonly timeZone: string;
  /** Market identifier code of its sessions, or `24x7`. */
  readonly calendar: string;
  /** Null: the method that the caller chose for all accounts. */
  readonly lotMethod: LotMethod | null;
  readonly allowShort: boolean;
}

/** The account of a name, or undefined where nothing is known of it. */
export type AccountLookup = (name: string) => Account | undefined;
