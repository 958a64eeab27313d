import {
  type Day,
  formatInstant,
  type Instant,
  localToUtc,
  type MarketCalendar,
  marketCalendar,
  type Position,
} from '@tidemark/engine';
import type { LivePrice } from '../live/latest-prices.ts';
import type { CurrentDocument } from './documents.ts';
import { openPositions } from './positions.ts';
import type { Scope } from './scope.ts';
import { calendarsOf, secondOf, tradingOn, zoneOf } from './sessions.ts';

/** A price is fresh while it is younger, in seconds. */
const FRESH_SECONDS = 300;
const DAY_SECONDS = 86_400;

/** What the price of something held is. */
export interface HeldPrice {
  readonly symbol: string;
  /** The latest price, where it is that one which counts. */
  readonly live: LivePrice | undefined;
  /** Else the day of the close; null where the price is that of a trade. */
  readonly closeOf: Day | null;
  /** Whose sessions it has. */
  readonly calendars: readonly MarketCalendar[];
}

export type Freshness = Pick<CurrentDocument, 'last_updated' | 'price_fresh'>;

const ALWAYS = [marketCalendar('24x7')];

export interface HeldPosition {
  readonly position: Position;
  readonly price: HeldPrice;
}

/** What is held at the end of the day of a scope, with what the prices are. */
export function heldPositions(scope: Scope): HeldPosition[] {
  if (scope.at < 0) return [];
  const { instruments, live } = scope.portfolio.facts;
  const calendars = calendarsOf(scope.portfolio);
  return openPositions(scope).map((position) => {
    const { symbol, priceDate } = position;
    const isCrypto = instruments(symbol)?.kind === 'crypto';
    const price = { symbol, live: live.get(symbol), closeOf: priceDate };
    return { position, price: { ...price, calendars: isCrypto ? ALWAYS : calendars } };
  });
}

/** When a price was quoted; null where it is that of a trade. `now` in milliseconds since 1970. */
export function quotedAt({ live, closeOf, calendars }: HeldPrice, now: number): Instant | null {
  if (live !== undefined) return secondOf(live.at);
  return closeOf === null ? null : closeInstant(calendars, closeOf, now);
}

export const isFresh = (quoted: Instant | null, now: number): boolean =>
  quoted !== null && secondOf(now) - quoted < FRESH_SECONDS;

/** When the newest of some prices was quoted, and whether every one is fresh; `otherwise` where there is none. */
export function freshnessOf(prices: Iterable<HeldPrice>, now: number, otherwise: Instant): Freshness {
  let newest: Instant | null = null;
  let fresh = true;
  for (const price of prices) {
    const quoted = quotedAt(price, now);
    if (quoted !== null && (newest === null || quoted > newest)) newest = quoted;
    fresh &&= isFresh(quoted, now);
  }
  return { last_updated: formatInstant(newest ?? otherwise), price_fresh: fresh };
}

/**
 * A price of a day is its close. While that is still to come, all that is known is that it was quoted since the
 * opening: it counts as of then, so that no old price passes for a fresh one.
 */
function closeInstant(calendars: readonly MarketCalendar[], day: Day, now: number): Instant {
  const midnight = (day * DAY_SECONDS) as Instant;
  const trading = tradingOn(calendars, day);
  const { open, close } = trading ?? { open: midnight, close: (midnight + DAY_SECONDS) as Instant };
  const seconds = secondOf(now);
  if (close <= seconds) return close;
  return open <= seconds ? open : (Math.min(midnight, seconds) as Instant);
}

/** The newest event's time, or the beginning of its day; now where nothing has happened yet. */
export function lastEvent({ order, portfolio, day, at }: Scope, now: number): Instant {
  const { table } = portfolio.facts.book;
  const row = at < 0 ? undefined : order.findLast((candidate) => table.day.values[candidate] <= day);
  if (row === undefined) return secondOf(now);
  const account = portfolio.facts.accountLookup(table.accounts.texts[table.account.values[row]]);
  const midnight = localToUtc(zoneOf(account?.timeZone), table.day.values[row] as Day, 0);
  const time = Math.max(0, table.time.values[row]);
  return Math.min(midnight + time, secondOf(now)) as Instant;
}
