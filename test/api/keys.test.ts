import { aliases, fullPath, type Route, routeList, routes, SCOPES, type Scope } from '@tidemark/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedUp, type TestServer, testServer } from './server.ts';

let server: TestServer;
/** The first user: the administrator. */
let ann: SignedUp;
let bob: SignedUp;
/** A key of Ann's for each scope, and nothing else. */
const keys = new Map<Scope, string>();

const SCOPE_NAMES = Object.keys(SCOPES) as Scope[];

beforeAll(async () => {
  server = await testServer();
  ann = await server.signUp('Ann');
  bob = await server.signUp('Bob');
  for (const scope of SCOPE_NAMES) keys.set(scope, (await make(ann, { scopes: [scope] })).key);
});

afterAll(() => server.close());

interface Made {
  readonly id: string;
  readonly key: string;
  readonly scopes: readonly string[];
}

const auth = (address: string, headers: Record<string, string>, body: object) =>
  fetch(`${server.address}/api/v1/auth${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

async function make({ cookie }: SignedUp, body: object): Promise<Made> {
  const answer = await auth('/api-key/create', { cookie }, { name: 'k', ...body });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Made;
}

const ask = (path: string, headers: Record<string, string>, method = 'GET') =>
  fetch(server.address + path, {
    method,
    headers: { ...(method !== 'GET' && { 'content-type': 'application/json' }), ...headers },
    ...(method !== 'GET' && { body: '{}' }),
  });

const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];

const closed: { name: string; route: Route; path: string; method: string }[] = [
  ...routeList
    .filter(({ access, auth }) => access !== 'public' && !auth)
    .map((route) => ({
      name: route.operation,
      route: route as Route,
      path: fullPath(route),
      method: route.method,
    })),
  ...aliases.map(({ serves, path, method }) => ({
    name: path,
    route: routes[serves] as Route,
    path,
    method,
  })),
];

describe.each(closed)('$method $name', ({ route, path, method }) => {
  const address = path.replace(/\{\w+\}/g, 'x');
  // Capturing for all includes capturing for oneself.
  const isEnough = (scope: Scope) =>
    scope === route.scope || (route.scope === 'capture' && scope === 'capture:all');

  test('refuses a key of another scope, and nobody else', async () => {
    for (const scope of SCOPE_NAMES) {
      const { status } = await ask(address, { 'x-api-key': keys.get(scope) ?? '' }, method);
      if (isEnough(scope)) expect([401, 403], scope).not.toContain(status);
      else expect(status, scope).toBe(403);
    }
  });
});

describe('a key', () => {
  const me = (headers: Record<string, string>) => ask('/api/v1/me', headers);

  test('without scopes has all but capturing for everybody', async () => {
    const { key, scopes } = await make(ann, {});
    expect([...scopes].sort()).toEqual(SCOPE_NAMES.filter((scope) => scope !== 'capture:all').sort());
    expect((await me({ 'x-api-key': key })).status).toBe(200);
  });

  test('that is valid as X-API-Key wins over a Bearer and a session, usable or not', async () => {
    const { key } = await make(bob, { scopes: ['read'] });
    for (const beside of [
      {},
      { authorization: 'Bearer nonsense' },
      { authorization: `Bearer ${keys.get('read')}` },
      { authorization: 'Basic YTpi' },
      { cookie: ann.cookie },
    ]) {
      const answer = await me({ 'x-api-key': key, ...(beside as Record<string, string>) });
      expect(await answer.json()).toMatchObject({ email: bob.email });
    }
    const bearer = await me({ 'x-api-key': 'nonsense', authorization: `Bearer ${key}` });
    expect(await bearer.json()).toMatchObject({ email: bob.email });
  });

  test('is refused once it is revoked', async () => {
    const { id, key } = await make(ann, {});
    expect((await me({ 'x-api-key': key })).status).toBe(200);
    expect((await auth('/api-key/delete', { cookie: ann.cookie }, { keyId: id })).status).toBe(200);
    expect(await codeOf(await me({ 'x-api-key': key }))).toEqual([401, 'credentials_invalid']);
  });

  test('is refused once its time is over', async () => {
    const { key } = await make(ann, { expiresIn: 1 });
    let status = 200;
    while (status === 200) ({ status } = await me({ 'x-api-key': key }));
    expect(status).toBe(401);
  });

  test('is not revoked by another user, who hears that there is none', async () => {
    const { id, key } = await make(ann, {});
    expect((await auth('/api-key/delete', { cookie: bob.cookie }, { keyId: id })).status).toBe(404);
    expect((await me({ 'x-api-key': key })).status).toBe(200);
  });

  test('makes, changes, shows and revokes no keys, and is no session', async () => {
    const { id, key } = await make(ann, {});
    for (const headers of [{ 'x-api-key': key }, { authorization: `Bearer ${key}` }] as Record<
      string,
      string
    >[]) {
      expect(await codeOf(await auth('/api-key/create', headers, { name: 'x' }))).toEqual([
        403,
        'scope_missing',
      ]);
      expect(await codeOf(await auth('/api-key/delete', headers, { keyId: id }))).toEqual([
        403,
        'scope_missing',
      ]);
      expect((await ask('/api/v1/auth/api-key/list', headers)).status).toBe(403);
      expect(
        (await auth('/api-key/update', headers, { keyId: id, metadata: { scopes: ['capture:all'] } })).status,
      ).toBe(401);
      expect(
        (await auth('/change-password', headers, { currentPassword: 'x', newPassword: 'y' })).status,
      ).toBeGreaterThanOrEqual(400);
      expect(await (await ask('/api/v1/auth/get-session', headers)).json()).toBeNull();
    }
  });

  test('captures for everybody only where its user is an administrator', async () => {
    const refused = await auth(
      '/api-key/create',
      { cookie: bob.cookie },
      { name: 'x', scopes: ['capture:all'] },
    );
    expect(await codeOf(refused)).toEqual([422, 'request_invalid']);
    // Given by another door it is not had either.
    const { id } = await make(bob, { scopes: ['read'] });
    await auth(
      '/api-key/update',
      { cookie: bob.cookie },
      { keyId: id, metadata: { scopes: ['read', 'capture:all'] } },
    );
    const listed = await ask('/api/v1/auth/api-key/list', { cookie: bob.cookie });
    const { apiKeys } = (await listed.json()) as { apiKeys: Made[] };
    const scopes = apiKeys.find((one) => one.id === id)?.scopes;
    expect([...(scopes ?? [])].sort()).toEqual(['capture', 'read']);
  });

  test('of a scope that there is not cannot be made', async () => {
    const answer = await auth('/api-key/create', { cookie: ann.cookie }, { name: 'x', scopes: ['root'] });
    expect(await codeOf(answer)).toEqual([422, 'request_invalid']);
  });
});
