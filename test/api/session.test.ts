import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedUp, type TestServer, testServer } from './server.ts';

let server: TestServer;
let ann: SignedUp;
beforeAll(async () => {
  server = await testServer();
  ann = await server.signUp('Ann');
});
afterAll(() => server.close());

const me = async (cookie: string): Promise<number> =>
  (await fetch(`${server.address}/api/v1/me`, { headers: { cookie } })).status;

/** The session's own cookie is the first. */
const [name, value] = [0, 1].map((part) => (cookie: string) => cookie.split(';')[0].split('=')[part]);

describe('the cookie of a session', () => {
  test('opens what is its user’s', async () => {
    expect(await me(ann.cookie)).toBe(200);
    expect(await me(`other=1; ${ann.cookie}; more=2`)).toBe(200);
  });

  test('is nothing with another signature, another token or none', async () => {
    const signed = decodeURIComponent(value(ann.cookie));
    const [token, signature] = [
      signed.slice(0, signed.lastIndexOf('.')),
      signed.slice(signed.lastIndexOf('.') + 1),
    ];
    const turned = (text: string): string => (text[0] === 'A' ? 'B' : 'A') + text.slice(1);
    const forged = [
      `${token}.${turned(signature)}`,
      `${turned(token)}.${signature}`,
      `${token}.`,
      token,
      `.${signature}`,
      '%E0%A4%A',
      '',
    ];
    for (const text of forged) expect(await me(`${name(ann.cookie)}=${encodeURIComponent(text)}`)).toBe(401);
  });

  test('ends with the session, at once', async () => {
    const ben = await server.signUp('Ben');
    expect(await me(ben.cookie)).toBe(200);
    const out = await fetch(`${server.address}/api/v1/auth/sign-out`, {
      method: 'POST',
      headers: { cookie: ben.cookie, 'content-type': 'application/json', origin: server.address },
      body: '{}',
    });
    expect(out.status).toBe(200);
    expect(await me(ben.cookie)).toBe(401);
  });
});

test('an answer that is kept is sent to nobody else, and not after a write', async () => {
  const cleo = await server.signUp('Cleo');
  const current = async (cookie: string): Promise<{ total_value: number }> => {
    const answer = await fetch(`${server.address}/api/v1/portfolios/default/current`, {
      headers: { cookie },
    });
    return (await answer.json()) as { total_value: number };
  };
  const deposit = (amount: string): Promise<Response> =>
    fetch(`${server.address}/api/v1/transactions`, {
      method: 'POST',
      headers: { cookie: cleo.cookie, 'content-type': 'application/json', origin: server.address },
      body: JSON.stringify({ date: '2024-01-02', type: 'deposit', amount }),
    });
  await deposit('100');
  for (let n = 0; n < 2; n++) expect((await current(cleo.cookie)).total_value).toBe(100);
  expect((await current(ann.cookie)).total_value).toBe(0);
  await deposit('50');
  expect((await current(cleo.cookie)).total_value).toBe(150);
});
