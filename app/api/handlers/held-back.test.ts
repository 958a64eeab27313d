import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Asked, asked, type Body } from '../../../test/service/asked.ts';
import { type HeldBackRecord, SHARED_OWNER } from '../../service/index.ts';
import { heldBackHandlers } from './held-back.ts';
import { transactionHandlers } from './transactions.ts';

let world: Asked;
beforeAll(async () => {
  world = await asked({ ...heldBackHandlers, ...transactionHandlers }, 'ann', 'bob');
  for (const user of ['ann', 'bob']) {
    await world.ask(user, 'createTransactions', {
      body: [
        { date: '2024-02-01', type: 'deposit', amount: '1000' },
        { date: '2024-02-02', type: 'buy', symbol: 'ACME', quantity: 2, price: 100 },
      ],
    });
  }
  await world.services.store.write(SHARED_OWNER, (tx) =>
    tx.heldBack.hold([
      held('jump', { price: '1500.5' }),
      held('nan', { source: 'other', price: 'NaN', reason: 'not_a_number', heldAt: 5 }),
      held('foreign', { symbol: 'OTHER' }),
    ]),
  );
});
afterAll(() => world.close());

/** 2024-02-28 is day 19,781. */
const held = (id: string, more: Partial<HeldBackRecord>): HeldBackRecord => ({
  id,
  symbol: 'ACME',
  source: 'feed',
  day: 19_781,
  at: Date.parse('2024-02-28T20:00:00Z'),
  price: '0',
  currency: 'USD',
  previousPrice: '150',
  reason: 'jump',
  heldAt: Date.parse('2024-02-28T20:00:10Z'),
  ...more,
});

const equity = async (user: string): Promise<number> => {
  const { history } = await world.services.portfolios.open(user, 'default');
  return (history.columns().equity.at(-1) ?? 0) / 100;
};
const release = (user: string, id: string, query = {}) =>
  world.ask(user, 'releaseHeldBackPrice', { params: { id }, query });
const listed = async (user: string, query = {}) =>
  (await world.ask(user, 'listHeldBackPrices', { query })).items.map(({ id }: Body) => id);

test('what is held back of one’s own symbols is listed with its reason, the newest first', async () => {
  const { items } = await world.ask('ann', 'listHeldBackPrices');
  expect(items).toEqual([
    {
      id: 'jump',
      symbol: 'ACME',
      date: '2024-02-28',
      price: 1500.5,
      said: '1500.5',
      previous_price: 150,
      currency: 'USD',
      source: 'feed',
      reason: 'jump',
      held_at: '2024-02-28T20:00:10.000Z',
    },
    expect.objectContaining({ id: 'nan', price: null, said: 'NaN', reason: 'not_a_number' }),
  ]);
  expect(await listed('ann', { symbol: 'OTHER' })).toEqual([]);
  expect(await listed('ann', { limit: 1 })).toEqual(['jump']);
});

test('what is no price, or of another’s symbol, cannot be released', async () => {
  const refusal = async (id: string) =>
    (await world.refused('ann', 'releaseHeldBackPrice', { params: { id } })).kind;
  expect([await refusal('nan'), await refusal('foreign'), await refusal('none')]).toEqual([
    'invalid',
    'not_found',
    'not_found',
  ]);
});

test('a released price counts, for who released it; a dry run has said what it does', async () => {
  expect(await equity('ann')).toBe(1000);
  const { effect } = await release('ann', 'jump', { dry_run: 'true' });
  // Two units at 1500.50 in place of 100.
  expect(effect).toMatchObject({ equity_before: 1000, equity_after: 3801 });
  expect(await equity('ann')).toBe(1000);
  expect(await release('ann', 'jump')).toMatchObject({
    symbol: 'ACME',
    date: '2024-02-28',
    price: 1500.5,
    source: 'feed',
  });
  expect([await equity('ann'), await equity('bob')]).toEqual([3801, 1000]);
  expect([await listed('ann'), await listed('bob')]).toEqual([['nan'], ['jump', 'nan']]);
  expect((await world.refused('ann', 'releaseHeldBackPrice', { params: { id: 'jump' } })).kind).toBe(
    'not_found',
  );
});

test('an administrator releases it for everybody, and it is the last price that is believed', async () => {
  world.admins.add('bob');
  expect(await release('bob', 'jump')).toMatchObject({ price: 1500.5 });
  expect([await equity('ann'), await equity('bob')]).toEqual([3801, 3801]);
  const { store } = world.services;
  expect(await store.of(SHARED_OWNER).latestPrices.list(['ACME'])).toMatchObject([
    { price: '1500.5', source: 'feed' },
  ]);
  expect(await store.of(SHARED_OWNER).heldBack.list(['ACME'])).toHaveLength(1);
});
