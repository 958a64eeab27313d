import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { json, type StandIn, standIn } from '../../test/stand-ins/http.ts';
import { testWorld } from '../../test/stand-ins/world.ts';
import { ProviderHttp, type ProviderHttpOptions } from './http.ts';

let server: StandIn;
beforeAll(async () => {
  server = await standIn(({ query }) => json({ said: query.get('say') }));
});
beforeEach(() => {
  server.requests.length = 0;
});
afterAll(() => server.close());

const http = (more: Partial<ProviderHttpOptions> = {}, world = testWorld()) =>
  new ProviderHttp({ provider: 'feed', baseUrl: `${server.address}/`, requestsAMinute: 600, ...more }, world);

test('a query is sent as it is, without what is absent', async () => {
  const shape = z.object({ said: z.string() });
  expect(await http().json('/a', { say: 'a&b=c', not: undefined }, shape)).toEqual({ said: 'a&b=c' });
  expect([...(server.requests[0]?.query.keys() ?? [])]).toEqual(['say']);
});

test('an answer that is longer than allowed is not read', async () => {
  const long = { status: 200, body: JSON.stringify('x'.repeat(2_000)) };
  server.faults.push(long);
  await expect(http({ bytesMax: 1_000 }).text('/a')).rejects.toMatchObject({
    kind: 'garbage',
    message: 'feed: GET /a: more than 1000 bytes',
  });
});

test('an answer that never comes is given up', async () => {
  server.faults.push('never');
  await expect(http({ timeoutMs: 50, attemptsMax: 1 }).text('/a')).rejects.toMatchObject({
    kind: 'unreachable',
    message: 'feed: GET /a: no answer in 50 ms',
  });
});

test('nobody there is unreachable', async () => {
  const gone = await standIn(() => json({}));
  await gone.close();
  const world = testWorld();
  await expect(http({ baseUrl: gone.address }, world).text('/a')).rejects.toMatchObject({
    kind: 'unreachable',
    message: 'feed: GET /a: ECONNREFUSED',
  });
  expect(world.told).toEqual(['feed unreachable', 'feed unreachable', 'feed unreachable']);
});

test('a secret that the provider repeats is not told', async () => {
  server.faults.push({ status: 400, body: 'no such key hush-hush' });
  const headers = { 'x-key': 'hush-hush' };
  const asked = http({ headers }).text('/a', { token: 'hush-hush' });
  await expect(asked).rejects.toMatchObject({ kind: 'refused', message: 'feed: GET /a answered 400' });
});

test('a failing body or wrong status opens no breaker: the provider is there', async () => {
  const own = http();
  for (let n = 0; n < 7; n++) {
    server.faults.push({ status: 400, body: '' });
    await expect(own.text('/a')).rejects.toMatchObject({ kind: 'refused' });
  }
  expect(server.requests).toHaveLength(7);
});

test('requests beyond the limit wait for their turn', async () => {
  const world = testWorld();
  const own = http({ requestsAMinute: 60 }, world);
  for (let n = 0; n < 8; n++) await own.text('/a');
  // Six at once, then one a second.
  expect(world.slept).toEqual([1_000, 1_000]);
});
