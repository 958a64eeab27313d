/** Days, ranges, instants, time zones and market sessions. */
export {
  addDays,
  type CivilDate,
  civil,
  type Day,
  day,
  dayOf,
  daysInMonth,
  formatDay,
  isLeapYear,
  parseDay,
  weekday,
} from './day.ts';
export { yearsBetween, yearsIn } from './day-count.ts';
export { type CalendarException, clock, closure, earlyClose } from './holiday-rules.ts';
export { DAY_SECONDS, formatInstant, formatTime, type Instant, instant, utcDay } from './instant.ts';
export {
  CALENDAR_NAMES,
  type CalendarName,
  isCalendarName,
  type MarketCalendar,
  marketCalendar,
  type Session,
} from './market-calendar.ts';
export {
  type DayRange,
  dayCount,
  dayRange,
  daysIn,
  endOfMonth,
  endOfPeriod,
  endOfQuarter,
  endOfWeek,
  endOfYear,
  includesDay,
  monthsBack,
  type Period,
  splitByPeriod,
  startOfMonth,
  startOfPeriod,
  startOfQuarter,
  startOfWeek,
  startOfYear,
  yearsBack,
} from './range.ts';
export {
  isZoneName,
  type LocalTime,
  localToUtc,
  utcOffset,
  utcToLocal,
  ZONE_NAMES,
  type ZoneName,
} from './zones.ts';
