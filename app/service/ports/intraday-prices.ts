/** Prices of a symbol within a day in UTC, by minute: what was known of it then, shared by all users. */
export interface IntradayPrices {
  readonly symbol: string;
  /** Null: the instrument's. */
  readonly currency: string | null;
  /** Days since 1970, UTC. */
  readonly day: number;
  /** Minutes since midnight UTC, ascending. */
  readonly minutes: Uint16Array;
  /** The price of row n is `units[n]` / 10^`scales[n]`; safe integers. */
  readonly units: Float64Array;
  readonly scales: Uint8Array;
}

export interface IntradayPriceReads {
  /** Of some symbols, the days from…to, both included; by symbol and day. Days without any are left out. */
  list(symbols: readonly string[], from: number, to: number): Promise<readonly IntradayPrices[]>;
}

/** A price of a symbol at an instant of a session. */
export interface IntradayPrice {
  readonly symbol: string;
  /** Null: the instrument's. */
  readonly currency: string | null;
  /** Exact decimal text, at most 15 significant digits. */
  readonly price: string;
}

export interface IntradayPriceWrites extends IntradayPriceReads {
  /** Records prices of one instant, which counts as its minute; the last of a minute counts. Moves no version. */
  record(at: number, prices: readonly IntradayPrice[]): Promise<void>;
  /** Keeps of days from…to the last price of each `bucketMs`. Answers how many are gone. */
  thin(from: number, to: number, bucketMs: number): Promise<number>;
  /** Removes all days before one. */
  removeBefore(day: number): Promise<number>;
}
