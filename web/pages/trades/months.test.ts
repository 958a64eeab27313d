import { describe, expect, test } from 'vitest';
import { monthOf, shiftMonth, sumOfMonth } from './months.ts';

const day = (date: string, net_pnl: number, cumulative_net_pnl: number, r: number | null) => ({
  ...{ date, net_pnl, cumulative_net_pnl, r, cumulative_r: 0 },
  ...{ closed: 2, wins: 1, losses: 1 },
});

const DAYS = [
  day('2024-01-30', 100.1, 100.1, 1),
  day('2024-02-01', -50.3, 49.8, -0.5),
  day('2024-02-20', 20.5, 70.3, null),
  day('2024-03-04', 1, 71.3, 0.1),
];

describe('a month of results', () => {
  test('is that of its days', () => {
    // −50.30 + 20.50 = −29.80.
    const sum = sumOfMonth(monthOf(DAYS, '2024-02'));
    expect(sum).toMatchObject({ r: -0.5, closed: 4, wins: 2 });
    expect(sum.netPnl).toBeCloseTo(-29.8, 9);
    expect(sumOfMonth([])).toEqual({ netPnl: 0, r: null, closed: 0, wins: 0 });
  });

  test('follows another over the turn of the year', () => {
    expect(shiftMonth('2024-01', -1)).toBe('2023-12');
    expect(shiftMonth('2023-12', 1)).toBe('2024-01');
    expect(shiftMonth('2024-05', 1)).toBe('2024-06');
  });
});
