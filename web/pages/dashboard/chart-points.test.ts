import type { EquityHistory, Performance } from '@tidemark/contract';
import { expect, test } from 'vitest';
import { drawn, rangeOf, rangeOfDays, withLive } from './chart-points.ts';

const point = (day: string, value: number, net_flow: number, return_percent: number, more: object = {}) => ({
  timestamp: `${day}T21:00:00Z`,
  value,
  net_flow,
  kind: 'daily_eod',
  source: 'ledger',
  stale: 0,
  return_percent,
  ...more,
});
const chart = {
  timeframe: '1Y',
  base_currency: 'USD',
  start_value: 0,
  data_points: [
    point('2024-01-02', 1000, 1000, 0, { benchmark_percent: 0 }),
    point('2024-01-03', 1510, 500, 1, { benchmark_percent: 10 }),
    point('2024-01-04', 1500, 0, 0.3, { kind: 'estimated', benchmark_percent: 10 }),
    point('2024-01-05', 1320, -200, 1.7, { stale: 1, benchmark_percent: 21 }),
  ],
} as object as Performance;
const range = rangeOf(chart);

test('What was gained is the value without what was paid in', () => {
  // 1000 − 1000; 1510 − 1500; 1500 − 1500; 1320 − 1300
  expect(range.points.map(({ pnl }) => pnl)).toEqual([0, 10, 0, 20]);
});

test('The line of deposits is what was there at the start, and what was paid in and out since', () => {
  // 0 + 1000; + 500; nothing; − 200
  expect(drawn(range, 'value').map(({ deposits }) => deposits)).toEqual([1000, 1500, 1500, 1300]);
  expect(drawn(range, 'pnl').every((one) => !('deposits' in one))).toBe(true);
});

test('What is estimated, or rests on stale prices, is said of its point', () => {
  expect(drawn(range, 'value').map(({ isEstimated }) => isEstimated)).toEqual([false, false, true, true]);
});

test('The benchmark gets the same money on the same days', () => {
  // 1000; 1000 × 1.10 + 500 = 1600; 1600; 1600 × 1.21 ÷ 1.10 − 200 = 1560
  expect(drawn(range, 'value').map(({ benchmark }) => benchmark)).toEqual([1000, 1600, 1600, 1560]);
  // Its gain: 1560 − 1300 = 260
  expect(drawn(range, 'pnl').at(-1)?.benchmark).toBe(260);
});

test('The drawdown is measured from the highest so far, free of flows', () => {
  const drops = drawn(range, 'percent').map(({ drawdown }) => drawdown ?? 1);
  // 1.003 ÷ 1.01 − 1, about −0.69 %
  expect(drops[2]).toBeCloseTo((1.003 / 1.01 - 1) * 100, 6);
  expect([drops[0], drops[1], drops[3]]).toEqual([0, 0, 0]);
});

test('The value of now is the last point, and moves what was gained by as much', () => {
  const moved = withLive(range, { timestamp: '2024-01-05T21:30:00Z', value: 1386 });
  expect(moved.points).toHaveLength(4);
  // 20 + 66; (1 + 1.7 %) × 1386 ÷ 1320 − 1 = 6.785 %
  expect(moved.points.at(-1)).toMatchObject({ value: 1386, pnl: 86 });
  expect(moved.points.at(-1)?.percent).toBeCloseTo(6.785, 6);
  expect([moved.pnl, moved.percent]).toEqual([86, moved.points.at(-1)?.percent]);
  expect(withLive(range, { timestamp: '2024-01-05T20:00:00Z', value: 1 })).toBe(range);
});

test('Days that somebody chose begin at the value before the first of them', () => {
  const day = (date: string, equity: number, pnl: number, inflow: number, index: number) => ({
    ...{ date, equity_balance: equity, daily_pnl: pnl, equity_inflow: inflow, equity_outflow: 0 },
    ...{ twr_index: index, kind: 'computed', source: 'ledger', stale: 0 },
  });
  const history = [
    day('2024-01-02', 1000, 0, 0, 1.25),
    day('2024-01-03', 1510, 10, 500, 1.2625),
    day('2024-01-04', 1600, 90, 0, 1.33775),
  ];
  const days = rangeOfDays({ base_currency: 'USD', history } as object as EquityHistory, '2024-01-03');
  expect(days.start).toBe(1000);
  expect(days.points.map(({ pnl }) => pnl)).toEqual([10, 100]);
  // 1.2625 ÷ 1.25; 1.33775 ÷ 1.25
  expect(days.points.map(({ percent }) => percent?.toFixed(4))).toEqual(['1.0000', '7.0200']);
});
