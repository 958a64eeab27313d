import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { DEMO_USER } from '../../app/demo-user.ts';
import { type Running, serve } from '../../app/serve.ts';
import { answersOf, blocksOf, noCurl } from './curl.ts';

const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidemark-demo-'));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Half past five in the afternoon in New York, the session of the day closed; and three weeks later. */
const THEN = '2026-03-02T17:30:00-05:00@0';
const LATER = '2026-03-23T17:30:00-04:00@0';

async function withDemo<T>(home: string, clock: string, work: (running: Running) => Promise<T>): Promise<T> {
  const env = { TIDEMARK_HOME: home, PORT: '0', LOG_LEVEL: 'silent', TIDEMARK_CLOCK: clock };
  const running = await serve(env, '0.0.0-test', { demo: true });
  try {
    return await work(running);
  } finally {
    await running.close();
  }
}

const JSON_TYPE = { 'content-type': 'application/json' };

async function signIn(address: string, { email, password } = DEMO_USER): Promise<string> {
  const answer = await fetch(`${address}/api/v1/auth/sign-in/email`, {
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify({ email, password }),
  });
  expect(answer.status).toBe(200);
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

// biome-ignore lint/suspicious/noExplicitAny: the tests look into documents of every shape.
type Reads = (at: string) => Promise<any>;

async function reader({ address }: Running): Promise<Reads> {
  const cookie = await signIn(address);
  return async (at) => (await fetch(`${address}/api/v1${at}`, { headers: { cookie } })).json();
}

/** Everything that the ledger says, without the ids that are made anew with each database. */
async function ledgerOf(get: Reads): Promise<string[]> {
  const accounts = await get('/accounts');
  const names = new Map(accounts.items.map(({ id, name }: { id: string; name: string }) => [id, name]));
  const rows: string[] = [];
  for (let cursor = ''; ; ) {
    const page = await get(`/transactions?limit=1000${cursor}`);
    for (const { date, type, symbol, quantity, amount, account_id, stop } of page.items)
      rows.push([date, names.get(account_id), type, symbol, quantity, amount, stop].join(' '));
    if (page.next_cursor === null) return rows.sort();
    cursor = `&cursor=${encodeURIComponent(page.next_cursor)}`;
  }
}

describe('the demo user', () => {
  const home = newFolder();
  let ledger: string[] = [];
  let equity = 0;

  test('has a portfolio in which everything happens, says that it is generated, and is no administrator', async () => {
    await withDemo(home, THEN, async (running) => {
      const get = await reader(running);
      expect(await get('/me')).toMatchObject({ name: 'Demo (generated data)', administrator: false });
      ledger = await ledgerOf(get);
      const types = new Set(ledger.map((row) => row.split(' ')[2]));
      for (const type of ['deposit', 'withdrawal', 'buy', 'sell', 'dividend', 'interest', 'fee', 'fx'])
        expect(types).toContain(type);
      for (const type of ['transfer_out', 'transfer_in']) expect(types).toContain(type);
      expect([...types].some((type) => type?.startsWith('option_'))).toBe(true);
      const accounts = (await get('/accounts')).items.map((one: { name: string }) => one.name);
      expect(accounts.sort()).toEqual(['brokerage', 'europe', 'retirement', 'trading']);
      const { items: trades } = await get('/portfolios/default/trades?limit=1000');
      expect(trades.filter((one: { side: string }) => one.side === 'short').length).toBeGreaterThan(10);
      const judged = trades.filter((one: { r_multiple: number | null }) => one.r_multiple !== null);
      expect(judged.length).toBeGreaterThan(40);
    });
  });

  test('has prices up to the last close by the clock of the program, and figures of it', async () => {
    await withDemo(home, THEN, async (running) => {
      const get = await reader(running);
      const prices = await get('/prices?symbol=TIDE&from=2026-02-20&limit=1000');
      expect(prices.items.at(-1).date).toBe('2026-03-02');
      const current = await get('/portfolios/default/current');
      equity = current.total_value;
      expect(equity).toBeGreaterThan(100_000);
      const chart = await get('/portfolios/default/performance?timeframe=1Y');
      expect(chart.data_available).toBe(true);
    });
  });

  test('is the same in another database, and is not doubled by a second start', async () => {
    await withDemo(newFolder(), THEN, async (running) => {
      const get = await reader(running);
      expect(await ledgerOf(get)).toEqual(ledger);
      expect((await get('/portfolios/default/current')).total_value).toBe(equity);
    });
    await withDemo(home, THEN, async (running) =>
      expect(await ledgerOf(await reader(running))).toEqual(ledger),
    );
  });

  test('a later start adds what happened since, and changes nothing of what was', async () => {
    await withDemo(home, LATER, async (running) => {
      const get = await reader(running);
      const later = await ledgerOf(get);
      expect(later.filter((row) => row < '2026-03-03')).toEqual(ledger);
      expect(later.length).toBeGreaterThan(ledger.length);
      const prices = await get('/prices?symbol=TIDE&from=2026-03-01&limit=1000');
      expect(prices.items.at(-1).date).toBe('2026-03-23');
    });
  });

  test.skipIf(noCurl !== null)(noCurl ?? 'signs in by the commands that the page shows', async () => {
    await withDemo(home, LATER, async ({ address }) => {
      const html = await (await fetch(`${address}/docs/first-session`)).text();
      expect(html).toContain('<strong>generated</strong>');
      const [session = ''] = blocksOf(html);
      const [signedIn, current, chart, trades] = await answersOf(session, newFolder());
      expect(signedIn.user.email).toBe(DEMO_USER.email);
      expect(current.total_value).toBeGreaterThan(100_000);
      expect(chart.data_points.length).toBeGreaterThan(200);
      expect(trades.items).toHaveLength(5);
    });
  });

  test('who changes its password does not lock others out for longer than to the next start', async () => {
    await withDemo(home, LATER, async ({ address }) => {
      const cookie = await signIn(address);
      const body = { currentPassword: DEMO_USER.password, newPassword: 'another password' };
      const changed = await fetch(`${address}/api/v1/auth/change-password`, {
        method: 'POST',
        headers: { ...JSON_TYPE, cookie },
        body: JSON.stringify(body),
      });
      expect(changed.status).toBe(200);
    });
    await withDemo(home, LATER, async ({ address }) => void (await signIn(address)));
  });

  test('the first person who signs up administers the server all the same', async () => {
    await withDemo(home, LATER, async ({ address }) => {
      const answer = await fetch(`${address}/api/v1/auth/sign-up/email`, {
        method: 'POST',
        headers: JSON_TYPE,
        body: JSON.stringify({ name: 'Ann', email: 'ann@example.org', password: 'correct horse battery' }),
      });
      expect(answer.status).toBe(200);
      const cookie = answer.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ');
      const me = await fetch(`${address}/api/v1/me`, { headers: { cookie } });
      expect(await me.json()).toMatchObject({ administrator: true });
    });
  });

  test('without --demo nobody signs in as the demo user, or takes the address', async () => {
    for (const folder of [home, newFolder()]) {
      const env = { TIDEMARK_HOME: folder, PORT: '0', LOG_LEVEL: 'silent', TIDEMARK_CLOCK: LATER };
      const running = await serve(env, '0.0.0-test');
      for (const what of ['sign-in', 'sign-up']) {
        const answer = await fetch(`${running.address}/api/v1/auth/${what}/email`, {
          method: 'POST',
          headers: JSON_TYPE,
          body: JSON.stringify({ ...DEMO_USER, name: 'Somebody' }),
        });
        expect([401, 409], what).toContain(answer.status);
      }
      expect(await (await fetch(running.address)).text()).not.toContain(DEMO_USER.email);
      await running.close();
    }
  });
});
