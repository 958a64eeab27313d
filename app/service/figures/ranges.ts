import {
  addDays,
  civil,
  type Day,
  dayOf,
  formatInstant,
  instant,
  type MarketCalendar,
  monthsBack,
  yearsBack,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { derivedOf } from './derived.ts';
import type { Timeframe } from './documents.ts';
import { calendarsOf, closeTexts, dayOfInstant, instantText, startOfDay, tradingOn } from './sessions.ts';

/** The days that a chart runs over, as indices into the columns. */
export interface Range {
  /** The day at whose end it begins; -1 where it begins with the opening. */
  readonly reference: number;
  /** The last day: today. */
  readonly end: number;
  /** When it begins. */
  readonly from: string;
  readonly calendars: readonly MarketCalendar[];
}

/**
 * Where a timeframe begins: at the last session's close on or before the same calendar date back; 1D at the session
 * before the latest one that has opened, YTD at the last one of the year before, ALL at the opening. A portfolio that
 * is younger begins at its opening. `end`: index of today.
 */
export function rangeOf(portfolio: OpenPortfolio, timeframe: Timeframe, now: number, end: number): Range {
  const calendars = calendarsOf(portfolio);
  const { first } = portfolio.history;
  const today = dayOfInstant(now);
  if (timeframe === '1D') return latestSession(portfolio, calendars, now, end);
  const back = timeframe === 'ALL' ? null : dateBack(today, timeframe);
  const reference =
    back === null ? -1 : sessionUpTo(derivedOf(portfolio).sessions, Math.min(back - first, end));
  return { reference, end, from: startText(portfolio, calendars, reference), calendars };
}

function dateBack(today: Day, timeframe: Exclude<Timeframe, '1D' | 'ALL'>): Day {
  switch (timeframe) {
    case '1W':
      return addDays(today, -7);
    case '1M':
      return monthsBack(today, 1);
    case '3M':
      return monthsBack(today, 3);
    case 'YTD':
      return dayOf(civil(today).year - 1, 12, 31) as Day;
    case '1Y':
      return yearsBack(today, 1);
    case '5Y':
      return yearsBack(today, 5);
  }
}

/** The last of some ascending indices that is not after another; -1 where all are. */
export function sessionUpTo(sessions: Int32Array, index: number): number {
  const next = firstAfter(sessions, index);
  return next === 0 ? -1 : sessions[next - 1];
}

/** The place of the first of some ascending indices that is after another; their number where none is. */
export function firstAfter(sessions: Int32Array, index: number): number {
  let low = 0;
  let high = sessions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sessions[middle] <= index) low = middle + 1;
    else high = middle;
  }
  return low;
}

function startText(
  portfolio: OpenPortfolio,
  calendars: readonly MarketCalendar[],
  reference: number,
): string {
  const { first } = portfolio.history;
  if (reference < 0) return formatInstant(startOfDay(portfolio, first));
  return closeTexts(calendars)(addDays(first, reference));
}

/** From the opening of the latest session, with the close before it; 24 hours where the market never closes. */
function latestSession(
  portfolio: OpenPortfolio,
  calendars: readonly MarketCalendar[],
  now: number,
  end: number,
): Range {
  const { first } = portfolio.history;
  const exchanges = calendars.filter(({ name }) => name !== '24x7');
  if (exchanges.length === 0) {
    const start = now - DAY_MS;
    // The last value before the start is that of the end of the day before it.
    return {
      reference: Math.max(-1, dayOfInstant(start) - 1 - first),
      end,
      from: instantText(start),
      calendars,
    };
  }
  const session = openedLast(exchanges, now);
  const before = previousSession(exchanges, session);
  const trading = tradingOn(exchanges, session);
  return {
    reference: Math.max(-1, before - first),
    end,
    from: formatInstant(trading?.open ?? instant(0)),
    calendars,
  };
}

const DAY_MS = 86_400_000;

/** The latest day with a session that has opened. Calendars close for a few days in a row at most. */
function openedLast(calendars: readonly MarketCalendar[], now: number): Day {
  let day = dayOfInstant(now);
  for (;;) {
    const trading = tradingOn(calendars, day);
    if (trading !== null && trading.open * 1000 <= now) return day;
    day = addDays(day, -1);
  }
}

function previousSession(calendars: readonly MarketCalendar[], day: Day): Day {
  return Math.max(...calendars.map((calendar) => calendar.previousSession(day))) as Day;
}
