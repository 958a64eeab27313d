import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ApiProblem, type Connection } from '@tidemark/contract';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { serve } from '../../app/serve.ts';
import { ALPACA_KEYS, alpacaTradingStandIn } from '../stand-ins/alpaca-trading.ts';
import { type Brokerage, brokerage } from '../stand-ins/brokerage.ts';
import { json, type StandIn } from '../stand-ins/http.ts';
import { type SignedUp, signUp, type TestServer, testServer } from './server.ts';

let account: Brokerage;
let broker: StandIn;
let server: TestServer;
let ann: SignedUp;
const stderr: string[] = [];
const write = process.stderr.write;

beforeAll(async () => {
  process.stderr.write = ((text: string | Uint8Array, ...rest: never[]) => {
    stderr.push(String(text));
    return rest.length >= 0;
  }) as typeof process.stderr.write;
  account = brokerage();
  broker = await alpacaTradingStandIn(account);
  server = await testServer({
    ALPACA_BASE_URL: broker.address,
    TIDEMARK_CLOCK: '2024-06-12T11:31:00-04:00',
    LOG_LEVEL: 'trace',
    CONNECTION_SYNC_ENABLED: 'false',
  });
  ann = await server.signUp('Ann');
});

afterAll(async () => {
  process.stderr.write = write;
  await server.close();
  await broker.close();
});

afterEach(() => {
  Object.assign(account, brokerage());
  broker.faults.length = 0;
});

const connected = (who = ann): Promise<Connection> =>
  who.client.createConnection({ body: { provider: 'alpaca', ...ALPACA_KEYS } });

const refusal = async (work: Promise<unknown>): Promise<ApiProblem> => {
  const error: unknown = await work.then(
    () => null,
    (refused: unknown) => refused,
  );
  if (error instanceof ApiProblem) return error;
  throw error ?? new Error('it was not refused');
};

/** Sends its request anyway, and answers all of the answer. */
async function raw(method: string, at: string, body?: object): Promise<string> {
  const answer = await fetch(`${server.address}${at}`, {
    method,
    headers: { cookie: ann.cookie, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return JSON.stringify([answer.status, [...answer.headers], await answer.text()]);
}

describe('a connection', () => {
  test('is made with keys that work, reaches its accounts, and feeds one of its own at the first sync', async () => {
    const made = await connected();
    expect(made).toMatchObject({ provider: 'alpaca', status: 'active', last_synced_at: null, problems: [] });
    expect(made.accounts).toMatchObject([{ name: 'U7-0012', account_id: null }]);
    const synced = await ann.client.syncConnection({ params: { id: made.id } });
    expect(synced).toMatchObject({ success: true, new: 9, known: 0 });
    const now = await ann.client.getConnection({ params: { id: made.id } });
    const id = now.accounts[0]?.account_id ?? '';
    expect(await ann.client.getAccount({ params: { id } })).toMatchObject({
      name: 'Alpaca U7-0012',
      broker: 'Alpaca',
      connection_id: made.id,
    });
    const current = await ann.client.current({ params: { id: 'default' } });
    expect(current.total_value).toBe(9744.75);
    const job = await ann.client.getJob({ params: { id: synced.job_id ?? '' } });
    expect(job).toMatchObject({ kind: 'sync', status: 'done', progress: 1 });
    const params = { id: made.id };
    const told = await ann.client.listConnectionActivities({ params, query: {} });
    expect(told.items).toHaveLength(9);
    const query = { status: 'unclassified' } as const;
    expect((await ann.client.listConnectionActivities({ params, query })).items).toMatchObject([
      { type: 'ZZZ', date: '2024-03-04', account_id: id, raw: { net_amount: '7' }, changed_raw: null },
    ]);
    await ann.client.deleteConnection({ params: { id: made.id } });
  });

  test('is refused with keys that do not work, and with fields that are none', async () => {
    const before = (await ann.client.listConnections({ query: {} })).items.length;
    const body = { provider: 'alpaca', api_key: 'PKWRONG', secret_key: 'a-wrong-secret' } as const;
    const wrong = await refusal(ann.client.createConnection({ body }));
    expect(wrong.status).toBe(422);
    expect(JSON.stringify(wrong.problem)).not.toContain('a-wrong-secret');
    const missing = await refusal(
      ann.client.createConnection({ body: { provider: 'alpaca', api_key: 'PK' } }),
    );
    expect(missing.problem.problems?.map(({ field }) => field)).toEqual(['secret_key']);
    const odd = { provider: 'alpaca', ...ALPACA_KEYS, pass_word: 'x' } as const;
    expect((await refusal(ann.client.createConnection({ body: odd }))).status).toBe(422);
    expect((await ann.client.listConnections({ query: {} })).items).toHaveLength(before);
  });

  test('of a provider that is not set up is refused', async () => {
    expect((await refusal(ann.client.createConnection({ body: { provider: 'plaid' } }))).status).toBe(409);
  });

  test('can feed an account that is there, and none', async () => {
    const bob = await signUp(server.address, 'Bob');
    const { id, accounts } = await connected(bob);
    const external_id = accounts[0]?.external_id ?? '';
    const feeding = (account_id: string | null) =>
      bob.client.changeConnection({
        params: { id },
        body: { name: 'Mine', accounts: [{ external_id, account_id }] },
      });
    expect(await feeding('main')).toMatchObject({ name: 'Mine', accounts: [{ account_id: 'main' }] });
    await bob.client.syncConnection({ params: { id } });
    expect((await bob.client.listTransactions({ query: { account_id: 'main' } })).items).toHaveLength(9);
    expect((await refusal(feeding('nothing'))).status).toBe(422);
    expect(await feeding(null)).toMatchObject({ accounts: [{ account_id: null }] });
    await bob.client.syncConnection({ params: { id } });
    expect((await bob.client.listAccounts({ query: {} })).items).toHaveLength(1);
  });

  test('that lost its access says so, and its data stays', async () => {
    const carl = await signUp(server.address, 'Carl');
    const { id } = await connected(carl);
    await carl.client.syncConnection({ params: { id } });
    account.isRevoked = true;
    const synced = await carl.client.syncConnection({ params: { id } });
    expect(synced).toMatchObject({ success: false, new: 0 });
    expect(synced.problems).toMatchObject([{ code: 'provider_failed' }]);
    expect(await carl.client.getConnection({ params: { id } })).toMatchObject({ status: 'needs_attention' });
    expect((await carl.client.listTransactions({ query: {} })).items).toHaveLength(9);
    expect((await refusal(carl.client.openConnectionPortal({ params: { id } }))).status).toBe(409);
  });

  test('that is deleted has nothing left of its keys; what it brought in stays', async () => {
    const dora = await signUp(server.address, 'Dora');
    const { id } = await connected(dora);
    await dora.client.syncConnection({ params: { id } });
    await dora.client.deleteConnection({ params: { id } });
    expect((await refusal(dora.client.getConnection({ params: { id } }))).status).toBe(404);
    expect((await dora.client.listTransactions({ query: {} })).items).toHaveLength(9);
    const again = await connected(dora);
    await dora.client.syncConnection({ params: { id: again.id } });
    expect((await dora.client.listTransactions({ query: {} })).items).toHaveLength(9);
  });
});

test('what is due is synced by the server itself, and a repeated request under its key is answered the same', async () => {
  const eve = await server.signUp('Eve');
  const { id } = await connected(eve);
  const again = await serve(
    {
      ...server.database.env,
      PORT: '0',
      LOG_LEVEL: 'silent',
      ALPACA_BASE_URL: broker.address,
      TIDEMARK_CLOCK: '2024-06-12T11:31:00-04:00',
    },
    '0.0.0-test',
  );
  const jobs = async () => (await eve.client.listJobs({ query: { kind: 'sync', status: 'done' } })).items;
  while ((await jobs()).length === 0) await setTimeout(50);
  await again.close();
  expect(await jobs()).toMatchObject([{ progress: 1, result: { connection_id: id, new: 9 } }]);
  expect((await eve.client.listTransactions({ query: {} })).items).toHaveLength(9);
  const sync = () =>
    fetch(`${server.address}/api/v1/connections/${id}/sync`, {
      method: 'POST',
      headers: { cookie: eve.cookie, 'idempotency-key': 'once' },
    });
  const [first, second] = [await sync(), await sync()];
  expect(second.headers.get('idempotency-replayed')).toBe('true');
  expect(await second.json()).toEqual(await first.json());
  expect(await jobs()).toHaveLength(2);
});

test('keys are in no answer, header, log line, metric, export or file, whatever fails', async () => {
  const keys = { provider: 'alpaca', ...ALPACA_KEYS };
  const said: string[] = [];
  const tell = json({ message: `who is ${ALPACA_KEYS.api_key} with ${ALPACA_KEYS.secret_key}?` }, 500);
  said.push(await raw('POST', '/api/v1/connections', { ...keys, name: 'a'.repeat(999) }));
  said.push(await raw('POST', '/api/v1/connections', { ...keys, extra: 1 }));
  broker.faults.push(tell, tell, tell);
  said.push(await raw('POST', '/api/v1/connections', keys));
  const [made] = (await ann.client.listConnections({ query: {} })).items;
  const at = `/api/v1/connections/${made?.id}`;
  broker.faults.push(tell, tell, tell);
  said.push(await raw('POST', `${at}/sync`));
  broker.faults.push({ ...tell, status: 403 });
  said.push(await raw('POST', `${at}/sync`));
  for (const address of [
    at,
    '/api/v1/connections',
    '/api/v1/jobs',
    '/api/v1/export',
    '/metrics',
    '/api/v1/me',
  ])
    said.push(await raw('GET', address));
  const files = readdirSync(server.home)
    .filter((name) => name !== 'secret')
    .map((name) => readFileSync(path.join(server.home, name), 'latin1'));
  expect(stderr.join('')).toContain('/api/v1/connections');
  expect(said.join('')).toContain('tidemark_provider_answers_total');
  for (const text of [...said, ...files, stderr.join('')])
    for (const secret of Object.values(ALPACA_KEYS)) expect(text).not.toContain(secret);
});
