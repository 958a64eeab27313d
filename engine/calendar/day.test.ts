import { assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
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

const FIRST = -354285;
const LAST = 2932896;
const anyDay = integer({ min: FIRST, max: LAST }).map(day);

describe('a day', () => {
  test('is read back from how it is written, for every day of 1600–2200, and each follows the last', () => {
    let previous = -135141; // 1599-12-31: 370 years of 365 days, 90 leap days and 1 day before 1970
    for (let year = 1600; year <= 2200; year++) {
      for (let month = 1; month <= 12; month++) {
        for (let dayOfMonth = 1; dayOfMonth <= daysInMonth(year, month); dayOfMonth++) {
          const d = dayOf(year, month, dayOfMonth);
          if (d !== previous + 1) throw new Error(`${year}-${month}-${dayOfMonth} is ${d}`);
          if (parseDay(formatDay(d)) !== d) throw new Error(`${formatDay(d)} is not read back`);
          previous = d;
        }
      }
    }
    expect(formatDay(day(previous))).toBe('2200-12-31');
  });

  test('taken apart and put together is the same day, from 1000 to 9999', () => {
    assert(
      property(anyDay, (d) => {
        const { year, month, day: dayOfMonth } = civil(d);
        expect(dayOf(year, month, dayOfMonth)).toBe(d);
      }),
    );
  });

  test('counts from 1970-01-01, before and after', () => {
    expect(dayOf(1970, 1, 1)).toBe(0);
    expect(dayOf(1969, 12, 31)).toBe(-1);
    // Unix time 951782400 is 2000-02-29T00:00:00Z: 951782400 / 86400 = 11016.
    expect(dayOf(2000, 2, 29)).toBe(11016);
    expect(formatDay(day(FIRST))).toBe('1000-01-01');
    expect(formatDay(day(LAST))).toBe('9999-12-31');
  });

  test('has a weekday that cycles through 1…7, Monday to Sunday', () => {
    expect(weekday(parsed('1970-01-01'))).toBe(4);
    expect(weekday(parsed('2000-01-01'))).toBe(6);
    expect(weekday(parsed('1969-07-20'))).toBe(7); // the first landing on the Moon, a Sunday
    assert(
      property(integer({ min: FIRST, max: LAST - 1 }), (n) => {
        expect(weekday(day(n + 1))).toBe((weekday(day(n)) % 7) + 1);
      }),
    );
  });

  test('is refused outside 1000-01-01…9999-12-31 or as a fraction', () => {
    for (const n of [FIRST - 1, LAST + 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => day(n)).toThrow(RangeError);
    }
    expect(() => addDays(day(LAST), 1)).toThrow(RangeError);
    expect(() => addDays(day(0), 0.5)).toThrow(RangeError);
    expect(Object.is(day(-0), 0)).toBe(true);
  });

  test('is not interchangeable with a plain number', () => {
    // @ts-expect-error a number of days from elsewhere has to pass `day` first
    const d: Day = 11016;
    expect(d).toBe(11016);
  });
});

describe('text that is no date', () => {
  test.each([
    '',
    '2023-02-29',
    '1900-02-29',
    '2024-02-30',
    '2024-04-31',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '0999-12-31',
    '10000-01-01',
    '2024-1-1',
    '20240101',
    '2024/01/01',
    ' 2024-01-01',
    '2024-01-01 ',
    '2024-01-01\n',
    '2024-01-01T00:00:00Z',
    '٢٠٢٤-01-01',
    '-2024-01-01',
    '+2024-01-01',
  ])('%j is null', (text) => {
    expect(parseDay(text)).toBeNull();
  });

  test('dayOf refuses what is not a whole number', () => {
    expect(dayOf(2024, 1.5, 1)).toBeNull();
    expect(dayOf(2024, 1, Number.NaN)).toBeNull();
    expect(dayOf(2024.5, 1, 1)).toBeNull();
  });
});

test('a year divisible by 4 leaps, a century only when divisible by 400', () => {
  expect([1896, 1900, 2000, 2023, 2024, 2100].map(isLeapYear)).toEqual([
    true,
    false,
    true,
    false,
    true,
    false,
  ]);
  expect(daysInMonth(2024, 2)).toBe(29);
  expect(daysInMonth(2100, 2)).toBe(28);
  expect(() => daysInMonth(2024, 13)).toThrow(RangeError);
});

function parsed(text: string): Day {
  const d = parseDay(text);
  if (d === null) throw new Error(`${text} is no date`);
  return d;
}
