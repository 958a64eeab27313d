import { aliases, fullPath, type Route, routeList, routes } from '@tidemark/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedUp, type TestServer, testServer } from './server.ts';

let server: TestServer;
let ann: SignedUp;
let bob: SignedUp;
let ids: Record<string, string>;

beforeAll(async () => {
  server = await testServer();
  ann = await server.signUp('Ann');
  bob = await server.signUp('Bob');
  const made = (await ann.client.createTransactions({
    body: { date: '2024-01-02', type: 'deposit', amount: '1000.00' },
  })) as { id: string };
  const scenario = (await ann.client.createScenario({ body: { name: 'half' }, query: {} })) as { id: string };
  ids = { transactions: made.id, 'stress-scenarios': scenario.id };
});

afterAll(() => server.close());

const withId: Route[] = [
  ...routeList.filter((route) => !route.auth),
  ...aliases.map((alias) => ({
    ...routes[alias.serves],
    method: alias.method,
    path: alias.path,
    root: true as const,
  })),
].filter((route) => route.access !== 'public' && /\{id\}/.test(route.path));

/** The address of a route with another user's id, or one that nobody has. */
function addressOf(route: Route): string {
  const kind = route.path.split('/').find((part) => part in ids) ?? '';
  const id = ids[kind] ?? 'of-somebody-else';
  return (
    server.address +
    fullPath(route)
      .replace('{id}', id)
      .replace(/\{\w+\}/g, 'x')
  );
}

describe('another user', () => {
  test.each(withId.map((route) => [`${route.method} ${fullPath(route)}`, route] as const))(
    'gets 404 from %s, whatever he sends',
    async (_, route) => {
      const before = await ann.client.listTransactions({ query: {} });
      const answer = await fetch(addressOf(route), {
        method: route.method,
        headers: {
          cookie: bob.cookie,
          ...(route.method !== 'GET' && { 'content-type': 'application/json' }),
        },
        ...(route.method !== 'GET' && { body: '{}' }),
      });
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await ann.client.listTransactions({ query: {} })).toEqual(before);
    },
  );

  test('sees none of it in a list', async () => {
    expect(await bob.client.listTransactions({ query: {} })).toEqual({ items: [], next_cursor: null });
  });

  test('keeps his figures when somebody else edits', async () => {
    const before = await bob.client.growth({ params: { id: 'default' }, query: {} });
    await ann.client.createTransactions({ body: { date: '2024-02-02', type: 'deposit', amount: '5.00' } });
    expect(await bob.client.growth({ params: { id: 'default' }, query: {} })).toEqual(before);
  });
});

describe('nobody', () => {
  const closed = routeList.filter((route) => route.access !== 'public' && !route.auth);
  test.each(closed.map((route) => [`${route.method} ${fullPath(route)}`, route] as const))(
    'gets 401 from %s',
    async (_, route) => {
      const answer = await fetch(addressOf(route), { method: route.method });
      expect(answer.status).toBe(401);
    },
  );
});
