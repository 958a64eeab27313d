import { DatabaseSync } from 'node:sqlite';
import { ApiProblem } from '@tidemark/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onPostgres } from './database.ts';
import { type SignedUp, type TestServer, testServer } from './server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await testServer();
});

afterAll(() => server.close());

/** Every row of every table of the real database, as text. */
async function rows(): Promise<string> {
  if (onPostgres) return (await server.database.stored()).toString('utf8');
  const database = new DatabaseSync(server.database.address, { readOnly: true });
  const tables = database.prepare("select name from sqlite_schema where type = 'table'").all();
  const all = tables.map(({ name }) => database.prepare(`select * from "${name}"`).all());
  database.close();
  return JSON.stringify(all);
}

const deleted = ({ client }: SignedUp, password: string) =>
  client.deleteUser({ body: { password } }).then(
    () => null,
    (error) => (error instanceof ApiProblem ? error : Promise.reject(error)),
  );

test('a user who is deleted leaves nothing in any table, and everybody else all of his', async () => {
  const first = await server.signUp('First');
  const ann = await server.signUp('Ann');
  const { id } = await ann.client.me({ query: {} });
  const deposit = { date: '2024-01-02', type: 'deposit', amount: '5' } as const;
  for (const { client } of [first, ann]) {
    await client.createTransactions({ body: deposit, query: {} }, { idempotencyKey: 'once' });
    await client.changeAccount({ params: { id: 'main' }, body: { lot_method: 'lifo' }, query: {} });
    await client.putPrices({ body: [{ symbol: 'ACME', date: '2024-01-02', price: '1' }], query: {} });
    await client.createApiKey({ body: { name: 'a key' } });
  }
  const before = await rows();
  for (const trace of [id, ann.email]) expect(before).toContain(trace);

  expect((await deleted(ann, 'not her password'))?.status).toBe(422);
  expect(await rows()).toContain(id);
  expect(await deleted(ann, 'a long password of Ann')).toBeNull();

  const after = await rows();
  for (const trace of [id, ann.email]) expect(after).not.toContain(trace);
  const answer = await fetch(`${server.address}/api/v1/me`, { headers: { cookie: ann.cookie } });
  expect(answer.status).toBe(401);
  expect((await first.client.listTransactions({ query: {} })).items).toHaveLength(1);
  // Her address is free again, and finds nothing of hers.
  const again = await server.signUp('Ann');
  expect((await again.client.listTransactions({ query: {} })).items).toEqual([]);
  // The only administrator stays while others are there, and goes when they are gone.
  const refused = await deleted(first, 'a long password of First');
  expect([refused?.status, refused?.code]).toEqual([409, 'conflict']);
  expect(refused?.message).toContain('only administrator');
  expect(await deleted(again, 'a long password of Ann')).toBeNull();
  expect(await deleted(first, 'a long password of First')).toBeNull();
});
