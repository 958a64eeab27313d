/**
 * Time zones: an offset from UTC and the rule of its summer time. Only zones are listed whose rule
 * has not changed since 1996 but for the one change of the United States and Canada in 2007; so no
 * table of transitions is needed, and future years follow. Source: the IANA time zone database,
 * files `northamerica`, `europe` and `asia`; the tests compare every zone with it.
 */
import { civil, type Day } from './day.ts';
import { DAY_SECONDS, type Instant, instant, utcDay } from './instant.ts';
import { lastWeekdayOf, nthWeekdayOf, SUNDAY } from './weekdays.ts';

/** When summer time is in force in a year, in UTC seconds: `start` ≤ t < `end`. */
type Summer = { readonly start: number; readonly end: number };
type SummerRule = (year: number, standardOffset: number) => Summer;
type Zone = { readonly offset: number; readonly summer: SummerRule | null };

const HOUR = 3600;

/** EU directive 2000/84/EC: last Sundays of March and October, at 01:00 UTC everywhere; so since 1996. */
const europe: SummerRule = (year) => ({
  start: lastWeekdayOf(year, 3, SUNDAY) * DAY_SECONDS + HOUR,
  end: lastWeekdayOf(year, 10, SUNDAY) * DAY_SECONDS + HOUR,
});

/**
 * At 02:00 on the clock of the moment. Energy Policy Act of 2005: second Sunday of March to first
 * Sunday of November from 2007; from 1987 until then first Sunday of April to last Sunday of October.
 */
const northAmerica: SummerRule = (year, standardOffset) => {
  const first = year >= 2007 ? nthWeekdayOf(year, 3, SUNDAY, 2) : nthWeekdayOf(year, 4, SUNDAY, 1);
  const last = year >= 2007 ? nthWeekdayOf(year, 11, SUNDAY, 1) : lastWeekdayOf(year, 10, SUNDAY);
  return {
    start: first * DAY_SECONDS + 2 * HOUR - standardOffset,
    end: last * DAY_SECONDS + 1 * HOUR - standardOffset,
  };
};

const fixed = (hours: number): Zone => ({ offset: hours * HOUR, summer: null });
const european = (hours: number): Zone => ({ offset: hours * HOUR, summer: europe });
const american = (hours: number): Zone => ({ offset: hours * HOUR, summer: northAmerica });

const ZONES = {
  UTC: fixed(0),
  'America/New_York': american(-5),
  'America/Toronto': american(-5),
  'America/Chicago': american(-6),
  'America/Denver': american(-7),
  'America/Los_Angeles': american(-8),
  'America/Phoenix': fixed(-7),
  'Europe/London': european(0),
  'Europe/Dublin': european(0),
  'Europe/Amsterdam': european(1),
  'Europe/Berlin': european(1),
  'Europe/Brussels': european(1),
  'Europe/Copenhagen': european(1),
  'Europe/Madrid': european(1),
  'Europe/Oslo': european(1),
  'Europe/Paris': european(1),
  'Europe/Rome': european(1),
  'Europe/Stockholm': european(1),
  'Europe/Vienna': european(1),
  'Europe/Zurich': european(1),
  'Europe/Athens': european(2),
  'Europe/Helsinki': european(2),
  'Asia/Dubai': fixed(4),
  'Asia/Kolkata': fixed(5.5),
  'Asia/Hong_Kong': fixed(8),
  'Asia/Shanghai': fixed(8),
  'Asia/Singapore': fixed(8),
  'Asia/Seoul': fixed(9),
  'Asia/Tokyo': fixed(9),
} as const satisfies Record<string, Zone>;

/** An IANA name of a time zone that is known here. */
export type ZoneName = keyof typeof ZONES;

/** Every known zone, UTC first. */
export const ZONE_NAMES = Object.keys(ZONES) as readonly ZoneName[];

/** Whether the text names a known zone. */
export function isZoneName(text: string): text is ZoneName {
  return Object.hasOwn(ZONES, text);
}

/** A reading of a local clock: `minutes` after midnight (0…1439) and `seconds` (0…59) after those. */
export type LocalTime = { readonly day: Day; readonly minutes: number; readonly seconds: number };

/** Seconds to add to UTC to get local time at that instant. */
export function utcOffset(zone: ZoneName, at: Instant): number {
  return offsetAt(ZONES[zone], at);
}

/**
 * The instant at which a local clock shows `minutes` after midnight of `d` (0…1440; 1440 is the next
 * midnight). Seconds may be added to the result: clocks change on full minutes.
 * A reading that occurs twice (clocks set back) is the earlier of the two; one that is skipped
 * (clocks set forward) is read with the offset from before the change, as in RFC 5545.
 * @throws RangeError when `minutes` is not an integer from 0 to 1440.
 */
export function localToUtc(zone: ZoneName, d: Day, minutes: number): Instant {
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > 1440) {
    throw new RangeError(`minutes after midnight are an integer from 0 to 1440, not ${minutes}`);
  }
  const { offset, summer }: Zone = ZONES[zone];
  const standard = instant(d * DAY_SECONDS + minutes * 60 - offset);
  if (summer === null) return standard;
  const inSummer = instant(standard - HOUR);
  return offsetAt(ZONES[zone], inSummer) === offset + HOUR ? inSummer : standard;
}

/** What a local clock shows at an instant. */
export function utcToLocal(zone: ZoneName, at: Instant): LocalTime {
  const local = instant(at + utcOffset(zone, at));
  const d = utcDay(local);
  const ofDay = local - d * DAY_SECONDS;
  return { day: d, minutes: Math.floor(ofDay / 60), seconds: ofDay % 60 };
}

function offsetAt(zone: Zone, at: Instant): number {
  if (zone.summer === null) return zone.offset;
  const { start, end } = summerOf(zone.summer, zone.offset, civil(utcDay(at)).year);
  return start <= at && at < end ? zone.offset + HOUR : zone.offset;
}

/** Computed summers by offset and year for each rule: a day of sessions asks for the same one again. */
const computed = new Map<SummerRule, Map<number, Summer>>([
  [europe, new Map()],
  [northAmerica, new Map()],
]);

function summerOf(rule: SummerRule, offset: number, year: number): Summer {
  const summers = computed.get(rule);
  const key = year * DAY_SECONDS + offset;
  const known = summers?.get(key);
  if (known !== undefined) return known;
  const summer = rule(year, offset);
  summers?.set(key, summer);
  return summer;
}
