/**
 * When a market is open: its sessions, day by day, with the instants of opening and closing.
 * A year's days are worked out from the exchange's rules when first asked for, and kept.
 */
import { addDays, civil, type Day, day, formatDay } from './day.ts';
import type { Exchange } from './exchange.ts';
import { ALWAYS_OPEN } from './exchanges/always-open.ts';
import { XETR } from './exchanges/xetr.ts';
import { XLON } from './exchanges/xlon.ts';
import { XNYS } from './exchanges/xnys.ts';
import { XPAR } from './exchanges/xpar.ts';
import { XTSE } from './exchanges/xtse.ts';
import type { CalendarException } from './holiday-rules.ts';
import type { Instant } from './instant.ts';
import type { DayRange } from './range.ts';
import { type TradingYear, tradingYear } from './trading-year.ts';
import { localToUtc, type ZoneName } from './zones.ts';

const EXCHANGES = { XNYS, XLON, XETR, XTSE, XPAR, '24x7': ALWAYS_OPEN } as const;

export type CalendarName = keyof typeof EXCHANGES;

/** Every calendar there is. */
export const CALENDAR_NAMES = Object.keys(EXCHANGES) as readonly CalendarName[];

/** Whether the text names a calendar. */
export function isCalendarName(text: string): text is CalendarName {
  return Object.hasOwn(EXCHANGES, text);
}

/** One trading day: it begins at `openUtc` and ends at `closeUtc`. */
export type Session = { readonly day: Day; readonly openUtc: Instant; readonly closeUtc: Instant };

/** The sessions of one market. All days are days of its own time zone. */
export type MarketCalendar = {
  readonly name: CalendarName;
  readonly zone: ZoneName;
  /** The days compared with published ones (projections outside); null where none can differ. */
  readonly compared: DayRange | null;
  isSession(d: Day): boolean;
  /** The session of that day, or null when the market is closed. */
  session(d: Day): Session | null;
  /** All sessions of `from`…`to`, both included; none when `to` is before `from`. */
  sessions(from: Day, to: Day): Session[];
  /** As `sessions`, but the days alone. */
  sessionDays(from: Day, to: Day): Day[];
  /** The last session before that day (never that day itself). */
  previousSession(d: Day): Day;
  /** The first session after that day (never that day itself). */
  nextSession(d: Day): Day;
  /** Regular opening, in minutes after local midnight. */
  readonly openLocal: number;
  /** Closing on that day, in minutes after local midnight; null when the market is closed. */
  closeLocal(d: Day): number | null;
  /** Why the market is closed on a day that is not a weekend; null on sessions and weekends. */
  holidayName(d: Day): string | null;
  /** Why the session closes early; null on regular sessions and closed days. */
  earlyCloseName(d: Day): string | null;
  /**
   * The same calendar with these days changed; a later exception for a day replaces an earlier one.
   * @throws RangeError when an early close is not between opening and regular closing.
   */
  withExceptions(exceptions: readonly CalendarException[]): MarketCalendar;
};

const made = new Map<CalendarName, MarketCalendar>();

/** The calendar of that name; the same object each time. */
export function marketCalendar(name: CalendarName): MarketCalendar {
  const known = made.get(name);
  if (known !== undefined) return known;
  const calendar = calendarOf(name, EXCHANGES[name]);
  made.set(name, calendar);
  return calendar;
}

function calendarOf(name: CalendarName, exchange: Exchange): MarketCalendar {
  const years = new Map<number, TradingYear>();

  function yearOf(d: Day): TradingYear {
    const { year } = civil(d);
    const known = years.get(year);
    if (known !== undefined) return known;
    const computed = tradingYear(exchange, year);
    years.set(year, computed);
    return computed;
  }

  function closeLocal(d: Day): number | null {
    const year = yearOf(d);
    const close = year.closes[d - year.first];
    return close === undefined || close === 0 ? null : close;
  }

  const isSession = (d: Day): boolean => closeLocal(d) !== null;

  function session(d: Day): Session | null {
    const close = closeLocal(d);
    if (close === null) return null;
    return {
      day: d,
      openUtc: localToUtc(exchange.zone, d, exchange.open),
      closeUtc: localToUtc(exchange.zone, d, close),
    };
  }

  function sessionDays(from: Day, to: Day): Day[] {
    const days: Day[] = [];
    for (let n: number = from; n <= to; n++) if (isSession(day(n))) days.push(day(n));
    return days;
  }

  function sessions(from: Day, to: Day): Session[] {
    return sessionDays(from, to)
      .map(session)
      .filter((found) => found !== null);
  }

  function neighbour(d: Day, step: 1 | -1): Day {
    let candidate = addDays(d, step);
    while (!isSession(candidate)) candidate = addDays(candidate, step);
    return candidate;
  }

  return {
    name,
    zone: exchange.zone,
    compared: exchange.compared,
    openLocal: exchange.open,
    isSession,
    session,
    sessions,
    sessionDays,
    closeLocal,
    previousSession: (d) => neighbour(d, -1),
    nextSession: (d) => neighbour(d, 1),
    holidayName: (d) => yearOf(d).closures.get(d) ?? null,
    earlyCloseName: (d) => yearOf(d).earlyCloses.get(d) ?? null,
    withExceptions: (exceptions) => {
      for (const exception of exceptions) assertPossible(exchange, exception);
      return calendarOf(name, { ...exchange, exceptions: [...exchange.exceptions, ...exceptions] });
    },
  };
}

function assertPossible(exchange: Exchange, exception: CalendarException): void {
  if (exception.kind !== 'early_close') return;
  const { close } = exception;
  if (!Number.isInteger(close) || close <= exchange.open || close >= exchange.close) {
    throw new RangeError(
      `${exchange.name} ${formatDay(exception.day)}: an early close is an integer of minutes after ` +
        `midnight, after ${exchange.open} (opening) and before ${exchange.close} (regular closing), not ${close}`,
    );
  }
}
