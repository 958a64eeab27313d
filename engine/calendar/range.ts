/** Stretches of days and the calendar periods they are cut into. */
import { addDays, civil, type Day, day, daysInMonth, weekday } from './day.ts';
import { existingDay } from './weekdays.ts';

/** Days `from`…`to`, both included; `from` is not after `to`. */
export type DayRange = { readonly from: Day; readonly to: Day };

/** The lengths into which a history is cut. Weeks run from Monday to Sunday. */
export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year';

/**
 * The days `from`…`to`, both included.
 * @throws RangeError when `to` is before `from`.
 */
export function dayRange(from: Day, to: Day): DayRange {
  if (to < from) throw new RangeError(`a range ends on or after its first day: ${from}…${to}`);
  return { from, to };
}

/** How many days the range has; at least 1. */
export function dayCount(range: DayRange): number {
  return range.to - range.from + 1;
}

/** Whether the day lies in the range. */
export function includesDay(range: DayRange, d: Day): boolean {
  return range.from <= d && d <= range.to;
}

/** Every day of the range, in order. */
export function* daysIn(range: DayRange): Generator<Day, void, undefined> {
  for (let n: number = range.from; n <= range.to; n++) yield day(n);
}

/** The Monday of the day's week. */
export function startOfWeek(d: Day): Day {
  return addDays(d, 1 - weekday(d));
}

/** The Sunday of the day's week. */
export function endOfWeek(d: Day): Day {
  return addDays(d, 7 - weekday(d));
}

/** The first day of the day's month. */
export function startOfMonth(d: Day): Day {
  return addDays(d, 1 - civil(d).day);
}

/** The last day of the day's month. */
export function endOfMonth(d: Day): Day {
  const { year, month, day: dayOfMonth } = civil(d);
  return addDays(d, daysInMonth(year, month) - dayOfMonth);
}

/** The first day of the day's calendar quarter. */
export function startOfQuarter(d: Day): Day {
  const { year, month } = civil(d);
  return existingDay(year, month - ((month - 1) % 3), 1);
}

/** The last day of the day's calendar quarter. */
export function endOfQuarter(d: Day): Day {
  const { year, month } = civil(d);
  return endOfMonth(existingDay(year, month - ((month - 1) % 3) + 2, 1));
}

/** 1 January of the day's year. */
export function startOfYear(d: Day): Day {
  return existingDay(civil(d).year, 1, 1);
}

/** 31 December of the day's year. */
export function endOfYear(d: Day): Day {
  return existingDay(civil(d).year, 12, 31);
}

const STARTS: Record<Period, (d: Day) => Day> = {
  day: (d) => d,
  week: startOfWeek,
  month: startOfMonth,
  quarter: startOfQuarter,
  year: startOfYear,
};

const ENDS: Record<Period, (d: Day) => Day> = {
  day: (d) => d,
  week: endOfWeek,
  month: endOfMonth,
  quarter: endOfQuarter,
  year: endOfYear,
};

/** The first day of the period that holds `d`. */
export function startOfPeriod(d: Day, period: Period): Day {
  return STARTS[period](d);
}

/** The last day of the period that holds `d`. */
export function endOfPeriod(d: Day, period: Period): Day {
  return ENDS[period](d);
}

/**
 * The range cut at the ends of its calendar periods: adjoining ranges that cover it, of which the
 * first and the last may be parts of a period.
 */
export function splitByPeriod(range: DayRange, period: Period): DayRange[] {
  const parts: DayRange[] = [];
  for (let n: number = range.from; n <= range.to; ) {
    const end = endOfPeriod(day(n), period);
    const to = end < range.to ? end : range.to;
    parts.push({ from: day(n), to });
    n = to + 1;
  }
  return parts;
}

/**
 * The same date `months` months earlier (later when negative); the last day of that month where it
 * has no such date: one month back from 31 March is 28 or 29 February.
 */
export function monthsBack(d: Day, months: number): Day {
  if (!Number.isInteger(months)) throw new RangeError(`months are an integer, not ${months}`);
  const { year, month, day: dayOfMonth } = civil(d);
  const index = year * 12 + (month - 1) - months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12 + 1;
  return existingDay(targetYear, targetMonth, Math.min(dayOfMonth, daysInMonth(targetYear, targetMonth)));
}

/** The same date `years` years earlier (later when negative); 28 February for a 29th that is not there. */
export function yearsBack(d: Day, years: number): Day {
  return monthsBack(d, years * 12);
}
