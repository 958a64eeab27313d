import { expect, test } from 'vitest';
import { rememberingFetch } from './remembering-fetch.ts';

/** A server whose one answer has a version, and what it was asked. */
function serving() {
  const asked: (string | null)[] = [];
  const state = { etag: '"1"', body: 'one' };
  const server: typeof fetch = async (_input, init) => {
    const known = new Headers(init?.headers).get('if-none-match');
    asked.push(known);
    if (known === state.etag) return new Response(null, { status: 304 });
    return new Response(state.body, { headers: { etag: state.etag, 'content-type': 'text/plain' } });
  };
  return { asked, state, server };
}

test('An answer that has not changed is asked for by its version, and given again', async () => {
  const { asked, server } = serving();
  const get = rememberingFetch(server);
  expect(await (await get('/a')).text()).toBe('one');
  const again = await get('/a');
  expect([again.status, await again.text(), again.headers.get('content-type')]).toEqual([
    200,
    'one',
    'text/plain',
  ]);
  expect(asked).toEqual([null, '"1"']);
});

test('An answer that has changed replaces the one before', async () => {
  const { state, server } = serving();
  const get = rememberingFetch(server);
  await get('/a');
  Object.assign(state, { etag: '"2"', body: 'two' });
  expect(await (await get('/a')).text()).toBe('two');
  expect(await (await get('/a')).text()).toBe('two');
});

test('Who signs in is given nothing that another one was', async () => {
  const { asked, server } = serving();
  const get = rememberingFetch(server);
  await get('/a');
  await get('/api/v1/auth/sign-out', { method: 'POST' });
  await get('/a');
  expect(asked).toEqual([null, null, null]);
});
