import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Log } from '../../app/api/index.ts';
import { newHome, ServeProcess } from './process.ts';

const { home, remove } = newHome();
let server: ServeProcess;
let address: string;
/** Everything that no log may have. */
const secrets = [
  'right horse password',
  'wrong horse password',
  'key-that-is-none',
  'bearer-that-is-none',
  'cookie-that-is-none',
  'query-secret',
  'path-secret',
  'reset-secret',
  'body-secret',
  'agent-secret',
];

const send = (at: string, init: RequestInit = {}) => fetch(address + at, init);
const post = (at: string, body: string, headers: Record<string, string> = {}) =>
  send(at, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

beforeAll(async () => {
  server = new ServeProcess({ TIDEMARK_HOME: home, LOG_LEVEL: 'trace' });
  address = await server.address();
});
afterAll(async () => {
  await server.stop();
  remove();
});

describe('the log at its most talkative', () => {
  test('has each answer with the id that the client got, by its route', async () => {
    const answer = await send('/healthz?token=query-secret');
    const id = answer.headers.get('x-request-id');
    await server.until(() => server.err.includes('/healthz'));
    expect(server.log.find(({ reqId, msg }) => reqId === id && msg === 'answered')).toMatchObject({
      level: 'info',
      method: 'GET',
      route: '/healthz',
      status: 200,
      ms: expect.any(Number),
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
  });

  test('has no password, cookie, key, token, query string or body, whatever is sent', async () => {
    const ann = { name: 'Ann', email: 'ann@example.org', password: 'right horse password' };
    const signedUp = await post('/api/v1/auth/sign-up/email', JSON.stringify(ann));
    const cookie = signedUp.headers
      .getSetCookie()
      .map((one) => one.split(';')[0] ?? '')
      .join('; ');
    secrets.push(...cookie.split(/[;=]\s*/).filter((part) => part.length > 12 && !part.includes('session')));
    const made = await post('/api/v1/auth/api-key/create', '{"name":"one"}', { cookie });
    const { key } = (await made.json()) as { key: string };
    secrets.push(key, String(((await signedUp.json()) as { token: string }).token));
    await post('/api/v1/auth/sign-in/email', JSON.stringify({ ...ann, password: 'wrong horse password' }));
    await post('/api/v1/auth/sign-in/email', '{"email":"ann@example.org","password":"right horse password');
    await send('/api/v1/me?access_token=query-secret', { headers: { 'x-api-key': key } });
    await send('/api/v1/me', { headers: { 'x-api-key': 'key-that-is-none' } });
    await send('/api/v1/me', { headers: { authorization: 'Bearer bearer-that-is-none' } });
    await send('/api/v1/me', { headers: { cookie: 'tidemark.session_token=cookie-that-is-none' } });
    await send('/nowhere/path-secret?x=query-secret', { headers: { 'user-agent': 'agent-secret' } });
    await send('/api/v1/transactions/path-secret', { headers: { cookie } });
    await send('/%E0%A4%A?path-secret');
    await send('/api/v1/auth/reset-password/reset-secret?callbackURL=query-secret');
    await post('/api/v1/transactions', '{"type":"body-secret"}', { cookie });
    await post('/api/v1/transactions', 'body-secret', { cookie });
    const form = new FormData();
    form.set('file', new Blob(['body-secret,type\nbody-secret,buy\n']), 'body-secret.csv');
    await send('/api/v1/imports', { method: 'POST', body: form, headers: { cookie } });
    const last = (await send('/readyz')).headers.get('x-request-id') ?? '';
    await server.until(() => server.err.includes(last));
    expect(secrets.length).toBeGreaterThan(12);
    for (const secret of secrets) expect(server.err + server.out, secret).not.toContain(secret);
    // Every line is one object, with nothing between.
    expect(server.log.filter(({ msg }) => msg === 'answered').length).toBeGreaterThan(15);
  });

  test('has a fault with its place, and the client learns the id alone', async () => {
    const database = new DatabaseSync(path.join(home, 'tidemark.db'));
    database.exec('drop table auth_account');
    database.close();
    const body = { name: 'Eve', email: 'eve@example.org', password: 'right horse password' };
    const answer = await post('/api/v1/auth/sign-up/email', JSON.stringify(body));
    expect(answer.status).toBe(500);
    const problem = await answer.text();
    expect(problem).not.toContain('auth_account');
    const id = answer.headers.get('x-request-id') ?? '';
    await server.until(() => server.log.some(({ reqId, level }) => reqId === id && level === 'error'));
    const fault = server.log.find(({ reqId, level }) => reqId === id && level === 'error');
    expect(JSON.stringify(fault?.err)).toContain('auth_account');
    for (const secret of secrets) expect(server.err, secret).not.toContain(secret);
  });
});

test('a line has the known fields alone, and no quoted text of an error', () => {
  const lines: string[] = [];
  const log = new Log({ level: 'trace', write: (line) => lines.push(line), now: () => 0 });
  const error = Object.assign(new SyntaxError('Unexpected token, "body-secret" is not JSON'), {
    rawPacket: 'body-secret',
  });
  log
    .child({ reqId: '1', req: { url: 'query-secret' } })
    .error({ err: error, body: 'body-secret' }, 'failed');
  log.trace({ headers: { cookie: 'cookie' } }, 'got "body-secret"');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      time: '1970-01-01T00:00:00.000Z',
      level: 'error',
      reqId: '1',
      msg: 'failed',
      err: { type: 'SyntaxError', message: 'Unexpected token, "…" is not JSON', stack: expect.any(Array) },
    },
    { time: '1970-01-01T00:00:00.000Z', level: 'trace', msg: 'got "…"' },
  ]);
  expect(lines.join()).not.toContain('secret');
});

test('a level shows itself and what is worse', () => {
  const lines: string[] = [];
  const log = new Log({ level: 'warn', write: (line) => lines.push(line), now: () => 0 });
  for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const) log[level](level);
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['warn', 'error', 'fatal']);
});
