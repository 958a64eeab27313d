import type { Attribution } from '@tidemark/contract';
import { expect, test } from 'vitest';
import { bridgeSteps } from './bridge.ts';

const result = {
  total_pnl: 83.91,
  items: [
    { name: 'realized_pnl', pnl: 115 },
    { name: 'unrealized_pnl', pnl: -58.75 },
    { name: 'income', pnl: 0 },
    { name: 'fees', pnl: -2.3 },
    { name: 'fx_pnl', pnl: 29.96 },
  ],
} as Attribution;

test('From the value before to the value after the steps sum, and what was paid in is none of the result', () => {
  // 2386.32 + 500 paid in + (115 − 58.75 − 2.30 + 29.96 = 83.91) = 2970.23
  const steps = bridgeSteps(2386.32, 2970.23, result);
  expect(steps[0]).toEqual({ name: 'Deposits less withdrawals', amount: 500, isFlow: true });
  expect(2386.32 + steps.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(2970.23, 6);
});

test('A part of nothing is not shown, but that nothing was paid in is said', () => {
  const steps = bridgeSteps(2386.32, 2470.23, result);
  expect(steps.map(({ name }) => name)).toEqual([
    'Deposits less withdrawals',
    'Gains closed',
    'Change of open gains',
    'Fees',
    'Currency rates',
  ]);
  expect(steps[0]?.amount).toBe(0);
});
