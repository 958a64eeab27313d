/** Weekdays by their ISO 8601 numbers, and the days of a month they fall on. */
import { addDays, type Day, dayOf, daysInMonth, weekday } from './day.ts';

export const MONDAY = 1;
export const TUESDAY = 2;
export const WEDNESDAY = 3;
export const THURSDAY = 4;
export const FRIDAY = 5;
export const SATURDAY = 6;
export const SUNDAY = 7;

/** The `nth` (1…4) such weekday of a month. */
export function nthWeekdayOf(year: number, month: number, onWeekday: number, nth: number): Day {
  const first = existingDay(year, month, 1);
  return addDays(first, ((onWeekday - weekday(first) + 7) % 7) + 7 * (nth - 1));
}

/** The last such weekday of a month. */
export function lastWeekdayOf(year: number, month: number, onWeekday: number): Day {
  return weekdayOnOrBefore(existingDay(year, month, daysInMonth(year, month)), onWeekday);
}

/** The last such weekday on or before a day. */
export function weekdayOnOrBefore(d: Day, onWeekday: number): Day {
  return addDays(d, -((weekday(d) - onWeekday + 7) % 7));
}

/**
 * A date that exists by construction.
 * @throws RangeError when it does not: a mistake in a rule, or a year outside 1000…9999.
 */
export function existingDay(year: number, month: number, dayOfMonth: number): Day {
  const found = dayOf(year, month, dayOfMonth);
  if (found === null) throw new RangeError(`no such day: year ${year}, month ${month}, day ${dayOfMonth}`);
  return found;
}
