/** What an exchange's file states: its hours, its holidays and what happened once. */
import type { CalendarException, EarlyCloseRule, HolidayRule } from './holiday-rules.ts';
import { type DayRange, dayRange } from './range.ts';
import { existingDay } from './weekdays.ts';
import type { ZoneName } from './zones.ts';

export type Exchange = {
  /** ISO 10383 market identifier code, or `24x7`. */
  readonly name: string;
  readonly zone: ZoneName;
  /** Regular hours in minutes after local midnight. */
  readonly open: number;
  readonly close: number;
  /** Weekdays (1 Monday … 7 Sunday) without a session. */
  readonly weekend: readonly number[];
  readonly holidays: readonly HolidayRule[];
  readonly earlyCloses: readonly EarlyCloseRule[];
  readonly exceptions: readonly CalendarException[];
  /**
   * The days for which the sessions were compared with published ones; those before and after are
   * projections by rule. Null where no day can differ.
   */
  readonly compared: DayRange | null;
};

/** The stretch over which all exchanges here were compared, holiday by holiday. */
export const COMPARED: DayRange = dayRange(existingDay(1998, 1, 1), existingDay(2026, 12, 31));
