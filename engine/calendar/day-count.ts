/**
 * Lengths of time in years under the convention `act/365` (actual days over a fixed 365; ISDA 2006
 * section 4.16(d), "Actual/365 (Fixed)"), the one of Excel's XIRR.
 */
import type { Day } from './day.ts';
import { type DayRange, dayCount } from './range.ts';

/** Years from the end of `from` to the end of `to`; negative when `to` is earlier. */
export function yearsBetween(from: Day, to: Day): number {
  return (to - from) / 365;
}

/** The length of a range in years. Both its days count, so a single day is 1/365. */
export function yearsIn(range: DayRange): number {
  return dayCount(range) / 365;
}
