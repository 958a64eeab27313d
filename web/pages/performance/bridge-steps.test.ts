import { expect, test } from 'vitest';
import { bridgeSteps } from './bridge-steps.ts';

test('The steps from start to end sum, and what did nothing is left out', () => {
  const part = (name: string, pnl: number) => ({ name, pnl, percent_of_total: null, contribution: null });
  // 1,000.00 + 500.00 − 40.00 + (20.10 − 30.00 − 0.10) = 1,450.00.
  const steps = bridgeSteps({
    ...{ base_currency: 'USD', from: '2024-01-02', to: '2024-02-02', by: 'source', total_pnl: -10 },
    ...{ capital: 1000, start_value: 1000, deposits: 500, withdrawals: 40, transfers: 0, end_value: 1450 },
    items: [part('fees', -0.1), part('realized_pnl', 20.1), part('income', 0), part('unrealized_pnl', -30)],
    problems: [],
  });
  expect(steps.map(({ name, value }) => [name, value])).toEqual([
    ['Start', 1000],
    ['Deposits', 500],
    ['Withdrawals', -40],
    ['Closed gains', 20.1],
    ['Open gains', -30],
    ['Fees', -0.1],
    ['End', 1450],
  ]);
  expect(steps.filter(({ kind }) => kind === 'flow').map(({ name }) => name)).toEqual([
    'Deposits',
    'Withdrawals',
  ]);
  const cents = steps.slice(0, -1).reduce((sum, { value }) => sum + Math.round(value * 100), 0);
  expect(cents).toBe(145_000);
});
