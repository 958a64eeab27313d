import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, formatDay, parseDay } from '../calendar/day.ts';
import { byPeriod } from './by-period.ts';
import { calendarTable } from './calendar-table.ts';
import { linkReturns } from './link-returns.ts';

const from = parseDay('2023-12-28') as Day;

/** Equity rises by 1 a day from 100; 10 are paid in on the third day and 4 taken out on the last. */
function columns(length: number) {
  const netFlow = Array.from({ length }, (_, i) => (i === 2 ? 10 : i === length - 1 ? -4 : 0));
  const pnl = new Array<number>(length).fill(1);
  let value = 100;
  const equity = netFlow.map((flow, i) => {
    value += flow + (pnl[i] ?? 0);
    return value;
  });
  const days = equity.map((_, i) => (from + i) as Day);
  const dailyReturns = equity.map((end) => 1 / (end - 1));
  return { days, equity, opening: 100, netFlow, pnl, dailyReturns };
}

describe('40 days from 28 December 2023', () => {
  test('months: the first and the last are parts of a month', () => {
    const rows = byPeriod(columns(40), 'month');
    expect(
      rows.map((row) => [
        formatDay(row.from),
        formatDay(row.to),
        row.startValue,
        row.netFlow,
        row.pnl,
        row.endValue,
      ]),
    ).toEqual([
      ['2023-12-28', '2023-12-31', 100, 10, 4, 114],
      ['2024-01-01', '2024-01-31', 114, 0, 31, 145],
      ['2024-02-01', '2024-02-05', 145, -4, 5, 146],
    ]);
  });

  test('weeks end on Sunday', () => {
    const rows = byPeriod(columns(12), 'week');
    expect(rows.map(({ to }) => formatDay(to))).toEqual(['2023-12-31', '2024-01-07', '2024-01-08']);
  });

  test('the calendar table has a row a year and null for months without days', () => {
    const table = calendarTable(byPeriod(columns(40), 'month'));
    expect(table.map(({ year }) => year)).toEqual([2023, 2024]);
    expect(table[0]?.months.slice(0, 11)).toEqual(new Array(11).fill(null));
    expect(table[0]?.months[11]).toBeCloseTo(table[0]?.total ?? Number.NaN, 14);
    expect(table[1]?.months.slice(2)).toEqual(new Array(10).fill(null));
    expect(table[1]?.total).toBeCloseTo(linkReturns((table[1]?.months ?? []).filter((r) => r !== null)), 14);
  });
});

test('in every period end = start + flow + pnl, ends meet starts, and the returns link to the whole', () => {
  const period = fc.constantFrom('day', 'week', 'month', 'quarter', 'year');
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 900 }), period, (length, cut) => {
      const input = columns(length);
      const rows = byPeriod(input, cut as 'day');
      for (const [i, row] of rows.entries()) {
        expect(row.endValue).toBe(row.startValue + row.netFlow + row.pnl);
        expect(row.startValue).toBe(i === 0 ? 100 : rows[i - 1]?.endValue);
      }
      expect(linkReturns(rows.map((row) => row.return))).toBeCloseTo(linkReturns(input.dailyReturns), 10);
    }),
  );
});

test('columns of different lengths are refused by name', () => {
  expect(() => byPeriod({ ...columns(3), pnl: [] }, 'month')).toThrow('pnl has 0 entries where 3 are needed');
});
