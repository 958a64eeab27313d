import type { Current, Growth, Performance } from '@tidemark/contract';
import { expect, test } from 'vitest';
import { grownBy, nowOf } from './now.ts';

const current = {
  total_value: 1050,
  base_currency: 'USD',
  last_updated: '2024-03-01T15:00:00Z',
  price_fresh: true,
} as Current;
const today = {
  current_value: 1050,
  profit_loss: 50,
  profit_loss_percent: 5,
  from: '2024-03-01T14:30:00Z',
} as Performance;

test('A price that comes moves the value and the change of today by the same amount', () => {
  const live = { value: 1071, timestamp: '2024-03-01T15:00:10Z', price_fresh: true };
  const now = nowOf(current, today, live);
  expect([now.value, now.change]).toEqual([1071, 71]);
  // 1.05 × 1071 ÷ 1050 = 1.071
  expect(now.changePercent).toBeCloseTo(7.1, 9);
});

test('What the stream told before the figures were read does not count', () => {
  const old = { value: 1, timestamp: '2024-03-01T14:59:00Z', price_fresh: false };
  expect(nowOf(current, today, old)).toMatchObject({ value: 1050, change: 50, isFresh: true });
});

test('An unknown value is not zero, and moves nothing', () => {
  const now = nowOf({ ...current, total_value: null }, { ...today, profit_loss: null }, null);
  expect([now.value, now.change]).toEqual([null, null]);
});

test('A gain of now counts as trading growth and as total growth, measured on the starting balance', () => {
  const growth = {
    current_value: 12_500,
    starting_balance: 10_000,
    trading_growth_percent: 28,
    total_growth_percent: 25,
  } as Growth;
  expect(grownBy(growth, 12_600)).toMatchObject({ trading_growth_percent: 29, total_growth_percent: 26 });
});
