import {
  type CalendarName,
  type Day,
  formatInstant,
  type Instant,
  instant,
  isCalendarName,
  isZoneName,
  localToUtc,
  type MarketCalendar,
  marketCalendar,
  type ZoneName,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';

const ALWAYS: CalendarName = '24x7';
const DAY_SECONDS = 86_400;

/** The calendars of the accounts that have events; of all accounts where none has. */
export function calendarsOf(portfolio: OpenPortfolio): MarketCalendar[] {
  return calendarNames(portfolio).map(portfolio.calendars ?? marketCalendar);
}

function calendarNames({ facts, history }: OpenPortfolio): CalendarName[] {
  const inUse = facts.accounts.filter(({ id }) => history.accounts.includes(id));
  const names = (inUse.length > 0 ? inUse : facts.accounts).map(({ calendar }) => calendar);
  const known = [...new Set(names)].filter(isCalendarName).sort();
  return known.length > 0 ? known : [ALWAYS];
}

/** The calendars whose sessions risk is taken over: what is held of crypto alone moves on every day. */
export function riskCalendars(portfolio: OpenPortfolio): CalendarName[] {
  const { facts, history } = portfolio;
  const isCrypto = history.symbols.every((symbol) => facts.instruments(symbol)?.kind === 'crypto');
  return isCrypto && history.symbols.length > 0 ? [ALWAYS] : calendarNames(portfolio);
}

/** Indices of the days of a history that are sessions of one of its calendars. */
export function sessionsOf(portfolio: OpenPortfolio): Int32Array {
  const { first, last } = portfolio.history;
  const calendars = calendarsOf(portfolio);
  if (calendars.length === 1)
    return Int32Array.from(calendars[0].sessionDays(first, last), (day) => day - first);
  const days = new Set(calendars.flatMap((calendar) => calendar.sessionDays(first, last)));
  return Int32Array.from(days, (day) => day - first).sort();
}

/** Opening and closing of a day: the earliest and the latest of the calendars that have a session on it. */
export interface Trading {
  readonly open: Instant;
  readonly close: Instant;
}

/** Null where no calendar has a session on the day. */
export function tradingOn(calendars: readonly MarketCalendar[], day: Day): Trading | null {
  let trading: Trading | null = null;
  for (const calendar of calendars) {
    const session = calendar.session(day);
    if (session === null) continue;
    const { openUtc, closeUtc } = session;
    trading = {
      open: trading === null || openUtc < trading.open ? openUtc : trading.open,
      close: trading === null || closeUtc > trading.close ? closeUtc : trading.close,
    };
  }
  return trading;
}

/** The close of a day's session; the end of the day in UTC where there is none. */
export function closeOn(calendars: readonly MarketCalendar[], day: Day): Instant {
  return tradingOn(calendars, day)?.close ?? instant((day + 1) * DAY_SECONDS);
}

/** By the first calendar, then by the names of all. */
const closes = new WeakMap<MarketCalendar, Map<string, Map<Day, string>>>();

/** The same as text; kept, because every chart asks for the same days. */
export function closeTexts(calendars: readonly MarketCalendar[]): (day: Day) => string {
  const [first] = calendars;
  const byNames = closes.get(first) ?? new Map<string, Map<Day, string>>();
  closes.set(first, byNames);
  const key = calendars.map(({ name }) => name).join();
  const known = byNames.get(key) ?? new Map<Day, string>();
  byNames.set(key, known);
  return (day) => {
    const found = known.get(day);
    if (found !== undefined) return found;
    const text = formatInstant(closeOn(calendars, day));
    known.set(day, text);
    return text;
  };
}

/** Milliseconds since 1970 as text, to the second. */
export const instantText = (ms: number): string => formatInstant(secondOf(ms));

export const secondOf = (ms: number): Instant => instant(Math.floor(ms / 1000));

/** The day of an instant (ms since 1970) in UTC. */
export const dayOfInstant = (ms: number): Day => Math.floor(ms / (1000 * DAY_SECONDS)) as Day;

/** Midnight of a day in the time zone of the first account. */
export function startOfDay({ facts }: OpenPortfolio, day: Day): Instant {
  return localToUtc(zoneOf(facts.accounts[0]?.timeZone), day, 0);
}

export function zoneOf(name: string | undefined): ZoneName {
  return name !== undefined && isZoneName(name) ? name : 'UTC';
}
