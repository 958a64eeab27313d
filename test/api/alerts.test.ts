import { setTimeout } from 'node:timers/promises';
import { ApiProblem, type Incident } from '@tidemark/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signatureOf } from '../../app/alerts/index.ts';
import { ALPACA_KEYS, alpacaTradingStandIn } from '../stand-ins/alpaca-trading.ts';
import { type Brokerage, brokerage } from '../stand-ins/brokerage.ts';
import { json, type StandIn, standIn } from '../stand-ins/http.ts';
import { SMTP_USER, type SmtpStandIn, smtpStandIn } from '../stand-ins/smtp.ts';
import { type SignedUp, type TestServer, testServer } from './server.ts';

const SECRET = 'secret-of-the-hook';

let account: Brokerage;
let broker: StandIn;
let hook: StandIn;
let post: SmtpStandIn;
let server: TestServer;
let ann: SignedUp;
let bob: SignedUp;
const stderr: string[] = [];
const write = process.stderr.write;

beforeAll(async () => {
  process.stderr.write = ((text: string | Uint8Array) => {
    stderr.push(String(text));
    return true;
  }) as typeof process.stderr.write;
  account = brokerage();
  broker = await alpacaTradingStandIn(account);
  hook = await standIn(() => json({}));
  post = await smtpStandIn({ tls: 'none', needsUser: true });
  server = await testServer({
    ALPACA_BASE_URL: broker.address,
    ALERT_WEBHOOK_URL: `${hook.address}/secret-path`,
    ALERT_WEBHOOK_SECRET: SECRET,
    SMTP_URL: `smtp://${SMTP_USER.user}:${SMTP_USER.password}@127.0.0.1:${post.port}?tls=none`,
    ALERT_EMAIL_TO: 'ops@example.org',
    TIDEMARK_CLOCK: '2024-06-12T11:31:00-04:00',
    LOG_LEVEL: 'trace',
  });
  ann = await server.signUp('Ann');
  bob = await server.signUp('Bob');
});

afterAll(async () => {
  process.stderr.write = write;
  await server.close();
  for (const one of [broker, hook, post]) await one.close();
});

const refusal = async (work: Promise<unknown>): Promise<ApiProblem> => {
  const error: unknown = await work.then(
    () => null,
    (refused: unknown) => refused,
  );
  if (error instanceof ApiProblem) return error;
  throw error ?? new Error('it was not refused');
};

async function until<T>(look: () => Promise<T> | T, holds: (found: T) => boolean): Promise<T> {
  for (;;) {
    const found = await look();
    if (holds(found)) return found;
    await setTimeout(100);
  }
}

const incidents = async (who: SignedUp, status?: Incident['status']) =>
  (await who.client.listIncidents({ query: status === undefined ? {} : { status } })).items;

describe('an alert', () => {
  test('is made, listed and taken away', async () => {
    const made = (await ann.client.createAlert({ body: { kind: 'drawdown', threshold: 10 }, query: {} })) as {
      id: string;
    };
    const { items } = await ann.client.listAlerts({ query: {} });
    expect(items).toMatchObject([
      { id: made.id, name: 'Drawdown', threshold: 10, channel: 'page', since: null, last_fired_at: null },
    ]);
    await ann.client.deleteAlert({ params: { id: made.id }, query: {} });
    expect((await ann.client.listAlerts({ query: {} })).items).toEqual([]);
  });

  test.each([
    [{ kind: 'drawdown' }, 'threshold'],
    [{ kind: 'drawdown', threshold: -1 }, 'threshold'],
    [{ kind: 'connection_lost', threshold: 1 }, 'threshold'],
    [{ kind: 'connection_lost', portfolio_id: 'default' }, 'portfolio_id'],
    [{ kind: 'backup_failed' }, 'kind'],
    [{ kind: 'capture_failed', channel: 'webhook' }, 'channel'],
  ] as const)('%j of somebody who is no administrator is refused', async (body, field) => {
    const { status, problem } = await refusal(bob.client.createAlert({ body, query: {} }));
    expect([status, problem.problems?.map((one) => one.field)]).toEqual([422, [field]]);
  });

  test('of a portfolio that is not there is refused', async () => {
    const body = { kind: 'drawdown', threshold: 1, portfolio_id: 'nothing' } as const;
    expect((await refusal(ann.client.createAlert({ body, query: {} }))).status).toBe(404);
  });

  test('by a way that is not set up is refused', async () => {
    const bare = await testServer();
    try {
      const eve = await bare.signUp('Eve');
      const body = { kind: 'connection_lost', channel: 'email' } as const;
      const { status, problem } = await refusal(eve.client.createAlert({ body, query: {} }));
      expect([status, problem.detail]).toEqual([409, expect.stringContaining('SMTP_URL')]);
    } finally {
      await bare.close();
    }
  });
});

test('a connection whose access is taken away is told to the operator and its user, and when it works again', async () => {
  await bob.client.createAlert({ body: { kind: 'connection_lost', channel: 'email' }, query: {} });
  const { id } = await bob.client.createConnection({ body: { provider: 'alpaca', ...ALPACA_KEYS } });
  await bob.client.syncConnection({ params: { id } });
  account.isRevoked = true;
  await bob.client.syncConnection({ params: { id } });
  const [open] = await until(
    () => incidents(bob, 'open'),
    (found) => found.length > 0,
  );
  expect(open).toMatchObject({
    kind: 'connection_lost',
    of: 'user',
    subject: `connection_lost:${id}`,
    ended_at: null,
  });
  expect(open?.remedy).toMatch(/let the provider in again/i);
  await until(
    () => post.mails,
    (mails) => mails.length >= 2,
  );
  await until(
    () => hook.requests,
    (posted) => posted.length >= 1,
  );
  expect(post.mails.map(({ to }) => to[0]).sort()).toEqual(['bob@example.com', 'ops@example.org']);
  const [posted] = hook.requests;
  const signature = String(posted?.headers['tidemark-signature']);
  const seconds = Number(/^t=(\d+),/.exec(signature)?.[1]);
  expect(signature).toBe(signatureOf(SECRET, seconds, posted?.body ?? ''));
  expect(JSON.parse(posted?.body ?? '')).toMatchObject({ event: 'incident.opened', kind: 'connection_lost' });

  account.isRevoked = false;
  await bob.client.syncConnection({ params: { id } });
  await until(
    () => post.mails,
    (mails) => mails.length >= 4,
  );
  await until(
    () => hook.requests,
    (all) => all.length >= 2,
  );
  expect(JSON.parse(hook.requests[1]?.body ?? '')).toMatchObject({ event: 'incident.resolved' });
  expect(await incidents(bob, 'open')).toEqual([]);
  expect(await incidents(bob, 'resolved')).toMatchObject([{ subject: `connection_lost:${id}` }]);
  // It is nobody else's, an administrator's neither.
  expect(await incidents(ann)).toEqual([]);
  const [alert] = (await bob.client.listAlerts({ query: {} })).items;
  expect(alert).toMatchObject({ since: null, last_message: expect.stringContaining('Alpaca') });
});

test('what watches from outside sees how old the last capture is, and how much is wrong', async () => {
  const fast = await testServer({ TIDEMARK_CLOCK: '2024-06-12T11:31:00-04:00@600' });
  try {
    const ready = async () =>
      (await (await fetch(`${fast.address}/readyz`)).json()) as {
        last_capture: { at: string; age_seconds: number } | null;
        clock: { now: string };
      };
    expect(await ready()).toMatchObject({ last_capture: null });
    expect(await (await fetch(`${fast.address}/metrics`)).text()).toMatch(
      /^tidemark_last_capture_age_seconds NaN$/m,
    );
    await fast.signUp('Ann');
    const { last_capture: last, clock } = await until(ready, (one) => one.last_capture !== null);
    expect(last?.age_seconds).toBeCloseTo((Date.parse(clock.now) - Date.parse(last?.at ?? '')) / 1000, -1);
  } finally {
    await fast.close();
  }
  const metrics = await (await fetch(`${server.address}/metrics`)).text();
  expect(metrics).toMatch(/^tidemark_open_incidents \d+$/m);
});

test('nothing of the ways to tell is in a log line, an answer, a metric or the database', async () => {
  post.faults.push({ command: 'AUTH', reply: `535 5.7.8 not ${SMTP_USER.password}` });
  hook.faults.push(json({ said: SECRET }, 500));
  account.isRevoked = true;
  const [made] = (await bob.client.listConnections({ query: {} })).items;
  await bob.client.syncConnection({ params: { id: made?.id ?? '' } });
  await until(
    () => stderr.join(''),
    (text) => text.includes('answered 535') && text.includes('answered 500'),
  );
  const said = [stderr.join(''), String(await server.database.stored())];
  for (const path of ['/metrics', '/readyz', '/api/v1/jobs', '/api/v1/incidents', '/api/v1/export'])
    said.push(await (await fetch(server.address + path, { headers: { cookie: ann.cookie } })).text());
  expect(said.join('')).toContain('connection_lost');
  for (const text of said)
    for (const secret of [SECRET, 'secret-path', SMTP_USER.password, ...Object.values(ALPACA_KEYS)])
      expect(text).not.toContain(secret);
});
