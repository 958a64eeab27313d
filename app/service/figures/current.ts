import {
  type CalendarName,
  type Day,
  exactNumber,
  formatInstant,
  type Instant,
  localToUtc,
  type Position,
} from '@tidemark/engine';
import type { LivePrice } from '../live/latest-prices.ts';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { derivedOf } from './derived.ts';
import type { CurrentDocument } from './documents.ts';
import { findings } from './findings.ts';
import { openPositions } from './positions.ts';
import { moneyIn, type Scope, scopeOf } from './scope.ts';
import { calendarsOf, dayOfInstant, secondOf, tradingOn, zoneOf } from './sessions.ts';

/** A price is fresh while it is younger, in seconds. */
const FRESH_SECONDS = 300;
const DAY_SECONDS = 86_400;

type CurrentPosition = CurrentDocument['positions'][number];

/** What it is worth now, with the latest prices; `now` in milliseconds since 1970. */
export function current(portfolio: OpenPortfolio, now: number): CurrentDocument {
  const scope = scopeOf(portfolio, dayOfInstant(now));
  const { columns, at, history } = scope;
  const money = moneyIn(history);
  const positions = positionsNow(scope, now);
  const { margin } = derivedOf(scope.portfolio);
  return {
    base_currency: history.base,
    total_value: at < 0 ? 0 : money(columns.equity[at]),
    investment_value: at < 0 ? 0 : money(columns.longValue[at] + columns.shortValue[at]),
    cash_balance: at < 0 ? 0 : money(columns.cash[at]),
    borrowed: at < 0 ? 0 : money(margin.borrowed[at]),
    margin_use: at < 0 ? null : margin.use(at),
    positions: positions.map((one) => positionDocument(one, scope)),
    ...updated(scope, positions, now),
    problems: findings(scope.problems),
  };
}

/** When the newest price was quoted, and whether every held one is fresh. */
export function freshness(portfolio: OpenPortfolio, now: number): Freshness {
  const scope = scopeOf(portfolio, dayOfInstant(now));
  return updated(scope, positionsNow(scope, now), now);
}

export type Freshness = Pick<CurrentDocument, 'last_updated' | 'price_fresh'>;

interface PositionNow {
  readonly position: Position;
  /** When it was paid; of a close, the close. Null where the price is that of a trade. */
  readonly quotedAt: Instant | null;
  readonly fresh: boolean;
}

function positionsNow(scope: Scope, now: number): PositionNow[] {
  if (scope.at < 0) return [];
  const { instruments, live } = scope.portfolio.facts;
  const calendars = calendarsOf(scope.portfolio);
  return openPositions(scope).map((position) => {
    const trades: readonly CalendarName[] =
      instruments(position.symbol)?.kind === 'crypto' ? ['24x7'] : calendars;
    const quotedAt = paidAt(live.get(position.symbol)) ?? closedAt(trades, position.priceDate, now);
    return { position, quotedAt, fresh: quotedAt !== null && secondOf(now) - quotedAt < FRESH_SECONDS };
  });
}

/** Of a latest price that counts. Null where none does. */
const paidAt = (price: LivePrice | undefined): Instant | null =>
  price === undefined ? null : secondOf(price.at);

/** Null where no close counts. */
const closedAt = (calendars: readonly CalendarName[], day: Day | null, now: number): Instant | null =>
  day === null ? null : quoteInstant(calendars, day, now);

/**
 * A price of a day is its close. While that is still to come, all that is known is that it was quoted since the
 * opening: it counts as of then, so that no old price passes for a fresh one.
 */
function quoteInstant(calendars: readonly CalendarName[], day: Day, now: number): Instant {
  const midnight = (day * DAY_SECONDS) as Instant;
  const trading = tradingOn(calendars, day);
  const { open, close } = trading ?? { open: midnight, close: (midnight + DAY_SECONDS) as Instant };
  const seconds = secondOf(now);
  if (close <= seconds) return close;
  return open <= seconds ? open : (Math.min(midnight, seconds) as Instant);
}

function updated(scope: Scope, positions: readonly PositionNow[], now: number): Freshness {
  const quoted = positions.flatMap(({ quotedAt }) => (quotedAt === null ? [] : [quotedAt]));
  const newest = quoted.length > 0 ? (Math.max(...quoted) as Instant) : lastEvent(scope, now);
  return { last_updated: formatInstant(newest), price_fresh: positions.every(({ fresh }) => fresh) };
}

/** The newest event's time, or the beginning of its day; now where nothing has happened yet. */
function lastEvent({ order, portfolio, day, at }: Scope, now: number): Instant {
  const { table } = portfolio.facts.book;
  const row = at < 0 ? undefined : order.findLast((candidate) => table.day.values[candidate] <= day);
  if (row === undefined) return secondOf(now);
  const account = portfolio.facts.accountLookup(table.accounts.texts[table.account.values[row]]);
  const midnight = localToUtc(zoneOf(account?.timeZone), table.day.values[row] as Day, 0);
  const time = Math.max(0, table.time.values[row]);
  return Math.min(midnight + time, secondOf(now)) as Instant;
}

function positionDocument({ position, quotedAt, fresh }: PositionNow, { history }: Scope): CurrentPosition {
  const money = moneyIn(history);
  const { costBasis, value } = position;
  return {
    ticker: position.symbol,
    ...exactNumber('shares', position.quantity),
    cost_basis: money(costBasis),
    current_value: money(value),
    ...exactNumber('price_per_share', position.price),
    currency: position.currency,
    price_at: quotedAt === null ? null : formatInstant(quotedAt),
    price_fresh: fresh,
    unrealized_gain_loss: money(value - costBasis),
    unrealized_gain_loss_percent: costBasis === 0 ? null : ((value - costBasis) * 100) / Math.abs(costBasis),
  };
}
