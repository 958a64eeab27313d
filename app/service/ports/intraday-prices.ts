/** Prices of a symbol within a day in UTC, by minute: what was known of it then, shared by all users. */
export interface IntradayPrices {
  readonly symbol: string;
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
