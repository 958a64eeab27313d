import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, day, formatDay, parseDay, weekday } from './day.ts';
import { yearsBetween, yearsIn } from './day-count.ts';
import {
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

const d = (text: string): Day => parseDay(text) as Day;
const anyDay = integer({ min: -40000, max: 80000 }).map(day);
const anyPeriod = constantFrom<Period>('day', 'week', 'month', 'quarter', 'year');

describe('a range', () => {
  test('counts both its ends', () => {
    const range = dayRange(d('2024-02-28'), d('2024-03-01'));
    expect(dayCount(range)).toBe(3);
    expect([...daysIn(range)].map(formatDay)).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
    expect(dayCount(dayRange(d('2024-02-28'), d('2024-02-28')))).toBe(1);
  });

  test('includes its ends and nothing outside them', () => {
    const range = dayRange(d('2024-02-28'), d('2024-03-01'));
    const days = ['2024-02-27', '2024-02-28', '2024-03-01', '2024-03-02'].map(d);
    expect(days.map((each) => includesDay(range, each))).toEqual([false, true, true, false]);
  });

  test('does not end before it begins', () => {
    expect(() => dayRange(d('2024-03-01'), d('2024-02-28'))).toThrow(RangeError);
  });
});

describe('calendar periods', () => {
  test('2024-05-15, a Wednesday: its week, month, quarter and year', () => {
    const day = d('2024-05-15');
    expect([startOfWeek, endOfWeek].map((f) => formatDay(f(day)))).toEqual(['2024-05-13', '2024-05-19']);
    expect([startOfMonth, endOfMonth].map((f) => formatDay(f(day)))).toEqual(['2024-05-01', '2024-05-31']);
    expect([startOfQuarter, endOfQuarter].map((f) => formatDay(f(day)))).toEqual([
      '2024-04-01',
      '2024-06-30',
    ]);
    expect([startOfYear, endOfYear].map((f) => formatDay(f(day)))).toEqual(['2024-01-01', '2024-12-31']);
  });

  test('a Sunday ends its own week', () => {
    expect(endOfWeek(d('2024-05-19'))).toBe(d('2024-05-19'));
    expect(startOfWeek(d('2024-05-20'))).toBe(d('2024-05-20'));
  });

  test('hold their day, end on a last day, and all their days agree on start and end', () => {
    assert(
      property(anyDay, anyPeriod, (each, period) => {
        const start = startOfPeriod(each, period);
        const end = endOfPeriod(each, period);
        expect(start <= each && each <= end).toBe(true);
        expect(startOfPeriod(end, period)).toBe(start);
        expect(endOfPeriod(start, period)).toBe(end);
        expect(startOfPeriod(day(end + 1), period)).toBe(end + 1);
        if (period === 'week') expect([weekday(start), weekday(end)]).toEqual([1, 7]);
      }),
    );
  });

  test('a range split by period is covered without gap or overlap, and cut only at ends of periods', () => {
    assert(
      property(anyDay, integer({ min: 0, max: 900 }), anyPeriod, (from, length, period) => {
        const parts = splitByPeriod(dayRange(from, day(from + length)), period);
        let next = from;
        for (const part of parts) {
          expect(part.from).toBe(next);
          expect(part.to === from + length || part.to === endOfPeriod(part.to, period)).toBe(true);
          expect(endOfPeriod(part.from, period)).toBeGreaterThanOrEqual(part.to);
          next = day(part.to + 1);
        }
        expect(next).toBe(from + length + 1);
      }),
    );
  });
});

describe('the same date some time back', () => {
  test('is the last day of the month where the month is too short', () => {
    expect(formatDay(monthsBack(d('2024-03-31'), 1))).toBe('2024-02-29');
    expect(formatDay(monthsBack(d('2023-03-31'), 1))).toBe('2023-02-28');
    expect(formatDay(yearsBack(d('2024-02-29'), 1))).toBe('2023-02-28');
    expect(formatDay(yearsBack(d('2024-02-29'), 4))).toBe('2020-02-29');
  });

  test('crosses years in both directions', () => {
    expect(formatDay(monthsBack(d('2024-01-15'), 1))).toBe('2023-12-15');
    expect(formatDay(monthsBack(d('2024-01-15'), 25))).toBe('2021-12-15');
    expect(formatDay(monthsBack(d('2023-12-15'), -2))).toBe('2024-02-15');
    expect(formatDay(monthsBack(d('2024-05-15'), 0))).toBe('2024-05-15');
    expect(() => monthsBack(d('2024-05-15'), 0.5)).toThrow(RangeError);
  });
});

describe('act/365', () => {
  test('between two days, their difference over 365', () => {
    // 2024 has 366 days.
    expect(yearsBetween(d('2024-01-01'), d('2025-01-01'))).toBe(366 / 365);
    expect(yearsBetween(d('2023-01-01'), d('2024-01-01'))).toBe(1);
    expect(yearsBetween(d('2024-01-01'), d('2023-01-01'))).toBe(-1);
  });

  test('of a period, both its days counted', () => {
    expect(yearsIn(dayRange(d('2023-01-01'), d('2023-12-31')))).toBe(1);
    expect(yearsIn(dayRange(d('2023-01-01'), d('2023-01-01')))).toBe(1 / 365);
  });
});
