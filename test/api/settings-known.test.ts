import type { Client } from '@tidemark/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from './server.ts';

/** The program's clock runs, a minute for each millisecond, so that two requests are never of one instant. */
let server: TestServer;

beforeAll(async () => {
  server = await testServer({ TIDEMARK_CLOCK: '2024-03-01T12:00:00Z@60' });
});

afterAll(() => server.close());

const DEFAULT = { id: 'default' };

/** An instant between what was answered and what is asked next. */
async function instant(): Promise<string> {
  const clock = async () => {
    const { clock } = (await (await fetch(`${server.address}/readyz`)).json()) as { clock: { now: string } };
    return clock.now;
  };
  const at = await clock();
  while ((await clock()) === at) await new Promise((resolve) => setTimeout(resolve, 5));
  return at;
}

const figures = async (client: Client, query: { as_known_at?: string } = {}) => {
  const { realized_pnl, current_value } = await client.growth({ params: DEFAULT, query });
  const lots = await client.lots({ params: DEFAULT, query: { ...query, status: 'open' } });
  return {
    realized_pnl,
    current_value,
    left: lots.items.map(({ quantity, account_id }) => [account_id, quantity]),
  };
};

test('a figure as known at an instant is made with the settings of that instant', async () => {
  const { client } = await server.signUp('Ann');
  const trade = { symbol: 'ACME', quantity: '10', date: '2024-01-02' };
  await client.createTransactions({
    body: [
      { date: '2024-01-01', type: 'deposit', amount: '5000' },
      { ...trade, type: 'buy', price: '100' },
      { ...trade, date: '2024-01-03', type: 'buy', price: '120' },
      { ...trade, date: '2024-01-04', type: 'sell', price: '130' },
    ],
    query: {},
  });
  const fifo = await instant();
  await client.changeAccount({
    params: { id: 'main' },
    body: { lot_method: 'lifo', name: 'Mine' },
    query: {},
  });
  await client.changePortfolio({ params: DEFAULT, body: { name: 'Everything' }, query: {} });
  const lifo = await instant();
  await client.putInstrument({
    params: { symbol: 'ACME' },
    body: { name: 'Acme', multiplier: '10' },
    query: {},
  });
  await client.changeAccount({ params: { id: 'main' }, body: { lot_method: 'average' }, query: {} });

  // The oldest lot is sold: 10 × (130 − 100); the newest: 10 × (130 − 120); ten times as much at the average of 110.
  const realized = async (at?: string) =>
    (await figures(client, at === undefined ? {} : { as_known_at: at })).realized_pnl;
  expect([await realized(fifo), await realized(lifo), await realized()]).toEqual([300, 100, 2000]);

  const known = { as_known_at: fifo };
  expect((await client.getAccount({ params: { id: 'main' }, query: known })).lot_method).toBe('fifo');
  expect((await client.getAccount({ params: { id: 'main' }, query: {} })).lot_method).toBe('average');
  expect((await client.listAccounts({ query: { as_known_at: lifo } })).items[0].name).toBe('Mine');
  const names = [fifo, lifo].map(async (at) => {
    const { name } = await client.getPortfolio({ params: DEFAULT, query: { as_known_at: at } });
    return name;
  });
  expect(await Promise.all(names)).toEqual(['All accounts', 'Everything']);
  const named = async (query: { as_known_at?: string }) =>
    (await client.getInstrument({ params: { symbol: 'ACME' }, query })).name;
  expect([await named({ as_known_at: lifo }), await named({})]).toEqual([null, 'Acme']);
});

test('a portfolio as known at an instant has the accounts of that instant', async () => {
  const { client } = await server.signUp('Bob');
  const made = await client.createAccount({ body: { name: 'Second' }, query: {} });
  if (!('id' in made)) throw new Error('it was no dry run');
  for (const account_id of ['main', made.id])
    await client.createTransactions({
      body: { date: '2024-01-02', type: 'deposit', amount: '100', account_id },
      query: {},
    });
  const body = { name: 'One', base_currency: 'USD', account_ids: ['main'] };
  const portfolio = await client.createPortfolio({ body, query: {} });
  if (!('id' in portfolio)) throw new Error('it was no dry run');
  const params = { id: portfolio.id };
  const one = await instant();
  await client.changePortfolio({ params, body: { account_ids: ['main', made.id] }, query: {} });
  const value = async (query: { as_known_at?: string }) =>
    (await client.growth({ params, query })).current_value;
  expect([await value({ as_known_at: one }), await value({})]).toEqual([100, 200]);
});
