import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedUp, type TestServer, testServer } from './server.ts';

let server: TestServer;
let ann: SignedUp;

beforeAll(async () => {
  // Frozen: a limit goes by real time whatever the program's clock is set to.
  server = await testServer({ WRITE_LIMIT_PER_MINUTE: '5', TIDEMARK_CLOCK: '2024-03-01T12:00:00Z@0' });
  ann = await server.signUp('Ann');
});

afterAll(() => server.close());

const passwordOf = (name: string) => `a long password of ${name}`;

/** A sign-in by a password; `cookie`: of a device. */
const signIn = (email: string, password: string, headers: Record<string, string> = {}) =>
  fetch(`${server.address}/api/v1/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ email, password }),
  });

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');

test('a user writes as often as WRITE_LIMIT_PER_MINUTE says; a batch and a dry run are one each, reads none', async () => {
  const { client, cookie } = await server.signUp('Writer');
  const write = (body: object, query = '') =>
    fetch(`${server.address}/api/v1/transactions${query}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const deposit = { date: '2024-01-02', type: 'deposit', amount: '1' };
  expect((await write(deposit)).status).toBe(201);
  expect((await write([deposit, deposit, deposit, deposit, deposit, deposit])).status).toBe(201);
  expect((await write(deposit, '?dry_run=true')).status).toBe(200);
  expect((await write({})).status).toBe(422);
  expect((await write(deposit)).status).toBe(201);
  const beyond = await write(deposit);
  expect([beyond.status, ((await beyond.json()) as { code: string }).code]).toEqual([429, 'rate_limited']);
  // Five a minute are one in twelve seconds.
  const wait = Number(beyond.headers.get('retry-after'));
  expect(wait).toBeGreaterThanOrEqual(1);
  expect(wait).toBeLessThanOrEqual(12);
  for (let n = 0; n < 20; n++) await client.listTransactions({ query: {} });
  expect((await client.listTransactions({ query: {} })).items).toHaveLength(8);
});

test("one user's writes are not counted for another", async () => {
  await expect(
    ann.client.createTransactions({ body: { date: '2024-01-02', type: 'deposit', amount: '1' } }),
  ).resolves.toBeDefined();
});

describe('guessing at passwords', () => {
  let slowed: Response;

  test('from one address meets 429, whatever addresses it claims, and with how long to wait', async () => {
    const statuses: number[] = [];
    // Some are earned back meanwhile: it ends all the same.
    for (let n = 0; n < 100 && statuses.at(-1) !== 429; n++) {
      slowed = await signIn(`nobody${n}@example.com`, 'a wrong password', {
        'x-forwarded-for': `10.0.0.${n}`,
        'x-real-ip': `10.0.0.${n}`,
        forwarded: `for=10.0.0.${n}`,
        'x-tidemark-client': `10.0.0.${n}`,
      });
      statuses.push(slowed.status);
    }
    expect(statuses.slice(0, 10)).toEqual(new Array(10).fill(401));
    expect(statuses.at(-1)).toBe(429);
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });

  test('does not end the sessions of that address', async () => {
    expect(await ann.client.me()).toMatchObject({ name: 'Ann' });
  });
});

describe('behind a proxy that is named', () => {
  let behind: TestServer;
  beforeAll(async () => {
    behind = await testServer({ TRUSTED_PROXIES: '127.0.0.1' });
  });
  afterAll(() => behind.close());

  const attempt = (email: string, password: string, headers: Record<string, string>) =>
    fetch(`${behind.address}/api/v1/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ email, password }),
    });

  test('addresses are told apart: one is slowed, another signs in', async () => {
    const { email } = await behind.signUp('Apart');
    let last = 0;
    for (let n = 0; n < 100 && last !== 429; n++)
      last = (await attempt(`x${n}@example.com`, 'wrong wrong', { 'x-forwarded-for': '10.1.0.1' })).status;
    expect(last).toBe(429);
    expect((await attempt(email, passwordOf('Apart'), { 'x-forwarded-for': '10.1.0.2' })).status).toBe(200);
  });

  test('what the client itself put in front of the chain does not count', async () => {
    let last = 0;
    for (let n = 0; n < 100 && last !== 429; n++)
      last = (
        await attempt(`y${n}@example.com`, 'wrong wrong', { 'x-forwarded-for': `10.9.9.${n}, 10.2.0.1` })
      ).status;
    expect(last).toBe(429);
  });

  test('many addresses together are slowed at one account, and its own devices are not', async () => {
    const { email } = await behind.signUp('Target');
    const own = await attempt(email, passwordOf('Target'), { 'x-forwarded-for': '10.3.0.1' });
    const device = cookiesOf(own);
    expect(device).toContain('tidemark.device=');
    const exhaust = async (): Promise<void> => {
      let last = 0;
      for (let n = 0; n < 200 && last !== 429; n++)
        last = (await attempt(email, 'a wrong password', { 'x-forwarded-for': `10.4.${n}.1` })).status;
      expect(last).toBe(429);
    };
    /** The status after all attempts are used up; on a slow machine one may be earned back in between: then again. */
    const afterwards = async (headers: Record<string, string>): Promise<number> => {
      let status = 0;
      for (let n = 0; n < 5 && status !== 429; n++) {
        await exhaust();
        ({ status } = await attempt(email, passwordOf('Target'), headers));
      }
      return status;
    };
    expect(await afterwards({ 'x-forwarded-for': '10.5.0.1' })).toBe(429);
    const known = await attempt(email, passwordOf('Target'), {
      'x-forwarded-for': '10.5.0.2',
      cookie: device,
    });
    expect(known.status).toBe(200);
    const forged = device.replace(/(tidemark\.device=[^.]+\.)[^;]+/, '$1AAAA');
    expect(await afterwards({ 'x-forwarded-for': '10.5.0.3', cookie: forged })).toBe(429);
  });

  test('a flood without credentials from one address is refused, and who is known there still gets in', async () => {
    const user = await behind.signUp('Neighbour');
    const me = (headers: Record<string, string>) =>
      fetch(`${behind.address}/api/v1/me`, { headers: { 'x-forwarded-for': '10.6.0.1', ...headers } });
    expect((await me({ cookie: user.cookie })).status).toBe(200);
    // Nobody, and who guesses at keys, in turns: until one is refused, and the neighbour in the midst of it.
    let statuses: number[] = [];
    for (let n = 0; n < 400 && !statuses.includes(429); n++) {
      const flood = Array.from({ length: 50 }, (_, k) =>
        me(k % 2 === 0 ? {} : { 'x-api-key': `guess ${k}` }),
      );
      const [known, ...strangers] = await Promise.all([me({ cookie: user.cookie }), ...flood]);
      expect(known.status).toBe(200);
      statuses = strangers.map(({ status }) => status);
    }
    expect(new Set(statuses)).toContain(429);
    expect((await me({ 'x-forwarded-for': '10.6.0.2' })).status).toBe(401);
  });
});
