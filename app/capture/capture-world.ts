import type { Clock, Portfolios, Store } from '../service/index.ts';
import type { PriceFeed } from '../service/prices/index.ts';
import type { MarketCalendars } from './market-calendars.ts';

/** What captures work with. */
export interface CaptureWorld {
  readonly store: Store;
  readonly portfolios: Portfolios;
  /** Null where no source of prices is set up: what is known counts. */
  readonly feed: PriceFeed | null;
  readonly clock: Clock;
  readonly calendars: MarketCalendars;
  /** From a session's close until its value is sealed. */
  readonly delayMs: number;
}

/** First and last day, inclusive. */
export interface Days {
  readonly from: number;
  readonly to: number;
}
