/** A price of a symbol, or a rate of a pair such as EURUSD (units of the second per one of the first). */
export interface QuoteRow {
  /** Symbol or pair. */
  readonly name: string;
  /** Days since 1970. */
  readonly day: number;
  /** Exact decimal text, at most 15 significant digits; null takes that day's quote of that source away. */
  readonly value: string | null;
  /** Of a price, as its source states it (GBX is not GBP). All quotes of one name, source and year share it. */
  readonly currency: string | null;
}

/**
 * The quotes of one name, source and year as columns, in order of days: the value of row n is
 * `units[n]` / 10^`scales[n]`, exactly.
 */
export interface QuoteSegment {
  readonly name: string;
  readonly year: number;
  readonly source: string;
  /** '' where the quotes are shared by all users, else the owner's own. */
  readonly owner: string;
  readonly currency: string | null;
  /** Counts the writes of this segment, from 1. */
  readonly revision: number;
  /** Days since 1970. */
  readonly days: Int32Array;
  /** Integers below 2^53. */
  readonly units: Float64Array;
  /** Digits after the point. */
  readonly scales: Uint8Array;
  /** When the value of row n was recorded, milliseconds since 1970, UTC. */
  recordedAt(n: number): number;
}

export interface QuoteQuery {
  /** Absent: every name there is. */
  readonly names?: readonly string[];
  /** First and last year, inclusive. */
  readonly fromYear?: number;
  readonly toYear?: number;
  /** Milliseconds since 1970: quotes as they were known then. */
  readonly asKnownAt?: number;
  /** Only those that all users share, or only the owner's own; absent: both. */
  readonly of?: 'shared' | 'own';
}

/** A quote that another one of the same name, day and source has replaced or taken away. */
export interface QuoteRevision {
  readonly day: number;
  readonly source: string;
  readonly owner: string;
  readonly value: string;
  readonly recordedAt: number;
  readonly replacedAt: number;
}

export interface QuoteReads {
  /**
   * The owner's own and the shared segments, by name, then year, then precedence: a later segment's quote of a day
   * comes before an earlier one's. Shared sources first, in text order, then the owner's own.
   */
  segments(query: QuoteQuery): Promise<readonly QuoteSegment[]>;
  /** What was replaced, the latest first. */
  revisions(name: string): Promise<readonly QuoteRevision[]>;
  /** Names with any quote, in text order, shared and own. */
  names(): Promise<readonly string[]>;
}

/** How many quotes changed: those that say what was known already do not count. */
export interface QuotesPut {
  readonly added: number;
  readonly replaced: number;
  readonly removed: number;
}

export interface QuoteWrites extends QuoteReads {
  /**
   * Records quotes of one source under the owner of the transaction. Of two rows of one name and day the later
   * counts. StorageError `out_of_range` for a value of too many digits, `constraint` for a second currency.
   */
  put(source: string, rows: readonly QuoteRow[], recordedAt: number): Promise<QuotesPut>;
}

export interface SplitRecord {
  readonly symbol: string;
  /** First day on the new basis, days since 1970. */
  readonly day: number;
  /** New units per old, exact decimal text. */
  readonly ratio: string;
  readonly source: string;
  /** Milliseconds since 1970, UTC. */
  readonly recordedAt: number;
}

export interface SplitReads {
  /**
   * The owner's own and the shared ones, by symbol and day; of one symbol and day the owner's own. With `asKnownAt` (ms
   * since 1970, inclusive) without those that were recorded later; what a later one replaced is not kept.
   */
  list(symbols?: readonly string[], asKnownAt?: number): Promise<readonly SplitRecord[]>;
}

export interface SplitWrites extends SplitReads {
  /** Adds them, or replaces those of the same symbol and day. */
  put(splits: readonly SplitRecord[]): Promise<void>;
  delete(symbol: string, day: number): Promise<boolean>;
}
