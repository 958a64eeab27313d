import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestServer, testServer } from '../api/server.ts';

let server: TestServer;
beforeAll(async () => {
  // A Saturday: the demonstration moves at any hour.
  server = await testServer({ TIDEMARK_CLOCK: '2026-03-07T12:00:00Z@10' });
});
afterAll(() => server?.close());

const ofDefault = { params: { id: 'default' } };

test('Who has nothing yet is filled in with generated data that says so, and has a chart at once', async () => {
  const { client } = await server.signUp('Ann');
  const { events, accounts } = await client.fillDemo();
  expect(events).toBeGreaterThan(400);
  const { items } = await client.listAccounts({ query: {} });
  const made = items.filter(({ id }) => accounts.includes(id));
  expect(made.map(({ name, broker }) => [name, broker])).toEqual([
    ['Brokerage (generated)', 'generated'],
    ['Retirement (generated)', 'generated'],
    ['Trading (generated)', 'generated'],
  ]);
  const current = await client.current(ofDefault);
  expect(current.total_value).toBeGreaterThan(100_000);
  expect(current.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(current.positions.every(({ ticker }) => ticker.endsWith('.DEMO'))).toBe(true);
  const day = await client.performance({ ...ofDefault, query: { timeframe: '1D' } });
  expect(day.data_points.length).toBeGreaterThan(20);
});

test('Its prices move by themselves, on a day without a market too', async () => {
  const { client } = await server.signUp('Ben');
  await client.fillDemo();
  const value = async () => (await client.current(ofDefault)).total_value;
  const before = await value();
  await expect.poll(value, { timeout: 30_000, interval: 500 }).not.toBe(before);
});

test('What is there already is not mixed with it', async () => {
  const { client } = await server.signUp('Cleo');
  await client.setStartingBalance({ body: { starting_balance: '1000.00' } });
  await expect(client.fillDemo()).rejects.toMatchObject({ status: 409 });
  expect((await client.listAccounts({ query: {} })).items).toHaveLength(1);
});

test('Taken away, nothing of it is left, and it can be filled in again', async () => {
  const { client } = await server.signUp('Dan');
  await client.fillDemo();
  await client.removeDemo();
  expect((await client.listAccounts({ query: {} })).items.map(({ id }) => id)).toEqual(['main']);
  expect((await client.listTransactions({ query: {} })).items).toEqual([]);
  expect((await client.current(ofDefault)).positions).toEqual([]);
  await expect(client.removeDemo()).rejects.toMatchObject({ status: 404 });
  await client.fillDemo();
  expect((await client.current(ofDefault)).total_value).toBeGreaterThan(100_000);
});

test('One user sees nothing of the generated data of another', async () => {
  const { client } = await server.signUp('Eve');
  expect((await client.listTransactions({ query: {} })).items).toEqual([]);
  expect((await client.listInstruments({ query: {} })).items).toEqual([]);
});
