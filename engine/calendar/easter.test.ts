import { expect, test } from 'vitest';
import { formatDay, weekday } from './day.ts';
import { easterSunday } from './easter.ts';

// Meeus, "Astronomical Algorithms", chapter 8, lists 1818, 1886, 1943, 1954, 1991–1993, 2000, 2038 and 2285.
test.each([
  '1818-03-22',
  '1886-04-25',
  '1943-04-25',
  '1954-04-18',
  '1991-03-31',
  '1992-04-19',
  '1993-04-11',
  '2000-04-23',
  '2008-03-23',
  '2011-04-24',
  '2024-03-31',
  '2025-04-20',
  '2038-04-25',
  '2285-03-22',
])('Easter Sunday is %s', (date) => {
  expect(formatDay(easterSunday(Number(date.slice(0, 4))))).toBe(date);
});

test('Easter is a Sunday from 22 March to 25 April', () => {
  for (let year = 1583; year <= 4099; year++) {
    const easter = easterSunday(year);
    const date = formatDay(easter).slice(5);
    expect(weekday(easter) === 7 && date >= '03-22' && date <= '04-25', formatDay(easter)).toBe(true);
  }
});
