import { fullPath, type Operation, type Route, routes } from '@tidemark/contract';
import { parseDay } from '@tidemark/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SHARED_OWNER } from '../../app/service/index.ts';
import { openStore } from '../../app/storage/index.ts';
import { type SignedUp, type TestServer, testServer } from './server.ts';
import { type Draw, type Parts, WRITES } from './writes.ts';

let server: TestServer;
let ann: SignedUp;

beforeAll(async () => {
  server = await testServer({ TIDEMARK_CLOCK: '2024-03-01T12:00:00Z@0' });
  ann = await server.signUp('Ann');
  const { client } = ann;
  const facts = await openStore({ database: server.database.address, clock: { now: () => 0 } });
  const exDay = Number(parseDay('2024-02-06'));
  const dividend = { symbol: 'ACME', exDay, payDay: exDay + 7, amount: '0.1', currency: 'USD' };
  await facts.store.write(SHARED_OWNER, (tx) =>
    tx.dividends.put([{ ...dividend, source: 'feed', recordedAt: 0 }]),
  );
  await facts.store.close();
  await client.putRates({ body: [{ pair: 'EURUSD', date: '2024-01-02', rate: '1.1' }], query: {} });
  await client.createTransactions({
    body: [
      { date: '2024-01-02', type: 'deposit', amount: '10000' },
      { date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: '100', price: '50' },
    ],
    query: {},
  });
});

afterAll(() => server.close());

interface Answered {
  readonly status: number;
  readonly body: string;
}

async function send(operation: Operation, parts: Parts, key: string): Promise<Answered> {
  const { body, form } = parts;
  const route: Route = routes[operation];
  const params = (parts.params ?? {}) as Record<string, string>;
  const path = fullPath(route).replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name]));
  const data = new FormData();
  for (const [name, value] of Object.entries(form ?? {})) data.append(name, value);
  const answer = await fetch(server.address + path, {
    method: route.method,
    headers: {
      cookie: ann.cookie,
      'idempotency-key': key,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(form !== undefined ? { body: data } : body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.text() };
}

/** How often anything was written, as the list of changes and the records tell it. */
async function written(): Promise<unknown> {
  const { client } = ann;
  const params = { id: 'main' };
  return [
    (await client.listChanges({ query: {} })).items.length,
    (await client.listAccounts({ query: {} })).items,
    (await client.listPortfolios({ query: {} })).items,
    (await client.listFeeSchedules({ params, query: {} })).items,
    (await client.listAlerts({ query: {} })).items,
    (await client.listScenarios({ query: {} })).items,
    (await client.listPrices({ query: {} })).items,
  ];
}

/** Deleting comes last: what is deleted was made by the others. */
const ORDER = (Object.keys(WRITES) as Operation[])
  // A difference to explain needs a broker, a price to release a provider.
  .filter((operation) => operation !== 'applyReconciliation' && operation !== 'releaseHeldBackPrice')
  .sort((a, b) => Number(a.startsWith('delete')) - Number(b.startsWith('delete')));

async function partsOf(operation: Operation): Promise<Parts> {
  for (let pick = 0; pick < 40; pick++) {
    const draw: Draw = { day: 3 + pick, size: 9 + pick, pick: operation === 'createTransactions' ? 0 : pick };
    const parts = await WRITES[operation]?.(ann.client, draw);
    if (parts) return parts;
  }
  throw new Error(`nothing to do for ${operation}`);
}

describe('under one Idempotency-Key', () => {
  test.each(ORDER)('%s is done once, and answered the same, at once or later', async (operation) => {
    const parts = await partsOf(operation);
    const key = `key of ${operation}`;
    const answers = await Promise.all([1, 2, 3].map(() => send(operation, parts, key)));
    expect(answers[0].status).toBeLessThan(300);
    const after = await written();
    const later = await send(operation, parts, key);
    expect([...answers, later]).toEqual([answers[0], answers[0], answers[0], answers[0]]);
    expect(await written()).toEqual(after);
  });

  test('a batch is written once', async () => {
    const body = [1, 2].map((day) => ({ date: `2024-02-0${day}`, type: 'deposit', amount: '7' }));
    const count = async () => (await ann.client.listTransactions({ query: {} })).items.length;
    const before = await count();
    const answers = await Promise.all([1, 2, 3].map(() => send('createTransactions', { body }, 'batch')));
    expect(new Set(answers.map((one) => one.body)).size).toBe(1);
    expect(await count()).toBe(before + 2);
  });

  test('another request is refused, in JSON or as a file', async () => {
    const body = { date: '2024-02-01', type: 'deposit', amount: '7' };
    await send('createTransactions', { body }, 'taken');
    const other = await send('createTransactions', { body: { ...body, amount: '8' } }, 'taken');
    expect([other.status, JSON.parse(other.body).code]).toEqual([409, 'idempotency_key_reused']);
    const form = (text: string) => ({ form: { file: new File([text], 'bank.csv') } });
    await send('createImport', form('date,type,amount\n2024-02-01,deposit,5\n'), 'file');
    const another = await send('createImport', form('date,type,amount\n2024-02-01,deposit,6\n'), 'file');
    expect(another.status).toBe(409);
  });

  test('a refused write may be put right and sent again', async () => {
    const body = { date: '2024-02-01', type: 'deposit', amount: '-7' };
    expect((await send('createTransactions', { body }, 'wrong')).status).toBe(422);
    expect((await send('createTransactions', { body: { ...body, amount: '7' } }, 'wrong')).status).toBe(201);
  });

  test('a dry run keeps nothing, and a key too long is refused', async () => {
    const body = { date: '2024-02-01', type: 'deposit', amount: '7' };
    const query = { dry_run: true as const };
    await ann.client.createTransactions({ body, query }, { idempotencyKey: 'dry' });
    expect((await send('createTransactions', { body }, 'dry')).status).toBe(201);
    expect((await send('createTransactions', { body }, 'k'.repeat(256))).status).toBe(422);
  });
});
