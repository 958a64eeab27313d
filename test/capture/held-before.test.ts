import { afterEach, expect, test } from 'vitest';
import { SHARED_OWNER } from '../../app/service/index.ts';
import { type CapturedWorld, capturedWorld, closesBy, on } from './world.ts';

let world: CapturedWorld;
afterEach(() => world.close());

const quoted = async (symbol: string): Promise<number> => {
  const segments = await world.store.of(SHARED_OWNER).prices.segments({ names: [symbol] });
  return segments.reduce((sum, { days }) => sum + days.length, 0);
};

test('a backfill for all fetches what anybody held in its days, also what is sold since, and nothing else', async () => {
  world = await capturedWorld('2024-04-05T21:31:00Z');
  for (const symbol of ['ACME', 'SOLD', 'LONGAGO'])
    world.prices(symbol, closesBy('2024-01-02', '2024-04-05', 10, 0.25));
  const trade = (date: string, type: string, symbol: string) =>
    ({ date, type, symbol, quantity: '10', price: '10', currency: 'USD' }) as const;
  await world.add(
    { date: '2024-01-02', type: 'deposit', amount: '10000', currency: 'USD' },
    trade('2024-01-02', 'buy', 'LONGAGO'),
    trade('2024-01-31', 'sell', 'LONGAGO'),
    trade('2024-02-01', 'buy', 'ACME'),
    trade('2024-02-01', 'buy', 'SOLD'),
    trade('2024-03-20', 'sell', 'SOLD'),
  );
  // By the running loop: at its first turn the last thirty days.
  await world.schedule().turn();
  expect(await quoted('ACME')).toBeGreaterThan(19);
  expect(await quoted('SOLD')).toBeGreaterThan(19);
  expect(await quoted('LONGAGO')).toBe(0);
  // The 47th session since 10.00, 0.25 more each: 10,000 - 2 x 100 + 2 x 10 x 21.50.
  const [seal] = await world.sealed('2024-03-08');
  expect(seal).toBe('2024-03-08 computed 10230.00');
  expect((await world.sealed('2024-03-06')).every((one) => !one.includes('estimated'))).toBe(true);
  await world.capture.backfill(null, 90);
  expect(await quoted('LONGAGO')).toBeGreaterThan(0);
  expect((await world.seals()).find(({ day }) => day === on('2024-01-31'))?.kind).toBe('computed');
});

test('the analytics of a close fetch what portfolios are compared with, and name what has too few closes', async () => {
  world = await capturedWorld('2024-04-05T21:31:00Z');
  world.prices('ACME', closesBy('2024-03-20', '2024-04-05', 10, 0.25));
  world.prices('INDEX', closesBy('2023-01-03', '2024-04-05', 100, 0.25));
  await world.add(
    { date: '2024-03-20', type: 'deposit', amount: '10000', currency: 'USD' },
    { date: '2024-03-20', type: 'buy', symbol: 'ACME', quantity: '10', price: '10', currency: 'USD' },
  );
  await world.store.write('ann', async (tx) => {
    for (const whole of await tx.portfolios.list())
      await tx.portfolios.replace({ ...whole, benchmark: 'INDEX' });
  });
  await world.schedule().turn();
  const jobs = await world.store.of(SHARED_OWNER).jobs.list(5);
  const { steps } = JSON.parse(jobs.find(({ kind }) => kind === 'daily_snapshot')?.output ?? '');
  expect(steps.analytics).toMatchObject({ status: 'done', benchmarks: 1, instruments: 1, missing: ['ACME'] });
  expect(await quoted('INDEX')).toBeGreaterThan(250);
});
