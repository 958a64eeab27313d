import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SignedUp, type TestServer, testServer } from './server.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const FOLDER = path.join(ROOT, '.build', `api-examples-${process.pid}`);
const PAGE = readFileSync(path.join(ROOT, 'docs', 'api', 'README.md'), 'utf8');

/** The only block of a language with a word in it. */
function block(language: string, word: string): string {
  const blocks = [...PAGE.matchAll(/^```(\w+)\n(.*?)^```/gms)]
    .filter(([, of, text = '']) => of === language && text.includes(word))
    .map(([, , text = '']) => text);
  expect(blocks, `blocks of ${language} with ${word}`).toHaveLength(1);
  return blocks[0] as string;
}

let server: TestServer;
let ann: SignedUp;
beforeAll(async () => {
  server = await testServer({ TIDEMARK_CLOCK: '2025-10-16T20:00:00Z' });
  ann = await server.signUp('Ann');
  // 10,000 shares at 125: 25 % more than was paid in.
  await ann.client.createTransactions({
    body: [
      { date: '2025-01-02', type: 'deposit', amount: '1000000' },
      { date: '2025-01-02', type: 'buy', symbol: 'ACME', quantity: '10000', price: '100' },
    ],
  });
  await ann.client.putPrices({ body: [{ symbol: 'ACME', date: '2025-09-30', price: '125' }] });
});
afterAll(async () => {
  await server.close();
  rmSync(FOLDER, { recursive: true, force: true });
});

const post = (body: object, query = '') =>
  fetch(`${server.address}/api/v1/transactions${query}`, {
    method: 'POST',
    headers: { cookie: ann.cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('the refusal of the page is the one that such a withdrawal meets', async () => {
  const answer = await post({ date: '2025-10-05', type: 'withdrawal', amount: '100' });
  const expected = JSON.parse(block('json', 'sign_wrong'));
  expect(answer.status).toBe(expected.status);
  const instance = answer.headers.get('x-request-id');
  expect(await answer.json()).toEqual({ ...expected, instance });
});

test('the dry run of the page is that of a deposit of 100,000', async () => {
  const answer = await post({ date: '2025-10-05', type: 'deposit', amount: '100000' }, '?dry_run=true');
  const { effect: told } = (await answer.json()) as { effect: { moves: { points: unknown[] } } };
  const { moves, ...effect } = told;
  expect({ effect }).toEqual(JSON.parse(block('json', 'days_changed')));
  expect(moves.points.length).toBeGreaterThan(0);
});

/** Runs a block of TypeScript as a module, with what it takes as given. */
async function run(source: string, given: Readonly<Record<string, unknown>>): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const file = path.join(FOLDER, `${randomUUID()}.ts`);
  writeFileSync(file, source.replace('http://localhost:3210', server.address));
  Object.assign(globalThis, given);
  await import(pathToFileURL(file).href);
}

test('the program of the page finds the chain whole, and broken where a row was edited', async () => {
  const source = block('typescript', 'createHash');
  const { items } = await ann.client.listChain({ params: { id: 'main' }, query: {} });
  expect(items.length).toBeGreaterThan(0);
  await run(source, { chain: items });
  const edited = items.map((link) => ({
    ...link,
    rows: link.rows.map((row) => row.replace('1000000', '9')),
  }));
  await expect(run(source, { chain: edited })).rejects.toThrow('The chain is broken');
});

test('the client of the page reads the growth and records the deposit', async () => {
  const key = await fetch(`${server.address}/api/v1/auth/api-key/create`, {
    method: 'POST',
    headers: { cookie: ann.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'a program' }),
  });
  const { key: apiKey } = (await key.json()) as { key: string };
  await run(block('typescript', 'createClient'), { apiKey });
  const { items } = await ann.client.listTransactions({ query: { type: 'deposit' } });
  expect(items.map(({ date, amount }) => [date, Number(amount)])).toContainEqual(['2025-10-05', 100_000]);
});
