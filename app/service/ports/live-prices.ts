/**
 * The last price of a symbol that was believed, with the instant it is of. It stands beside the history of closes:
 * one row a symbol, replaced as prices come, so that ten-second prices neither fill the history nor move its version.
 */
export interface LatestPriceRecord {
  readonly symbol: string;
  /** Exact decimal text. */
  readonly price: string;
  /** Null: the instrument's. */
  readonly currency: string | null;
  /** Milliseconds since 1970, UTC, as all times here: when it was paid. */
  readonly at: number;
  /** The exchange's day of that instant, days since 1970. */
  readonly day: number;
  readonly source: string;
  readonly recordedAt: number;
}

/** A latest price with its place in the order in which they were put: a later one has a greater number. */
export interface NumberedPrice extends LatestPriceRecord {
  readonly seq: number;
}

export interface LatestPriceReads {
  /** The shared ones, by symbol: all, or those asked for. */
  list(symbols?: readonly string[]): Promise<readonly LatestPriceRecord[]>;
  /** The shared ones that were put after a number, in their order; all after -1. */
  after(seq: number): Promise<readonly NumberedPrice[]>;
}

export interface LatestPriceWrites extends LatestPriceReads {
  /** Each replaces the one of its symbol. Moves no version. */
  put(prices: readonly LatestPriceRecord[]): Promise<void>;
}

export const HELD_BACK_REASONS = [
  'zero',
  'negative',
  'not_a_number',
  'jump',
  'other_unit',
  'stale',
  'future',
] as const;
export type HeldBackReason = (typeof HELD_BACK_REASONS)[number];

/** A price that is not believed. Of a symbol, source and day there is one. */
export interface HeldBackRecord {
  readonly id: string;
  readonly symbol: string;
  readonly source: string;
  /** Days since 1970. */
  readonly day: number;
  readonly at: number;
  /** As the source said it, which may be no number. */
  readonly price: string;
  readonly currency: string | null;
  /** The last that was believed; null where there was none. */
  readonly previousPrice: string | null;
  readonly reason: HeldBackReason;
  readonly heldAt: number;
}

export interface HeldBackReads {
  /** Shared ones that neither everybody nor this owner has released, the latest first; of some symbols. */
  list(symbols: readonly string[]): Promise<readonly HeldBackRecord[]>;
  /** Null where there is none, or it is released. */
  find(id: string): Promise<HeldBackRecord | null>;
}

export interface HeldBackWrites extends HeldBackReads {
  /**
   * Adds them, or replaces those of the same symbol, source and day, which keep their ids; one that was released at the
   * same price stays so.
   */
  hold(prices: readonly HeldBackRecord[]): Promise<void>;
  /** For this owner alone; for everybody where the owner is the shared one. */
  release(id: string, at: number): Promise<void>;
}

/** A cash dividend of an instrument, as a source announced it. */
export interface DividendRecord {
  readonly symbol: string;
  /** First session without the right to it, days since 1970. */
  readonly exDay: number;
  readonly payDay: number | null;
  /** For one unit, gross, exact decimal text. */
  readonly amount: string;
  readonly currency: string | null;
  readonly source: string;
  readonly recordedAt: number;
}

export interface DividendReads {
  /** The shared ones, by symbol and ex-day. */
  list(symbols: readonly string[]): Promise<readonly DividendRecord[]>;
}

export interface DividendWrites extends DividendReads {
  /** Adds them, or replaces those of the same symbol and ex-day. They are announced, not booked: no version moves. */
  put(dividends: readonly DividendRecord[]): Promise<void>;
}
