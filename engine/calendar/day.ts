/**
 * A calendar day as one integer: days since 1970-01-01 in the proleptic Gregorian calendar.
 * Everything here is integer arithmetic, so a day means the same on every machine and in every
 * time zone.
 */

/** Days since 1970-01-01 (1970-01-01 is 0, the day before is -1). */
export type Day = number & { readonly __brand: 'Day' };

/** A day taken apart: `month` 1…12, `day` 1…31. */
export type CivilDate = { readonly year: number; readonly month: number; readonly day: number };

/** 1000-01-01 and 9999-12-31: the days that YYYY-MM-DD can write without a leading zero. */
const FIRST = -354285;
const LAST = 2932896;

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/**
 * Takes an integer as a day.
 * @throws RangeError when `n` is not an integer or lies outside 1000-01-01…9999-12-31.
 */
export function day(n: number): Day {
  if (!Number.isInteger(n) || n < FIRST || n > LAST) {
    throw new RangeError(`a day is an integer from ${FIRST} (1000-01-01) to ${LAST} (9999-12-31), not ${n}`);
  }
  return (n === 0 ? 0 : n) as Day; // -0 would differ from 0 under Object.is
}

/** Whether `year` has a 29 February. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/**
 * The number of days in a month (`month` 1…12).
 * @throws RangeError for another month.
 */
export function daysInMonth(year: number, month: number): number {
  const days = DAYS_IN_MONTH[month - 1];
  if (days === undefined) throw new RangeError(`a month is an integer from 1 to 12, not ${month}`);
  return month === 2 && isLeapYear(year) ? 29 : days;
}

/**
 * The day of a date, or null when the date does not exist (2023-02-29) or its year is outside
 * 1000…9999.
 */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | null {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) return null;
  if (!Number.isInteger(month) || month < 1 || month > 12) return null;
  if (!Number.isInteger(dayOfMonth) || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return null;
  return day(countDays(year, month, dayOfMonth));
}

/**
 * Days from 1970-01-01. The year is taken to start in March, so that the leap day is its last and
 * the months before a given month have (153·m + 2)/5 days; 146097 is the length of 400 years and
 * 719468 the distance from 0000-03-01 to 1970-01-01.
 * Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
 */
function countDays(year: number, month: number, dayOfMonth: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const monthFromMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** Year, month and day of the month. Source as for its inverse above: civil_from_days. */
export function civil(d: Day): CivilDate {
  const shifted = d + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** Reads exactly YYYY-MM-DD with a year from 1000 to 9999; null for anything else or no real date. */
export function parseDay(text: string): Day | null {
  const match = /^([1-9][0-9]{3})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (match === null) return null;
  return dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Writes YYYY-MM-DD. */
export function formatDay(d: Day): string {
  const { year, month, day: dayOfMonth } = civil(d);
  return `${year}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`;
}

function twoDigits(n: number): string {
  return n < 10 ? `0${n}` : `${n}`;
}

/** The ISO 8601 weekday: 1 Monday … 7 Sunday (1970-01-01 was a Thursday). */
export function weekday(d: Day): number {
  return ((((d + 3) % 7) + 7) % 7) + 1;
}

/**
 * The day `n` days later (earlier when `n` is negative).
 * @throws RangeError when `n` is not an integer or the result is out of range.
 */
export function addDays(d: Day, n: number): Day {
  return day(d + n);
}
