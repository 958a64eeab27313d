import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type LatestPriceRecord, SHARED_OWNER, type Store } from '../../app/service/index.ts';
import { openStore } from '../../app/storage/index.ts';
import { StreamEvent } from '../../contract/schemas/live.ts';
import { EventReader, type Received } from './event-reader.ts';
import { type SignedUp, type TestServer, testServer } from './server.ts';

/** Friday 2024-03-01, 10:30 in New York; the program's clock stands still. */
const NOW = Date.parse('2024-03-01T15:30:00Z');
const TODAY = NOW / 86_400_000;

let server: TestServer;
/** As another process has it: the server sees what is put here when it looks. */
let store: Store;
let ann: SignedUp;
beforeAll(async () => {
  server = await testServer({ TIDEMARK_CLOCK: '2024-03-01T15:30:00Z@0' });
  store = (await openStore({ database: server.database.address, clock: { now: () => NOW } })).store;
  ann = await server.signUp('Ann');
  await record(ann, [
    { date: '2024-02-27', type: 'deposit', amount: '1000' },
    { date: '2024-02-28', type: 'buy', symbol: 'ACME', quantity: 2, price: 100 },
  ]);
});
const readers: EventReader[] = [];
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
});
afterAll(async () => {
  await store.close();
  await server.close();
});

async function record(user: SignedUp, events: readonly object[]): Promise<void> {
  await user.client.createTransactions({ body: events as never });
}

type Live = Pick<LatestPriceRecord, 'symbol' | 'price'> & Partial<LatestPriceRecord>;

const putLatest = (...prices: Live[]) =>
  store.write(SHARED_OWNER, (tx) =>
    tx.latestPrices.put(
      prices.map((one) => ({
        currency: 'USD',
        at: NOW - 60_000,
        day: Math.floor(TODAY),
        source: 'feed',
        recordedAt: NOW,
        ...one,
      })),
    ),
  );

async function open(headers: Readonly<Record<string, string>>, id = 'default'): Promise<EventReader> {
  const reader = await EventReader.open(`${server.address}/api/v1/portfolios/${id}/stream`, headers);
  readers.push(reader);
  return reader;
}

const isValue = ({ event }: Received) => event === 'value';
const told = (events: readonly Received[]) =>
  events.map(({ event, data }) => (event === 'price' ? `${data.symbol} ${data.price}` : event));

test('the present state comes first, then each price that moves something held, and the value that current answers', async () => {
  await putLatest({ symbol: 'ACME', price: '104' }, { symbol: 'ELSE', price: '5' });
  const reader = await open({ cookie: ann.cookie });
  expect(reader.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(reader.response.headers.get('cache-control')).toContain('no-store');
  const first = await reader.until(isValue);
  expect(told(first)).toEqual(['ACME 104', 'value']);
  // 800 in cash, two at 104.
  expect(first[1].data).toEqual({ timestamp: '2024-03-01T15:29:00Z', value: 1008, price_fresh: true });

  await putLatest({ symbol: 'ELSE', price: '6' }, { symbol: 'ACME', price: '104.255' });
  const next = await reader.until(isValue);
  expect(told(next)).toEqual(['ACME 104.255', 'value']);
  const { total_value, last_updated, price_fresh } = await ann.client.current({ params: { id: 'default' } });
  expect(next[1].data).toEqual({ timestamp: last_updated, value: total_value, price_fresh });
  expect(total_value).toBe(1008.51);
  for (const { event, id, data } of [...first, ...next])
    expect(StreamEvent.parse({ event, id, data })).toEqual({ event, id, data });
});

test('after a cut what was missed comes as the present state, and nothing comes twice', async () => {
  const before = await open({ cookie: ann.cookie });
  const last = (await before.until(isValue)).at(-1) as Received;
  before.close();
  await putLatest({ symbol: 'ACME', price: '105' });
  await putLatest({ symbol: 'ACME', price: '106' });
  await putLatest({ symbol: 'ELSE', price: '7' });
  const again = await open({ cookie: ann.cookie, 'last-event-id': last.id });
  const missed = await again.until(isValue);
  expect(told(missed)).toEqual(['ACME 106', 'value']);
  again.close();

  // Between a price and the value that it makes.
  const half = await open({ cookie: ann.cookie, 'last-event-id': missed[0].id });
  expect(told(await half.until(isValue))).toEqual(['value']);
  half.close();

  // Nothing was missed: the next event is of what comes next.
  const none = await open({ cookie: ann.cookie, 'last-event-id': missed[1].id });
  await putLatest({ symbol: 'ACME', price: '107' });
  expect(told(await none.until(isValue))).toEqual(['ACME 107', 'value']);

  const foreign = await open({ cookie: ann.cookie, 'last-event-id': 'anything' });
  expect(told(await foreign.until(isValue))).toEqual(['ACME 107', 'value']);
});

test('a write says that figures are stale, and the value is the new one', async () => {
  const reader = await open({ cookie: ann.cookie });
  const start = (await reader.until(isValue)).at(-1)?.data.value;
  await record(ann, [{ date: '2024-03-01', type: 'deposit', amount: '250' }]);
  const events = await reader.until(isValue);
  expect(events.map(({ event, data }) => [event, data.what ?? data.value])).toEqual([
    ['stale', 'ledger'],
    ['value', start + 250],
  ]);
  await store.write(SHARED_OWNER, (tx) =>
    tx.prices.put('feed', [{ name: 'ACME', day: Math.floor(TODAY), value: '110', currency: 'USD' }], NOW),
  );
  const closed = await reader.until(isValue);
  const { total_value } = await ann.client.current({ params: { id: 'default' } });
  // Two at the close of 110 where the latest price was 107.
  expect(closed.map(({ event, data }) => [event, data.what ?? data.value])).toEqual([
    ['stale', 'prices'],
    ['value', start + 250 + 6],
  ]);
  expect(total_value).toBe(start + 256);
});

test('nobody hears of what is another’s, and who is not signed in hears nothing', async () => {
  const bob = await server.signUp('Bob');
  await record(bob, [{ date: '2024-02-28', type: 'buy', symbol: 'BOLT', quantity: 1, price: 10 }]);
  const { id } = await ann.client.createPortfolio({
    body: { name: 'hers', base_currency: 'USD', account_ids: ['main'] },
  });
  expect((await open({ cookie: bob.cookie }, id)).response.status).toBe(404);
  expect((await open({})).response.status).toBe(401);
  expect((await open({ cookie: ann.cookie }, 'none')).response.status).toBe(404);
  const reader = await open({ cookie: bob.cookie });
  await reader.until(isValue);
  await putLatest({ symbol: 'ACME', price: '111' }, { symbol: 'BOLT', price: '12' });
  expect(told(await reader.until(isValue))).toEqual(['BOLT 12', 'value']);
});

test('a stream ends when its session or its key ends, and when the portfolio goes', async () => {
  const carl = await server.signUp('Carl');
  const json = { 'content-type': 'application/json', origin: server.address, cookie: carl.cookie };
  const made = await fetch(`${server.address}/api/v1/auth/api-key/create`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ name: 'mine', scopes: ['read'] }),
  });
  const { id: keyId, key } = (await made.json()) as { id: string; key: string };
  const { id } = await carl.client.createPortfolio({
    body: { name: 'short', base_currency: 'USD', account_ids: ['main'] },
  });
  const byKey = await open({ 'x-api-key': key });
  const ofPortfolio = await open({ cookie: carl.cookie }, id);
  const bySession = await open({ cookie: carl.cookie });
  for (const reader of [byKey, ofPortfolio, bySession]) await reader.until(isValue);
  await fetch(`${server.address}/api/v1/auth/api-key/delete`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ keyId }),
  });
  expect(await byKey.next()).toBeNull();
  await carl.client.deletePortfolio({ params: { id } });
  expect(await ofPortfolio.until(() => true).catch(() => 'ended')).toBe('ended');
  await fetch(`${server.address}/api/v1/auth/sign-out`, { method: 'POST', headers: json, body: '{}' });
  await expect(bySession.until(() => false)).rejects.toThrow('the stream ended');
});

test('a user has so many streams and no more', async () => {
  const dan = await server.signUp('Dan');
  const opened = await Promise.all(Array.from({ length: 33 }, () => open({ cookie: dan.cookie })));
  const refused = opened.filter(({ response }) => response.status !== 200);
  expect(refused.map(({ response }) => response.status)).toEqual([429]);
  expect(refused[0].response.headers.get('retry-after')).toBe('5');
});
