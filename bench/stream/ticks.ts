/** What the server is told to put. */
export interface Ticks {
  readonly symbols: number;
  readonly perSecond: number;
  readonly seconds: number;
}

/** What it says of it. */
export interface Put {
  /** When each batch began to be put, milliseconds since 1970. */
  readonly putAt: readonly number[];
  readonly peakBytes: number;
  readonly tookMs: number;
  readonly cpuMs: number;
}

const HUNDRED_DOLLARS = 10_000;

/** A price says which batch it came with. */
export const priceOfBatch = (batch: number): string => String((HUNDRED_DOLLARS + batch) / 100);
export const batchOfPrice = (price: number): number => Math.round(price * 100) - HUNDRED_DOLLARS;
