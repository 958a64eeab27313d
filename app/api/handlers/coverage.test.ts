import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Asked, asked, type Body } from '../../../test/service/asked.ts';
import { accountHandlers } from './accounts.ts';
import { coverageHandlers } from './coverage.ts';
import { quoteHandlers } from './quotes.ts';
import { transactionHandlers } from './transactions.ts';

let world: Asked;
beforeEach(async () => {
  // It is Friday, 1 March 2024.
  const handlers = { ...coverageHandlers, ...accountHandlers, ...quoteHandlers, ...transactionHandlers };
  world = await asked(handlers, 'ann');
});
afterEach(() => world.close());

const params = { id: 'default' };
const coverage = (query: object = {}): Promise<Body> => world.ask('ann', 'coverage', { params, query });
const events = (...body: object[]): Promise<Body> => world.ask('ann', 'createTransactions', { body });
const told = ({ items }: Body): string[] =>
  items.map(({ date, kind, source, stale }: Body) => `${date} ${kind} ${source} ${stale}`);

test('without an event there is no session to cover', async () => {
  expect(await coverage()).toEqual({ items: [], next_cursor: null, counts: {}, problems: [] });
});

test('each session since the first event has a row, estimated before the first price', async () => {
  await events(
    { date: '2024-02-22', type: 'deposit', amount: '1000' },
    { date: '2024-02-23', type: 'buy', symbol: 'ACME', quantity: '2', price: '100' },
  );
  await world.ask('ann', 'putPrices', { body: [{ symbol: 'ACME', date: '2024-02-27', price: '110' }] });
  const all = await coverage();
  // 24 and 25 February are a weekend.
  expect(told(all)).toEqual([
    '2024-02-22 computed ledger 0',
    '2024-02-23 estimated ledger 0',
    '2024-02-26 estimated ledger 0',
    '2024-02-27 computed ledger 0',
    '2024-02-28 computed ledger 0',
    '2024-02-29 computed ledger 0',
    '2024-03-01 computed ledger 0',
  ]);
  expect(all.counts).toEqual({ computed: 5, estimated: 2 });
  const page = await coverage({ from: '2024-02-23', to: '2024-02-27', limit: 2 });
  expect(page.counts).toEqual({ computed: 1, estimated: 2 });
  expect(told(await coverage({ from: '2024-02-23', to: '2024-02-27', cursor: page.next_cursor }))).toEqual([
    '2024-02-27 computed ledger 0',
  ]);
});

test('a price that is too old counts as stale', async () => {
  await events(
    { date: '2024-02-15', type: 'deposit', amount: '1000' },
    { date: '2024-02-15', type: 'buy', symbol: 'ACME', quantity: '2', price: '100' },
  );
  await world.ask('ann', 'putPrices', { body: [{ symbol: 'ACME', date: '2024-02-15', price: '110' }] });
  // More than five days after 15 February: from the 21st on.
  expect(told(await coverage({ from: '2024-02-20', to: '2024-02-21' }))).toEqual([
    '2024-02-20 computed ledger 0',
    '2024-02-21 computed ledger 1',
  ]);
});

test('an account is covered by its own calendar since its own first event', async () => {
  await world.ask('ann', 'createAccount', {
    body: { name: 'Coins', currency: 'USD', calendar: '24x7' },
  });
  const { items } = await world.ask('ann', 'listAccounts');
  const { id: coins } = items.find(({ name }: Body) => name === 'Coins');
  await events(
    { date: '2024-02-22', type: 'deposit', amount: '1000' },
    { date: '2024-02-29', type: 'deposit', amount: '10', account_id: coins },
  );
  const ofCoins = await coverage({ account_id: coins });
  expect(ofCoins.items.map(({ date, account_id: id }: Body) => [date, id])).toEqual([
    ['2024-02-29', coins],
    ['2024-03-01', coins],
  ]);
  // Together every day is a session, as it is for coins.
  expect((await coverage()).items).toHaveLength(9);
  expect(await world.refused('ann', 'coverage', { params, query: { account_id: 'other' } })).toMatchObject({
    kind: 'not_found',
  });
});

test('where the facts contradict each other the values are missing, and a problem says why', async () => {
  // The program would refuse it now: there is no rate of EUR and USD.
  await world.services.store.write('ann', async (tx) => {
    const change = { of: null, what: 'added a deposit', detail: null, recordedAt: 0, recordedBy: 'ann' };
    const columns = { date: '2024-02-29', type: 'deposit', amount: '10', currency: 'EUR' };
    const event = { id: 'e', account: 'main', columns, source: 'api', sourceId: null, importId: null };
    await tx.ledger.append(await tx.changes.open({ ...change, kind: 'do' }), [event]);
  });
  const { items, counts, problems } = await coverage();
  expect(counts).toEqual({ missing: 2 });
  expect(items[0]).toMatchObject({ date: '2024-02-29', kind: 'missing', source: null });
  expect(problems.map(({ code }: Body) => code)).toContain('rate_missing');
});
