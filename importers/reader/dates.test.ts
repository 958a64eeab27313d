import { formatDay, formatTime } from '@tidemark/engine';
import { describe, expect, test } from 'vitest';
import { type DateOrder, isOrderFree, orderShown, readMoment } from './dates.ts';

const read = (text: string, order: DateOrder = 'dmy'): string | null => {
  const moment = readMoment(text, order);
  if (moment === null) return null;
  const time = moment.seconds === null ? '' : ` ${formatTime(moment.seconds)}`;
  const offset = moment.offsetMinutes === null ? '' : ` ${moment.offsetMinutes}`;
  return `${formatDay(moment.day)}${time}${offset}`;
};

describe('a date', () => {
  test.each([
    ['2024-01-16', '2024-01-16'],
    ['2024/1/6', '2024-01-06'],
    ['20240116', '2024-01-16'],
    ['20240116;103000', '2024-01-16 10:30:00'],
    ['20260419 144528', '2026-04-19 14:45:28'],
    ['2024-01-16, 10:30:00', '2024-01-16 10:30:00'],
    ['2021-03-14T00:00', '2021-03-14 00:00:00'],
    ['2019-12-02T08:23:08.459586Z', '2019-12-02 08:23:08 0'],
    ['2024-01-16T16:00:00+0100', '2024-01-16 16:00:00 60'],
    ['2023-06-02 16:06:47-04:00', '2023-06-02 16:06:47 -240'],
    ['2025-01-17 16:57:02 UTC', '2025-01-17 16:57:02 0'],
    ['16.01.2024', '2024-01-16'],
    ['16-01-24 07:05', '2024-01-16 07:05:00'],
    ['02-Jan-2025', '2025-01-02'],
    ['16-jan-2025', '2025-01-16'],
    ['3 März 2024', '2024-03-03'],
    ['15 août 2024', '2024-08-15'],
    ['May 5, 2020, 10:10:57 PM', '2020-05-05 22:10:57'],
    ['Jun 1, 2020, 12:00:21 AM', '2020-06-01 00:00:21'],
  ])('%s is %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('Month and day go by the order of the file', () => {
    expect([read('03/04/2024', 'dmy'), read('03/04/2024', 'mdy')]).toEqual(['2024-04-03', '2024-03-04']);
    expect(read('09/19/2025 13:31:39 EDT', 'mdy')).toBe('2025-09-19 13:31:39 -240');
  });

  test('What took effect earlier counts from then', () => {
    expect(read('07/15/2024 as of 07/12/2024', 'mdy')).toBe('2024-07-12');
  });

  test.each([
    '010.09.2024',
    '31.02.2024',
    '2024-13-01',
    '33-09-2024',
    '16.01.2024 25:00',
    '1/1/2024 10:00 XYZ',
    'soon',
  ])('%s is none', (text) => {
    expect(read(text)).toBeNull();
  });

  test('A zone whose name means two offsets is not read', () => {
    expect(read('2024-07-01 10:00:00 BST')).toBeNull();
  });
});

test('A number above twelve proves the order; the same number twice needs none', () => {
  expect(['13/01/2024', '01/13/2024', '01/02/2024', '2024-01-13'].map(orderShown)).toEqual([
    'dmy',
    'mdy',
    null,
    null,
  ]);
  expect(['03/03/2024', '03/04/2024', '2024-03-04'].map(isOrderFree)).toEqual([true, false, true]);
});
