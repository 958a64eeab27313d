import { type Day, parseDay } from '@tidemark/engine';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type AlpacaStandIn, alpacaStandIn, KEYS } from '../../../test/stand-ins/alpaca.ts';
import { json } from '../../../test/stand-ins/http.ts';
import { testWorld } from '../../../test/stand-ins/world.ts';
import { alpaca } from './alpaca.ts';
import type { AlpacaOptions } from './connection.ts';

let server: AlpacaStandIn;
beforeAll(async () => {
  server = await alpacaStandIn();
});
beforeEach(() => {
  server.requests.length = 0;
});
afterAll(() => server.close());

const market = (more: Partial<AlpacaOptions> = {}) =>
  alpaca({ ...KEYS, dataUrl: server.address, tradingUrl: server.address, ...more }, testWorld());
const on = (text: string): Day => parseDay(text) as Day;

test('a symbol for which the whole list is refused does no harm to the others', async () => {
  const answer = await market().latestPrices?.(['ACME', '-BAD', 'a,b', 'BOLT']);
  expect(answer?.rows.map(({ symbol }) => symbol)).toEqual(['ACME', 'BOLT']);
  expect(answer?.failures.map(({ symbol, reason }) => [symbol, reason])).toEqual([
    ['a,b', 'unknown_symbol'],
    ['-BAD', 'unknown_symbol'],
  ]);
});

test('a row that cannot be read fails alone, by its field', async () => {
  const t = '2024-06-12T15:30:00Z';
  server.faults.push(json({ trades: { ACME: { t, p: 'NaN' }, BOLT: { t, p: 33.1 } } }));
  const answer = await market().latestPrices?.(['ACME', 'BOLT']);
  expect(answer?.rows.map(({ symbol }) => symbol)).toEqual(['BOLT']);
  expect(answer?.failures).toEqual([
    { symbol: 'ACME', reason: 'garbage', message: 'alpaca: trades.ACME.p: expected a decimal number' },
  ]);
});

test('a forbidden key is a wrong key; a plan without the tape is not', async () => {
  server.faults.push(json({ message: 'forbidden.' }, 403));
  await expect(market().latestPrices?.(['ACME'])).rejects.toMatchObject({ kind: 'auth' });
  await expect(market({ feed: 'sip' }).latestPrices?.(['ACME'])).rejects.toMatchObject({
    kind: 'not_entitled',
  });
  await expect(market({ secretKey: 'other' }).clock?.()).rejects.toMatchObject({ kind: 'auth' });
});

test('bars until now are those until a quarter of an hour ago, where the plan says so', async () => {
  const answer = await market().dailyBars?.(['ACME'], on('2024-06-11'), on('2024-06-12'));
  expect(answer?.rows.map(({ close }) => close)).toEqual(['129.04']);
  expect(server.requests.map(({ query }) => query.get('end'))).toEqual([
    '2024-06-12T16:00:00.000Z',
    '2024-06-12T15:15:00.000Z',
  ]);
});

test('bars are asked for raw, and page after page until none follows', async () => {
  const answer = await market().dailyBars?.(['ACME', 'BOLT'], on('2024-06-06'), on('2024-06-11'));
  expect(answer?.rows).toHaveLength(6);
  const asked = server.requests.map(({ query }) => [query.get('adjustment'), query.get('page_token')]);
  expect(asked).toEqual([
    ['raw', null],
    ['raw', '3'],
  ]);
});
