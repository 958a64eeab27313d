import { afterAll, beforeAll, expect, test } from 'vitest';
import { figureHandlers } from '../../app/api/handlers/figures.ts';
import { transactionHandlers } from '../../app/api/handlers/transactions.ts';
import { SHARED_OWNER } from '../../app/service/index.ts';
import { type Asked, asked } from './asked.ts';

/** Friday 1 March 2024, an hour after the opening of New York. */
const NOW = Date.parse('2024-03-01T15:30:00Z');

let world: Asked;
beforeAll(async () => {
  world = await asked({ ...figureHandlers, ...transactionHandlers }, 'ann');
  world.now = NOW;
  const body = [
    { date: '2024-02-26', type: 'deposit', amount: '10000' },
    { date: '2024-02-26', type: 'buy', symbol: 'ACME', quantity: '10', price: '100' },
  ];
  await world.ask('ann', 'createTransactions', { body });
  const record = (time: string, price: string) =>
    world.services.store.write(SHARED_OWNER, (tx) =>
      tx.intradayPrices.record(Date.parse(time), [{ symbol: 'ACME', price, currency: 'USD' }]),
    );
  await record('2024-02-28T16:00:00Z', '99');
  await record('2024-03-01T15:00:00Z', '101.5');
  await record('2024-03-01T15:05:00Z', '102');
});
afterAll(() => world.close());

const ask = (operation: 'performance' | 'history' | 'complete', query: object) =>
  world.ask('ann', operation, { params: { id: 'default' }, query });
const valueAt = (points: { timestamp?: string; value: number }[], time: string) =>
  points.find(({ timestamp }) => timestamp === time)?.value;

test('prices that were recorded within sessions are points of charts', async () => {
  const { data_points: day } = await ask('performance', { timeframe: '1D' });
  // 9,000 + 10 × 101.50.
  expect(valueAt(day, '2024-03-01T15:00:00Z')).toBe(10015);
  expect(day).toHaveLength(4);
  const { data_points: week } = await ask('performance', { timeframe: '1W' });
  expect(valueAt(week, '2024-02-28T16:00:00Z')).toBe(9990);
  const { points } = await ask('history', { from: '2024-02-28', to: '2024-02-28', bucket: '3h' });
  expect(valueAt(points, '2024-02-28T18:00:00Z')).toBe(9990);
});

test('of what was known at an instant a session has its close alone', async () => {
  const as_known_at = new Date(NOW).toISOString();
  const { data_points } = await ask('performance', { timeframe: '1D', as_known_at });
  expect(data_points).toHaveLength(2);
});

test('the chart in complete is that of one month', async () => {
  const { performance } = await ask('complete', {});
  const month = await ask('performance', { timeframe: '1M' });
  expect(performance).toEqual(month);
  // The last prices before 16:00 UTC, which is past: the hour of 28 February.
  expect(valueAt(performance.data_points, '2024-02-28T16:00:00Z')).toBe(9990);
});

test('a trade within the session counts from its time on', async () => {
  const trade = {
    date: '2024-03-01',
    time: '10:02:00',
    type: 'buy',
    symbol: 'ACME',
    quantity: '10',
    price: '101',
  };
  await world.ask('ann', 'createTransactions', { body: trade });
  const { data_points: day } = await ask('performance', { timeframe: '1D' });
  expect(valueAt(day, '2024-03-01T15:00:00Z')).toBe(10015);
  // 10:02 in New York: 9,000 - 1,010 + 20 x 102.
  expect(valueAt(day, '2024-03-01T15:05:00Z')).toBe(10030);
});
