import type { InstrumentKind } from '@tidemark/engine';

/** What is known of a symbol; null where nothing is. Decimals are exact text. */
export interface InstrumentRecord {
  readonly symbol: string;
  readonly kind: InstrumentKind;
  readonly currency: string | null;
  readonly multiplier: string | null;
  readonly priceFactor: string | null;
  readonly sector: string | null;
  readonly name: string | null;
  readonly exchange: string | null;
  readonly isin: string | null;
  readonly figi: string | null;
  readonly underlying: string | null;
  /** Days since 1970. */
  readonly expiry: number | null;
  readonly strike: string | null;
  readonly right: 'call' | 'put' | null;
  /** Of a bond, in years. */
  readonly modifiedDuration: string | null;
}

export interface InstrumentReads {
  /**
   * By symbol: the owner's own, and the shared ones of the symbols he has none of. All, or those asked for; as known at
   * an instant (ms since 1970).
   */
  list(symbols?: readonly string[], asKnownAt?: number): Promise<readonly InstrumentRecord[]>;
}

export interface InstrumentWrites extends InstrumentReads {
  /** Adds the owner's own, or replaces those of the same symbols. */
  put(instruments: readonly InstrumentRecord[]): Promise<void>;
  /** Removes the owner's own; the shared one shows again. */
  delete(symbol: string): Promise<boolean>;
}
