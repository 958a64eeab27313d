import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Asked, asked, type Body, fieldsOf } from '../../../test/service/asked.ts';
import { figureHandlers } from './figures.ts';
import { quoteHandlers } from './quotes.ts';
import { scenarioHandlers } from './scenarios.ts';
import { transactionHandlers } from './transactions.ts';

let world: Asked;
beforeEach(async () => {
  // It is 1 March 2024.
  const handlers = { ...scenarioHandlers, ...figureHandlers, ...quoteHandlers, ...transactionHandlers };
  world = await asked(handlers, 'ann', 'bob');
});
afterEach(() => world.close());

const create = (body: object, query: object = {}): Promise<Body> =>
  world.ask('ann', 'createScenario', { body, query });
const listed = async (user: string, query: object = {}): Promise<Body> =>
  world.ask(user, 'listScenarios', { query });
const half = { name: 'half', prices: [{ on: 'symbol', name: 'ACME', move: -0.5 }] };

test('a scenario of one’s own follows the built-in ones, and nobody else sees it', async () => {
  const { id } = await create(half);
  const { items } = await listed('ann');
  expect(items.at(-1)).toEqual({ ...half, id, built_in: false, yield_change: 0, base_currency_move: 0 });
  expect(items[0]).toMatchObject({ id: 'market -10 %', name: 'market -10 %', built_in: true });
  expect((await listed('bob')).items).toEqual(items.slice(0, -1));
  const first = await listed('ann', { limit: 8 });
  expect((await listed('ann', { limit: 8, cursor: first.next_cursor })).items).toEqual(items.slice(8));
});

test('a stress test takes it by its name, until it is deleted', async () => {
  await world.ask('ann', 'createTransactions', {
    body: [
      { date: '2024-01-02', type: 'deposit', amount: '1000' },
      { date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: '2', price: '100' },
    ],
  });
  await world.ask('ann', 'putPrices', { body: [{ symbol: 'ACME', date: '2024-01-04', price: '110' }] });
  const { id } = await create(half);
  const stress = { params: { id: 'default' }, query: { scenario: 'half' } };
  const { scenarios } = await world.ask('ann', 'stress', stress);
  // Equity is 800 + 2 x 110 = 1,020; half of 220 is lost.
  expect(scenarios[0]).toMatchObject({ scenario: 'half', effect: -110, equity_after: 910 });
  await world.ask('ann', 'deleteScenario', { params: { id } });
  expect(fieldsOf(await world.refused('ann', 'stress', stress))).toEqual(['scenario']);
});

test('a dry run makes and deletes nothing', async () => {
  const { effect } = await create(half, { dry_run: 'true' });
  expect(effect).toMatchObject({ days_changed: 0 });
  expect((await listed('ann')).items).toHaveLength(8);
  const { id } = await create(half);
  await world.ask('ann', 'deleteScenario', { params: { id }, query: { dry_run: 'true' } });
  expect((await listed('ann')).items).toHaveLength(9);
});

test('a name is given once, a move says what moves, and a built-in scenario stays', async () => {
  const refused = (body: object) => world.refused('ann', 'createScenario', { body });
  await create(half);
  expect(await refused(half)).toMatchObject({ kind: 'conflict' });
  expect(await refused({ name: '2008' })).toMatchObject({ kind: 'conflict' });
  const moves = [
    { on: 'all', name: 'ACME', move: -0.1 },
    { on: 'sector', move: -0.1 },
  ];
  expect(fieldsOf(await refused({ name: 'odd', prices: moves }))).toEqual(['prices.0.name', 'prices.1.name']);
  const removal = (user: string, id: string) => world.refused(user, 'deleteScenario', { params: { id } });
  expect(await removal('ann', '2008')).toMatchObject({ kind: 'conflict' });
  const { items } = await listed('ann');
  expect(await removal('bob', items.at(-1).id)).toMatchObject({ kind: 'not_found' });
});
