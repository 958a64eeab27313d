import { describe, expect, test } from 'vitest';
import { weeksOf } from './month-grid.tsx';

describe('the weeks of a month', () => {
  test('begin with the day that the reader is used to', () => {
    // 1 March 2024 was a Friday; the month has 31 days.
    const monday = weeksOf('2024-03-15', 1);
    expect(monday).toHaveLength(5);
    expect(monday[0]).toEqual([null, null, null, null, '2024-03-01', '2024-03-02', '2024-03-03']);
    expect(monday.at(-1)?.at(-1)).toBe('2024-03-31');
    const sunday = weeksOf('2024-03-15', 7);
    expect(sunday).toHaveLength(6);
    expect(sunday[0]?.indexOf('2024-03-01')).toBe(5);
    expect(sunday.at(-1)).toEqual(['2024-03-31', null, null, null, null, null, null]);
  });

  test('hold every day once, that of a leap year too', () => {
    expect(
      weeksOf('2024-02-01', 1)
        .flat()
        .filter((day) => day !== null),
    ).toHaveLength(29);
    expect(weeksOf('2021-02-01', 1)).toHaveLength(4);
  });
});
