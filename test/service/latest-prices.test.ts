import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { figureHandlers } from '../../app/api/handlers/figures.ts';
import { quoteHandlers } from '../../app/api/handlers/quotes.ts';
import { transactionHandlers } from '../../app/api/handlers/transactions.ts';
import { type LatestPriceRecord, Refusal, SHARED_OWNER } from '../../app/service/index.ts';
import { newUser } from '../../app/service/records/index.ts';
import { formatDay } from '../../engine/index.ts';
import { runs } from '../properties/runs.ts';
import { type Asked, asked, type Body } from './asked.ts';
import { on } from './portfolio.ts';

const handlers = { ...figureHandlers, ...quoteHandlers, ...transactionHandlers };

/** Friday 2024-03-01, 10:30 in New York. */
const NOW = Date.parse('2024-03-01T15:30:00Z');
const TODAY = on('2024-03-01');

let world: Asked;
beforeAll(async () => {
  world = await asked(handlers, 'ann');
  world.now = NOW;
});
afterAll(() => world.close());

type Live = Pick<LatestPriceRecord, 'symbol' | 'price'> & Partial<LatestPriceRecord>;

async function putLatest(...prices: Live[]): Promise<void> {
  const { store, portfolios } = world.services;
  const rows = prices.map((one) => ({
    currency: 'USD',
    at: NOW - 60_000,
    day: TODAY,
    source: 'feed',
    recordedAt: NOW,
    ...one,
  }));
  await store.write(SHARED_OWNER, (tx) => tx.latestPrices.put(rows));
  await portfolios.latest.look();
}

const putCloses = (rows: readonly { symbol: string; day: number; price: string }[], source = 'feed') =>
  world.services.store.write(SHARED_OWNER, (tx) =>
    tx.prices.put(
      source,
      rows.map(({ symbol, day, price }) => ({ name: symbol, day, value: price, currency: 'USD' })),
      NOW,
    ),
  );

const ask = (user: string, operation: Parameters<Asked['ask']>[1], query: object = {}) =>
  world.ask(user, operation, { params: { id: 'default' }, query });

test('a latest price stands for the close of today until there is one, with the instant it is of', async () => {
  await putCloses([{ symbol: 'ACME', day: on('2024-02-29'), price: '104' }]);
  await world.ask('ann', 'createTransactions', {
    body: [
      { date: '2024-02-27', type: 'deposit', amount: '1000' },
      { date: '2024-02-28', type: 'buy', symbol: 'ACME', quantity: 2, price: 100 },
    ],
  });
  // 800 in cash and two units at 104.
  expect(await ask('ann', 'current')).toMatchObject({ total_value: 1008, price_fresh: false });

  await putLatest({ symbol: 'ACME', price: '110.255' });
  const live = await ask('ann', 'current');
  // 220.51 for two.
  expect(live).toMatchObject({
    total_value: 1020.51,
    price_fresh: true,
    last_updated: '2024-03-01T15:29:00Z',
  });
  expect(live.positions).toMatchObject([{ price_per_share: 110.255, price_at: '2024-03-01T15:29:00Z' }]);
  const { history } = await ask('ann', 'equityHistory');
  expect(history.map(({ date, equity_balance }: Body) => [date, equity_balance])).toEqual([
    ['2024-02-27', 1000],
    ['2024-02-28', 1000],
    ['2024-02-29', 1008],
    ['2024-03-01', 1020.51],
  ]);

  world.now = NOW + 4 * 60_000 + 1_000;
  expect(await ask('ann', 'current')).toMatchObject({ total_value: 1020.51, price_fresh: false });
  world.now = NOW;

  await putCloses([{ symbol: 'ACME', day: TODAY, price: '111' }]);
  expect(await ask('ann', 'current')).toMatchObject({ total_value: 1022 });
  await putLatest({ symbol: 'ACME', price: '112' });
  expect(await ask('ann', 'current')).toMatchObject({ total_value: 1022 });
});

test('what a write says of today is what is read next, with the latest prices', async () => {
  await newUser(world.services.store, 'eve', { now: () => NOW });
  await putCloses([{ symbol: 'EVER', day: on('2024-02-29'), price: '10' }]);
  await putLatest({ symbol: 'EVER', price: '12.5' }, { symbol: 'NEW', price: '7' });
  await world.ask('eve', 'createTransactions', {
    body: [{ date: '2024-02-29', type: 'buy', symbol: 'EVER', quantity: 4, price: 10 }],
  });
  for (const body of [
    { date: '2024-02-29', type: 'deposit', amount: '500' },
    { date: '2024-03-01', type: 'buy', symbol: 'NEW', quantity: 3, price: 6 },
    { date: '2024-02-28', type: 'buy', symbol: 'EVER', quantity: 1, price: 9 },
  ]) {
    const before = (await ask('eve', 'current')).total_value;
    const { effect } = await world.ask('eve', 'createTransactions', { body, query: { dry_run: 'true' } });
    await world.ask('eve', 'createTransactions', { body });
    expect(effect.equity_before).toBe(before);
    expect(effect.equity_after).toBe((await ask('eve', 'current')).total_value);
  }
  // 500 − 40 − 18 − 9 in cash; 5 at 12.50 and 3 at 7.
  expect((await ask('eve', 'current')).total_value).toBe(433 + 62.5 + 21);
});

test('a price moves what holds its symbol and nothing else, and is seen where another process has put it', async () => {
  const { portfolios, store } = world.services;
  await putLatest({ symbol: 'EVER', price: '13' });
  const held = await portfolios.open('eve', 'default');
  await putLatest({ symbol: 'OTHER', price: '1' });
  expect((await portfolios.open('eve', 'default')).history).toBe(held.history);
  const row = {
    symbol: 'EVER',
    price: '14',
    currency: 'USD',
    at: NOW,
    day: TODAY,
    source: 'feed',
    recordedAt: NOW,
  };
  await store.write(SHARED_OWNER, (tx) => tx.latestPrices.put([row]));
  world.now += 1_000;
  const moved = await portfolios.open('eve', 'default');
  expect(moved.history).not.toBe(held.history);
  expect(moved.history.columns().equity.at(-1)).toBe((held.history.columns().equity.at(-1) as number) + 500);
  world.now = NOW;
});

const SYMBOLS = ['A', 'B', 'C', 'D'] as const;

const price = fc
  .tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 0, max: 6 }))
  .map(([units, digits]) => `${units / 10 ** digits}`)
  .filter((text) => !text.includes('e'));

const event = fc.record({
  type: fc.constantFrom('buy', 'buy', 'sell', 'deposit', 'withdrawal', 'transfer_in'),
  symbol: fc.constantFrom(...SYMBOLS),
  back: fc.integer({ min: 0, max: 40 }),
  size: fc.integer({ min: 1, max: 50 }),
});

const closes = fc.array(
  fc.record({ symbol: fc.constantFrom(...SYMBOLS), back: fc.integer({ min: 0, max: 30 }), price }),
  {
    maxLength: 25,
  },
);

/** Some symbols have none, some one of yesterday. */
const latest = fc.array(
  fc.record({ symbol: fc.constantFrom(...SYMBOLS), price, back: fc.constantFrom(0, 0, 0, 1) }),
  { maxLength: 5 },
);

function bodyOf(
  { type, symbol, back, size }: { type: string; symbol: string; back: number; size: number },
  run: string,
) {
  const date = formatDay((TODAY - back) as typeof TODAY);
  if (type === 'deposit') return { date, type, amount: String(size * 100) };
  if (type === 'withdrawal') return { date, type, amount: String(-size) };
  return { date, type, symbol: symbol + run, quantity: String(size), price: String(10 + size) };
}

const FIGURES: readonly (readonly [Parameters<Asked['ask']>[1], object?])[] = [
  ['current'],
  ['equityHistory'],
  ['growth', { basis: 'market', by: 'day' }],
  ['accountValue', { basis: 'market' }],
  ['positions'],
  ['exposures'],
  ['performance', { timeframe: '1D' }],
  ['performance', { timeframe: '1M' }],
  ['performance', { timeframe: 'ALL' }],
  ['history', { period: '1M' }],
  ['summary'],
  ['complete'],
  ['trades', { basis: 'market', statistics: 'true' }],
  ['lots'],
  ['returns', { by: 'day' }],
  ['risk'],
  ['attribution', { by: 'symbol' }],
  ['stress', { scenario: 'market_-10' }],
];

/** How fresh a price is, and when it was paid, is what a close does not say. */
const FRESHNESS = new Set(['price_at', 'price_fresh', 'last_updated', 'timestamp', 'source', 'stale']);

const withoutFreshness = (body: Body) =>
  JSON.parse(JSON.stringify(body, (key, value) => (FRESHNESS.has(key) ? undefined : value)));

async function figuresOf(user: string) {
  const found: Record<string, unknown> = {};
  for (const [operation, query] of FIGURES) {
    const key = `${operation} ${JSON.stringify(query ?? {})}`;
    const refused = (error: unknown) => {
      if (error instanceof Refusal) return { refused: error.problems };
      throw error;
    };
    found[key] = withoutFreshness(await ask(user, operation, query).catch(refused));
  }
  return found;
}

let count = 0;

test('every figure is what it is once the latest prices have come in as closes', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { minLength: 1, maxLength: 15 }),
      closes,
      latest,
      async (events, old, live) => {
        const run = `-${count++}`;
        const user = `user${run}`;
        await newUser(world.services.store, user, { now: () => NOW });
        const past = old.map((one) => ({ ...one, symbol: one.symbol + run, day: TODAY - 1 - one.back }));
        await putCloses(past);
        await world.ask(user, 'createTransactions', { body: events.map((one) => bodyOf(one, run)) });
        const before = await figuresOf(user);
        const prices = live
          .map((one) => ({ ...one, symbol: one.symbol + run, day: TODAY - one.back }))
          // A stored close of the day, or a later one, counts.
          .filter(({ symbol, day }) => past.every((one) => one.symbol !== symbol || one.day < day));
        const last = [...new Map(prices.map((one) => [one.symbol, one])).values()];
        await putLatest(...last.map(({ symbol, price, day }) => ({ symbol, price, day })));
        const shown = await figuresOf(user);
        if (last.length === 0) expect(shown).toEqual(before);
        await putCloses(last);
        expect(shown).toEqual(await figuresOf(user));
      },
    ),
    { numRuns: runs(10, 4) },
  );
});
