import { describe, expect, test } from 'vitest';
import { differenceOf, isSame } from './why-they-differ.ts';

const row = (from: string, net_flow: number, earned: number) => ({
  ...{ from, to: from, start_value: 1000, net_flow, pnl: 0, end_value: 1000 },
  return: earned,
});

describe('why money-weighted and time-weighted returns differ', () => {
  test('is a deposit before a fall', () => {
    // +10 % before 5,000 came in, 0.9 · 1.0 = −10 % from its month on.
    const rows = [row('2024-01-01', 1000, 0.1), row('2024-02-01', 5000, -0.1), row('2024-03-01', 0, 0)];
    const found = differenceOf({ rows, twr: -0.01, twr_annualized: null, xirr: -0.5, modified_dietz: -0.08 });
    expect(found).toMatchObject({ isYearly: false, hasPayments: true });
    expect(found?.gap).toBeCloseTo(-0.07, 12);
    expect(found?.cause).toMatchObject({ from: '2024-02-01', netFlow: 5000 });
    expect(found?.cause?.before).toBeCloseTo(0.1, 12);
    expect(found?.cause?.after).toBeCloseTo(-0.1, 12);
  });

  test('is money taken out before a fall, which then does better than the holdings', () => {
    const rows = [row('2024-01-01', 1000, 0.1), row('2024-02-01', -500, -0.2)];
    const found = differenceOf({ rows, twr: -0.12, twr_annualized: null, xirr: 0, modified_dietz: -0.02 });
    expect(found?.cause).toMatchObject({ netFlow: -500 });
  });

  test('is what did the most, by its size and by what followed, not the largest payment', () => {
    // Before February +0 %, from then on +21 %: 400 gained from it. In May 900 came in, and −10 % followed +34 %.
    const rows = [
      row('2024-01-01', 1000, 0),
      row('2024-02-01', 400, 0.21),
      row('2024-03-01', 0, 0.21),
      row('2024-04-01', 0, -0.05),
      row('2024-05-01', 900, -0.1),
    ];
    const given = { rows, twr: 0.25, twr_annualized: null, xirr: 0, modified_dietz: 0.3 };
    expect(differenceOf(given)?.cause?.from).toBe('2024-02-01');
    expect(differenceOf({ ...given, modified_dietz: 0.2 })?.cause?.from).toBe('2024-05-01');
  });

  test('is no payment that points the other way', () => {
    const rows = [row('2024-01-01', 1000, 0.1), row('2024-02-01', 500, 0.2)];
    const given = { rows, twr: 0.32, twr_annualized: null, xirr: 0, modified_dietz: 0.2 };
    expect(differenceOf(given)).toMatchObject({ hasPayments: true, cause: null });
  });

  test('compares figures of a year from one year on, else those of the period', () => {
    const rows = [row('2024-01-01', 1000, 0.1)];
    const found = differenceOf({ rows, twr: 0.21, twr_annualized: 0.1, xirr: 0.1, modified_dietz: 0.2 });
    expect(found).toEqual({ gap: 0, isYearly: true, hasPayments: false, cause: null });
    expect(found && isSame(found)).toBe(true);
  });

  test('is unknown where one of them is', () => {
    expect(differenceOf({ rows: [], twr: 0.1, twr_annualized: 0.1, xirr: null, modified_dietz: 0 })).toBe(
      null,
    );
  });
});
