import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, formatDay, parseDay } from './day.ts';
import { formatInstant, instant, utcDay } from './instant.ts';
import { isZoneName, localToUtc, utcOffset, utcToLocal, ZONE_NAMES, type ZoneName } from './zones.ts';

const d = (text: string): Day => parseDay(text) as Day;
const at = (zone: ZoneName, date: string, hours: number, minutes = 0): string =>
  formatInstant(localToUtc(zone, d(date), hours * 60 + minutes));

describe('local time to UTC', () => {
  test('New York opens at 14:30 UTC in winter and 13:30 in summer', () => {
    expect(at('America/New_York', '2024-01-02', 9, 30)).toBe('2024-01-02T14:30:00Z');
    expect(at('America/New_York', '2024-07-02', 9, 30)).toBe('2024-07-02T13:30:00Z');
  });

  test('the United States moved their summer time in 2007', () => {
    // Energy Policy Act of 2005, section 110: from 2007, second Sunday of March to first of November.
    expect(at('America/New_York', '2006-03-13', 12)).toBe('2006-03-13T17:00:00Z');
    expect(at('America/New_York', '2007-03-12', 12)).toBe('2007-03-12T16:00:00Z');
    expect(at('America/New_York', '2006-10-30', 12)).toBe('2006-10-30T17:00:00Z');
    expect(at('America/New_York', '2007-10-29', 12)).toBe('2007-10-29T16:00:00Z');
  });

  test('a time that occurs twice is the earlier, one that is skipped is read with the old offset', () => {
    expect(at('America/New_York', '2024-11-03', 1, 30)).toBe('2024-11-03T05:30:00Z');
    expect(at('America/New_York', '2024-03-10', 2, 30)).toBe('2024-03-10T07:30:00Z');
    expect(at('Europe/London', '2024-10-27', 1, 30)).toBe('2024-10-27T00:30:00Z');
    expect(at('Europe/Berlin', '2024-03-31', 2, 30)).toBe('2024-03-31T01:30:00Z');
  });

  test('minute 1440 is the next midnight; beyond it is refused', () => {
    expect(at('UTC', '2024-01-31', 24)).toBe('2024-02-01T00:00:00Z');
    expect(() => localToUtc('UTC', d('2024-01-31'), 1441)).toThrow(RangeError);
    expect(() => localToUtc('UTC', d('2024-01-31'), -1)).toThrow(RangeError);
    expect(() => localToUtc('UTC', d('2024-01-31'), 0.5)).toThrow(RangeError);
  });
});

describe('UTC to local time', () => {
  test('an evening in New York is already the next day in UTC', () => {
    const local = utcToLocal('America/New_York', localToUtc('UTC', d('2024-01-03'), 3 * 60 + 15));
    expect([formatDay(local.day), local.minutes, local.seconds]).toEqual(['2024-01-02', 22 * 60 + 15, 0]);
  });

  test('and back is the same instant, but for the second hour of a repeated one', () => {
    assert(
      property(
        constantFrom(...ZONE_NAMES),
        integer({ min: -(2 ** 31), max: 2 ** 32 }).map(instant),
        (zone, moment) => {
          const local = utcToLocal(zone, moment);
          const back = localToUtc(zone, local.day, local.minutes) + local.seconds;
          const repeated = utcOffset(zone, instant(moment - 3600)) === utcOffset(zone, moment) + 3600;
          expect(back).toBe(repeated ? moment - 3600 : moment);
        },
      ),
    );
  });
});

test('a known zone is recognised by its name, anything else is not', () => {
  expect(isZoneName('Europe/Paris')).toBe(true);
  expect(['', 'EST', 'europe/paris', 'toString', '__proto__'].map(isZoneName)).toEqual(Array(5).fill(false));
});

test('an instant is written in UTC to the second', () => {
  expect(formatInstant(instant(0))).toBe('1970-01-01T00:00:00Z');
  expect(formatInstant(instant(-1))).toBe('1969-12-31T23:59:59Z');
  // 10^9 seconds: 2001-09-09T01:46:40Z, celebrated at the time.
  expect(formatInstant(instant(1_000_000_000))).toBe('2001-09-09T01:46:40Z');
  expect(formatDay(utcDay(instant(-1)))).toBe('1969-12-31');
  expect(() => instant(0.5)).toThrow(RangeError);
});
