import type { Growth, Performance } from '@tidemark/contract';
import { expect, test } from 'vitest';
import { chartPoints, flowMarkers } from './chart-points.ts';

const point = (day: string, value: number, net_flow: number, kind = 'daily_eod', stale = 0) => ({
  timestamp: `${day}T21:00:00Z`,
  value,
  net_flow,
  kind,
  stale,
});
const chart = {
  data_points: [
    point('2024-01-02', 1000, 1000),
    point('2024-01-03', 1510, 500),
    point('2024-01-04', 1500, 0, 'estimated'),
    point('2024-01-05', 1320, -200, 'daily_eod', 1),
  ],
} as Performance;
const growth = { starting_balance: 1000, deposits_total: 500, withdrawals_total: 200 } as Growth;

test('Net deposits are those of now less every later flow', () => {
  // Now 1000 + 500 − 200 = 1300; before the withdrawal 1500; before the deposit 1000.
  expect(chartPoints(chart, growth).map(({ deposits }) => deposits)).toEqual([1000, 1500, 1500, 1300]);
});

test('What is estimated, or rests on stale prices, is said of its point', () => {
  expect(chartPoints(chart, growth).map(({ isEstimated }) => isEstimated)).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test('Where deposits are not known no line of them is drawn', () => {
  const unknown = { ...growth, deposits_total: null };
  expect(chartPoints(chart, unknown).every((one) => !('deposits' in one))).toBe(true);
});

test('Money in and money out have marks of their own, and days without either none', () => {
  expect(flowMarkers(chart).map(({ kind }) => kind)).toEqual(['deposit', 'deposit', 'withdrawal']);
});
