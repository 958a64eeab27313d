import { describe, expect, test } from 'vitest';
import { monthPeriod, periodOf } from './range-days.ts';

describe('a range', () => {
  test('begins on the day after the same calendar date back', () => {
    expect(periodOf('1M', '2024-03-15')).toEqual({ from: '2024-02-16' });
    expect(periodOf('1Y', '2024-03-15')).toEqual({ from: '2023-03-16' });
    expect(periodOf('5Y', '2024-01-15')).toEqual({ from: '2019-01-16' });
  });

  test('takes the last day of a month that has no such date', () => {
    // A month before 31 March 2024 is 29 February.
    expect(periodOf('1M', '2024-03-31')).toEqual({ from: '2024-03-01' });
    expect(periodOf('3M', '2024-01-31')).toEqual({ from: '2023-11-01' });
    expect(periodOf('1Y', '2024-02-29')).toEqual({ from: '2023-03-01' });
  });

  test('of a month is from its first day to its last', () => {
    expect(monthPeriod(2024, 2)).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(monthPeriod(2023, 12)).toEqual({ from: '2023-12-01', to: '2023-12-31' });
  });

  test('of the year begins with it; of everything nowhere', () => {
    expect(periodOf('YTD', '2024-03-15')).toEqual({ from: '2024-01-01' });
    expect(periodOf('ALL', '2024-03-15')).toEqual({});
  });
});
