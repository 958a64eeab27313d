import { afterEach, expect, test } from 'vitest';
import { coverage, equityHistory } from '../../app/service/figures/index.ts';
import { at, type CapturedWorld, capturedWorld, closesBy } from './world.ts';

let world: CapturedWorld;
afterEach(() => world.close());

test('a day is official where its close was sealed and is its value still: coverage and equity history say so', async () => {
  world = await capturedWorld('2024-02-06T21:31:00Z');
  world.prices('ACME', closesBy('2024-02-01', '2024-02-29', 10, 1));
  await world.add(
    { date: '2024-02-01', type: 'deposit', amount: '10000', currency: 'USD' },
    { date: '2024-02-01', type: 'buy', symbol: 'ACME', quantity: '100', price: '10', currency: 'USD' },
  );
  await world.capture.addDue();
  await world.capture.runJobs();
  const kinds = async (asKnownAt?: number) => {
    const portfolio = await world.portfolios.open('ann', 'default', asKnownAt);
    const day = world.portfolios.today(asKnownAt);
    const { items, counts } = coverage(portfolio, { account: 'main', limit: 100 }, day);
    const whole = coverage(portfolio, { limit: 100 }, day).items.map(({ kind }) => kind);
    const rows = equityHistory(portfolio, {} as never, day).history.map(({ kind }) => kind);
    const own = items.map(({ kind }) => kind);
    expect([whole, rows]).toEqual([own, own]);
    return { own, counts };
  };
  const official = await kinds();
  expect(official).toEqual({
    own: ['computed', 'computed', 'computed', 'daily_eod'],
    counts: { computed: 3, daily_eod: 1 },
  });
  world.now = at('2024-02-07T15:00:00Z');
  await world.add({ date: '2024-02-05', type: 'deposit', amount: '1', currency: 'USD' });
  // Another value than was sealed, before and after it is sealed again.
  expect((await kinds()).own.slice(0, 4)).toEqual(['computed', 'computed', 'computed', 'computed']);
  await world.capture.heal();
  expect((await kinds()).own.slice(0, 4)).toEqual(['computed', 'computed', 'computed', 'computed']);
  expect((await kinds(at('2024-02-06T22:00:00Z'))).own).toEqual(official.own);
});
