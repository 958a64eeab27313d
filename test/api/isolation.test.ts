import { type ApiProblem, aliases, fullPath, type Route, routeList, routes } from '@tidemark/contract';
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
  const alert = (await ann.client.createAlert({ body: { kind: 'connection_lost' }, query: {} })) as {
    id: string;
  };
  ids = { transactions: made.id, 'stress-scenarios': scenario.id, alerts: alert.id };
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

  test.each(['HEAD', 'PATCH', 'OPTIONS', 'PROPFIND'])(
    'learns nothing by %s of an id that is there',
    async (method) => {
      const statuses = await Promise.all(
        [ids.transactions, 'of-nobody'].map(
          async (id) =>
            (
              await fetch(`${server.address}/api/v1/transactions/${id}`, {
                method,
                headers: { cookie: bob.cookie },
              })
            ).status,
        ),
      );
      expect(statuses[0]).toBe(statuses[1]);
      expect(statuses[0]).toBe(method === 'HEAD' ? 404 : 405);
    },
  );

  test('gets for ids in queries and bodies what ids that nobody has get', async () => {
    const account = (await ann.client.createAccount({
      body: { name: 'Hers', type: 'cash', currency: 'USD' } as never,
      query: {},
    })) as { id: string };
    const buy = { date: '2024-01-02', type: 'sell', symbol: 'ACME', quantity: '-1', price: '1' };
    const asked = (id: string): [string, string, object?][] => [
      ['GET', `/transactions?account_id=${id}`],
      ['GET', `/transactions?portfolio_id=${id}`],
      ['GET', `/transactions?import_id=${id}`],
      ['POST', '/transactions', { date: '2024-01-02', type: 'deposit', amount: '1', account_id: id }],
      ['POST', '/transactions', { ...buy, lot: id }],
      ['POST', '/portfolios', { name: 'theirs', base_currency: 'USD', account_ids: [id] }],
      [
        'POST',
        '/portfolios/default/equity-transactions',
        { transaction_date: '2024-01-02', transaction_type: 'deposit', amount: '1', account_id: id },
      ],
    ];
    const before = await ann.client.exportData();
    for (const theirs of [account.id, ids.transactions]) {
      for (const [k, [method, path, body]] of asked(theirs).entries()) {
        const [, nobodys, nobodysBody] = asked('of-nobody')[k];
        const [known, unknown] = await Promise.all(
          [
            [path, body],
            [nobodys, nobodysBody],
          ].map(async ([address, sent]) => {
            const answer = await fetch(`${server.address}/api/v1${address}`, {
              method,
              headers: {
                cookie: bob.cookie,
                ...(sent !== undefined && { 'content-type': 'application/json' }),
              },
              ...(sent !== undefined && { body: JSON.stringify(sent) }),
            });
            const { code } = (await answer.json()) as { code?: string };
            return [answer.status, code];
          }),
        );
        expect(known, `${method} ${path}`).toEqual(unknown);
      }
    }
    const { exported_at: _, ...after } = await ann.client.exportData();
    expect(after).toEqual({ ...after, transactions: before.transactions, accounts: before.accounts });
  });

  test('is told with 404 which accounts are none of his, wherever a request names them', async () => {
    const { id } = (await ann.client.createAccount({
      body: { name: 'Hers too', type: 'cash', currency: 'USD' } as never,
      query: {},
    })) as { id: string };
    const event = { date: '2024-01-02', type: 'deposit', amount: '1' };
    const wrong = { ...event, amount: 'x' };
    const form = new FormData();
    form.set('file', new Blob(['date,type,amount\n2024-01-02,deposit,5\n']), 'a.csv');
    form.set('account_id', id);
    const flow = { transaction_date: '2024-01-02', transaction_type: 'deposit', amount: '1', account_id: id };
    const asked: [string, string, object | undefined, (string | number | null)[][]][] = [
      ['GET', `/transactions?account_id=${id}`, undefined, [[null, 'account_id']]],
      ['POST', '/transactions', { ...wrong, account_id: id }, [[null, 'account_id']]],
      ['POST', '/transactions', [event, { ...event, account_id: id }], [[2, 'account_id']]],
      ['POST', '/portfolios', { name: 'P', account_ids: ['main', id] }, [[null, 'account_ids.1']]],
      ['POST', '/portfolios/default/equity-transactions', flow, [[null, 'account_id']]],
      ['POST', '/imports', form, [[null, 'account_id']]],
    ];
    for (const [method, path, body, places] of asked) {
      const isForm = body instanceof FormData;
      const answer = await fetch(`${server.address}/api/v1${path}`, {
        method,
        headers: { cookie: bob.cookie, ...(body && !isForm && { 'content-type': 'application/json' }) },
        ...(body && { body: isForm ? body : JSON.stringify(body) }),
      });
      const refused = (await answer.json()) as ApiProblem;
      const found = refused.problems.map(({ code, line, field }) => [code, line, field]);
      expect([answer.status, refused.code], `${method} ${path}`).toEqual([404, 'not_found']);
      expect(found).toEqual(places.map((place) => ['account_unknown', ...place]));
    }
  });

  test("goes on in another's list by no cursor of it", async () => {
    await ann.client.createTransactions({ body: { date: '2024-01-03', type: 'deposit', amount: '2.00' } });
    const { next_cursor: cursor } = await ann.client.listTransactions({ query: { limit: 1 } });
    expect(cursor).not.toBeNull();
    expect((await bob.client.listTransactions({ query: { limit: 10, cursor: cursor ?? '' } })).items).toEqual(
      [],
    );
  });

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
