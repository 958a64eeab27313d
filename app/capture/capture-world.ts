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
  /** Is told what was done; nobody where absent. */
  readonly counted?: CaptureCounts;
}

/** Who counts what captures do. */
export interface CaptureCounts {
  /** Values that were sealed: of the ends of sessions, or within them. */
  sealed(of: 'session_end' | 'within_session', count: number): void;
  /** A run that filled what was missing. */
  backfilled(outcome: 'done' | 'failed'): void;
}

/** First and last day, inclusive. */
export interface Days {
  readonly from: number;
  readonly to: number;
}
