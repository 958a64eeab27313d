import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SignedUp, type TestServer, testServer } from './server.ts';

let server: TestServer;
let ann: SignedUp;
let corrected: string;

beforeAll(async () => {
  server = await testServer();
  ann = await server.signUp('Ann');
  const { client } = ann;
  const { id } = (await client.createTransactions({
    body: { date: '2024-01-02', type: 'deposit', amount: '10', note: 'a "quoted", néw note' },
  })) as { id: string };
  corrected = id;
  await client.createTransactions({
    body: [
      { date: '2024-01-03', type: 'deposit', amount: '20' },
      { date: '2024-01-04', type: 'withdrawal', amount: '-5' },
    ],
  });
  await client.correctTransaction({
    params: { id },
    body: { date: '2024-01-02', type: 'deposit', amount: '11' },
    query: {},
  });
  await client.voidTransaction({ params: { id }, query: {} });
});

afterAll(() => server.close());

/** As the page says that a client does. */
const hashOf = (previous: string, rows: readonly string[]): string =>
  createHash('sha256')
    .update(`${previous}\n${rows.map((row) => `${row}\n`).join('')}`)
    .digest('hex');

async function wholeChain(limit: number) {
  const links = [];
  let cursor: string | null = null;
  do {
    const query = { limit, ...(cursor !== null && { cursor }) };
    const { items, next_cursor } = await ann.client.listChain({ params: { id: 'main' }, query });
    links.push(...items);
    cursor = next_cursor;
  } while (cursor !== null);
  return links;
}

test('a client computes every link of the chain from the rows and the link before', async () => {
  const links = await wholeChain(100);
  expect(links.map(({ first_seq: first, last_seq: last }) => [first, last])).toEqual([
    [1, 1],
    [2, 3],
    [4, 4],
    [5, 5],
  ]);
  let previous = '';
  for (const link of links) {
    expect(link.previous).toBe(previous);
    expect(link.hash).toBe(hashOf(previous, link.rows));
    previous = link.hash;
  }
  expect(await wholeChain(1)).toEqual(links);
});

test('each revision has the hash of the link that holds it', async () => {
  const links = await wholeChain(100);
  const { items } = await ann.client.listRevisions({ params: { id: corrected }, query: {} });
  expect(items.map(({ seq, kind }) => [seq, kind])).toEqual([
    [1, 'created'],
    [4, 'corrected'],
    [5, 'voided'],
  ]);
  for (const { seq, hash, id } of items) {
    const link = links.find(({ first_seq: first, last_seq: last }) => first <= seq && seq <= last);
    expect(hash).toBe(link?.hash);
    expect(link?.rows.map((row) => JSON.parse(row)).map((row) => [row[2], row[3]])).toContainEqual([seq, id]);
  }
  const { transactions } = await ann.client.exportData();
  expect(new Set(transactions.map(({ hash }) => hash))).toEqual(new Set(links.map(({ hash }) => hash)));
});

test('a row that was changed, or left out, gives another hash', async () => {
  const [, link] = await wholeChain(100);
  const changed = link.rows.map((row) => row.replace(',20,', ',21,'));
  expect(changed).not.toEqual(link.rows);
  expect(hashOf(link.previous, changed)).not.toBe(link.hash);
  expect(hashOf(link.previous, link.rows.slice(1))).not.toBe(link.hash);
});
