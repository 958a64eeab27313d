/**
 * The language in which an exchange's holidays are written: a rule says on which day of a year a
 * holiday falls, an observance where it moves when that is a weekend, an exception what happened
 * once. The names are those under which the exchange published the day.
 */
import { addDays, type Day, parseDay, weekday } from './day.ts';
import { easterSunday } from './easter.ts';
import {
  existingDay,
  FRIDAY,
  lastWeekdayOf,
  nthWeekdayOf,
  SATURDAY,
  SUNDAY,
  weekdayOnOrBefore,
} from './weekdays.ts';

/** The day of a year on which something falls. */
export type YearlyRule = (year: number) => Day;

/** Where a day moves when it is a Saturday or Sunday; other days stay. */
export type Observance = (d: Day) => Day;

/** Years `since`…`until` (both included, open where absent), without those in `not`. */
type Years = { readonly since?: number; readonly until?: number; readonly not?: readonly number[] };

/** A whole day closed, every year. */
export type HolidayRule = Years & {
  readonly name: string;
  readonly on: YearlyRule;
  readonly observed?: Observance;
};

/** A day that closes early every year, at `close` minutes after local midnight; `weekdays` limits it. */
export type EarlyCloseRule = HolidayRule & { readonly close: number; readonly weekdays?: readonly number[] };

/**
 * What happens on one day only and goes before every rule: the exchange stays closed, closes early,
 * or is open in full where the rules say holiday or weekend.
 */
export type CalendarException =
  | { readonly kind: 'closure'; readonly day: Day; readonly name: string }
  | { readonly kind: 'early_close'; readonly day: Day; readonly close: number; readonly name: string }
  | { readonly kind: 'session'; readonly day: Day };

/** Minutes after midnight. */
export function clock(hours: number, minutes: number): number {
  return hours * 60 + minutes;
}

/** The same date every year. A 29 February is not among the holidays here. */
export function fixed(month: number, dayOfMonth: number): YearlyRule {
  return (year) => existingDay(year, month, dayOfMonth);
}

/** The `nth` such weekday of the month, and `plus` days on. */
export function nth(n: number, onWeekday: number, month: number, plus = 0): YearlyRule {
  return (year) => addDays(nthWeekdayOf(year, month, onWeekday, n), plus);
}

/** The last such weekday of the month. */
export function last(onWeekday: number, month: number): YearlyRule {
  return (year) => lastWeekdayOf(year, month, onWeekday);
}

/** The last such weekday on or before a date. */
export function onOrBefore(onWeekday: number, month: number, dayOfMonth: number): YearlyRule {
  return (year) => weekdayOnOrBefore(existingDay(year, month, dayOfMonth), onWeekday);
}

/** `days` after Easter Sunday (before it when negative). */
export function easter(days: number): YearlyRule {
  return (year) => addDays(easterSunday(year), days);
}

/** Saturday moves to Friday, Sunday to Monday. */
export const nearestWeekday: Observance = (d) =>
  weekday(d) === SATURDAY ? addDays(d, -1) : weekday(d) === SUNDAY ? addDays(d, 1) : d;

/** Sunday moves to Monday; a Saturday is not made up for. */
export const sundayToMonday: Observance = (d) => (weekday(d) === SUNDAY ? addDays(d, 1) : d);

/** Both move to Monday. */
export const nextMonday: Observance = (d) => (weekday(d) < SATURDAY ? d : addDays(d, 8 - weekday(d)));

/** Both move two days on, so that two holidays in a row both find a weekday (Christmas and Boxing Day). */
export const twoDaysLater: Observance = (d) => (weekday(d) < SATURDAY ? d : addDays(d, 2));

/** Both move back to Friday. */
export const previousFriday: Observance = (d) =>
  weekday(d) < SATURDAY ? d : addDays(d, FRIDAY - weekday(d));

/** The day of a rule in a year, observance included; null where the rule does not apply to that year. */
export function occurrence(rule: HolidayRule, year: number): Day | null {
  const { since = year, until = year, not = [], observed = (d) => d } = rule;
  return year < since || year > until || not.includes(year) ? null : observed(rule.on(year));
}

/** An exception that closes the exchange on `date` (YYYY-MM-DD, which must exist). */
export function closure(date: string, name: string): CalendarException {
  return { kind: 'closure', day: written(date), name };
}

/** An exception that closes the exchange early on `date`, at `close` minutes after local midnight. */
export function earlyClose(date: string, close: number, name: string): CalendarException {
  return { kind: 'early_close', day: written(date), close, name };
}

function written(date: string): Day {
  const d = parseDay(date);
  if (d === null) throw new RangeError(`a calendar rule names ${date}, which is not a date`);
  return d;
}
