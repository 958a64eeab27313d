import { aliases, fullPath, openapi, type Route, routeList, routes } from '@tidemark/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handlers } from '../../app/api/handlers/index.ts';
import { type SignedUp, type TestServer, testServer } from './server.ts';

let server: TestServer;
let ann: SignedUp;
let ids: Record<string, string>;

beforeAll(async () => {
  server = await testServer({ TIDEMARK_CLOCK: '2024-03-01T12:00:00Z@0' });
  ann = await server.signUp('Ann');
  const { client } = ann;
  await client.setStartingBalance({
    body: { starting_balance: '10000', starting_balance_date: '2024-01-02' },
  });
  await client.putPrices({
    body: [
      { symbol: 'ACME', date: '2024-01-03', price: '100' },
      { symbol: 'ACME', date: '2024-02-29', price: '112.5' },
      { symbol: 'SPY', date: '2024-01-02', price: '470' },
      { symbol: 'SPY', date: '2024-02-29', price: '508' },
    ],
  });
  await client.createTransactions({
    body: [
      { date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: '20', price: '100', stop: '95' },
      { date: '2024-01-31', type: 'sell', symbol: 'ACME', quantity: '5', price: '108', fee: '1' },
    ],
  });
  const { import_id: imported } = (await client.createImport({
    form: { file: new File(['date,type,amount\n2024-02-01,deposit,500\n'], 'bank.csv') },
    query: {},
  })) as { import_id: string };
  const fee = (await client.createFeeSchedule({
    params: { id: 'main' },
    body: { kind: 'management', percent: '1', from: '2024-01-02' },
    query: {},
  })) as { id: string };
  const { items } = await client.listTransactions({ query: {} });
  const { items: trades } = await client.trades({ params: { id: 'default' }, query: {} });
  ids = {
    transactions: items[0].id,
    imports: imported,
    accounts: 'main',
    portfolios: 'default',
    trade_id: trades[0].id,
    schedule_id: fee.id,
    symbol: 'ACME',
    table: 'transactions',
    program: 'hledger',
    code: 'not_found',
  };
});

afterAll(() => server.close());

const pathOf = (route: Route): string =>
  fullPath(route).replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'id'
      ? (ids[route.path.split('/').find((part) => part in ids) ?? ''] ?? 'default')
      : (ids[name] ?? name),
  );

/** A stream has no handler: it never ends with an answer. */
const isStream = ({ answers }: Route): boolean => answers[200]?.type === 'text/event-stream';
const isServed = ({ operation }: Route): boolean => operation in handlers;
/** A job or a connection needs a provider, which is not there: they are only known not to be there. */
const hasNone = ({ operation }: Route): boolean =>
  operation === 'getJob' || ['getConnection', 'listConnectionActivities'].includes(operation);
const reads = routeList.filter(
  (route) => route.method === 'GET' && !route.auth && isServed(route) && !hasNone(route),
);

test('every endpoint of the contract is served', () => {
  const missing = routeList.filter((route) => !route.auth && !isServed(route) && !isStream(route));
  expect(missing.map(({ operation }) => operation)).toEqual([]);
  const unknown = Object.keys(handlers).filter((operation) => !(operation in routes));
  expect(unknown).toEqual([]);
});

describe('what is documented is what is sent', () => {
  test.each(reads.map((route) => [route.operation, route] as const))('%s', async (_, route) => {
    const answer = await fetch(`${server.address}${pathOf(route)}`, { headers: { cookie: ann.cookie } });
    const { schema, type = 'application/json' } = route.answers[200];
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain(type);
    if (type !== 'application/json') return expect((await answer.text()).length).toBeGreaterThan(0);
    const body = await answer.json();
    expect(schema?.safeParse(body).error?.issues ?? []).toEqual([]);
  });

  test.each(aliases.filter(({ method }) => method === 'GET').map((alias) => [alias.path, alias] as const))(
    'under an older name: %s',
    async (_, alias) => {
      const route = routes[alias.serves] as Route;
      const path = alias.path.replace('{id}', 'default');
      const answer = await fetch(server.address + path, { headers: { cookie: ann.cookie } });
      expect(answer.status).toBe(200);
      expect(route.answers[200].schema?.safeParse(await answer.json()).error?.issues ?? []).toEqual([]);
    },
  );

  test('the document that is served is the one of the contract', async () => {
    const answer = await fetch(`${server.address}/openapi.json`);
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(openapi())));
  });
});

describe('an API key', () => {
  const keyOf = async (body: object): Promise<string> => {
    const answer = await fetch(`${server.address}/api/v1/auth/api-key/create`, {
      method: 'POST',
      headers: { cookie: ann.cookie, 'content-type': 'application/json', origin: server.address },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
    return ((await answer.json()) as { key: string }).key;
  };
  const growth = (headers: Record<string, string>) =>
    fetch(`${server.address}/api/v1/portfolios/default/growth`, { headers });

  test('stands for its user, as X-API-Key or Bearer; an unusable Bearer beside a valid key is ignored', async () => {
    const key = await keyOf({ name: 'reader' });
    expect((await growth({ 'x-api-key': key })).status).toBe(200);
    expect((await growth({ authorization: `Bearer ${key}` })).status).toBe(200);
    expect((await growth({ 'x-api-key': key, authorization: 'Bearer nonsense' })).status).toBe(200);
    expect((await growth({ 'x-api-key': 'nonsense' })).status).toBe(401);
  });

  test('does what its scopes say and nothing else', async () => {
    const key = await keyOf({ name: 'read only', scopes: ['read'] });
    expect((await growth({ 'x-api-key': key })).status).toBe(200);
    const write = await fetch(`${server.address}/api/v1/transactions`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ date: '2024-01-02', type: 'deposit', amount: '1' }),
    });
    expect([write.status, ((await write.json()) as { code: string }).code]).toEqual([403, 'scope_missing']);
  });
});

test('a write that another site makes a browser send is refused', async () => {
  const write = (headers: Record<string, string>) =>
    fetch(`${server.address}/api/v1/transactions`, {
      method: 'POST',
      headers: { cookie: ann.cookie, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ date: '2024-01-02', type: 'deposit', amount: '1' }),
    });
  expect((await write({ origin: 'https://evil.example' })).status).toBe(403);
  expect((await write({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await write({ origin: server.address })).status).toBe(201);
  const signIn = await fetch(`${server.address}/api/v1/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
    body: JSON.stringify({ email: ann.email, password: 'a long password of Ann' }),
  });
  expect(signIn.status).toBe(403);
});

test('wrong passwords are slowed down, whatever address they claim to come from', async () => {
  const attempt = (n: number) =>
    fetch(`${server.address}/api/v1/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.0.${n}` },
      body: JSON.stringify({ email: ann.email, password: 'a wrong password' }),
    });
  const statuses: number[] = [];
  for (let n = 0; n < 100 && statuses.at(-1) !== 429; n++) statuses.push((await attempt(n)).status);
  expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
  expect(statuses.at(-1)).toBe(429);
});

test('sign-up can be closed; the first user is the administrator', async () => {
  const closed = await testServer({ SIGN_UP: 'closed' });
  try {
    const first = await closed.signUp('First');
    expect(await first.client.me()).toMatchObject({ administrator: true, starting_balance_assumed: true });
    await expect(closed.signUp('Second')).rejects.toThrow('sign_up_closed');
  } finally {
    await closed.close();
  }
});
