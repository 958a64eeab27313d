import {
  ApiProblem,
  type Client,
  type DryRun,
  type Transaction,
  type TransactionInput,
} from '@tidemark/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SignedUp, type TestServer, testServer } from './server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await testServer({ TIDEMARK_CLOCK: '2024-03-01T12:00:00Z@0' });
});

afterAll(() => server.close());

let users = 0;
const newUser = (): Promise<SignedUp> => server.signUp(`User${users++}`);

const DEFAULT = { id: 'default' } as const;
const record = (client: Client, body: TransactionInput) =>
  client.createTransactions({ body }) as Promise<Transaction>;
const growth = (client: Client) => client.growth({ params: DEFAULT, query: {} });
const refusal = (call: Promise<unknown>): Promise<ApiProblem> =>
  call.then(
    () => Promise.reject(new Error('it was not refused')),
    (error) => (error instanceof ApiProblem ? error : Promise.reject(error)),
  );

describe('the ledger', () => {
  test('shows an event with what follows from it, and keeps its id through corrections', async () => {
    const { client } = await newUser();
    const bought = await record(client, {
      date: '2024-01-03',
      type: 'buy',
      symbol: 'ACME',
      quantity: '10',
      price: '100.5',
      fee: '1',
    });
    // 10 × 100.5 + 1 were paid.
    expect(bought).toMatchObject({
      amount: -1006,
      quantity: 10,
      price: 100.5,
      currency: 'USD',
      source: 'api',
    });
    const corrected = await client.correctTransaction({
      params: { id: bought.id },
      body: { date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: '10', price: '99', fee: '1' },
    });
    expect(corrected).toMatchObject({ id: bought.id, amount: -991 });
    await client.voidTransaction({ params: { id: bought.id } });
    expect((await refusal(client.getTransaction({ params: { id: bought.id }, query: {} }))).status).toBe(404);
    const revisions = await client.listRevisions({ params: { id: bought.id }, query: {} });
    expect(revisions.items.map(({ kind }) => kind)).toEqual(['created', 'corrected', 'voided']);
  });

  test('a sale closes the lot that its source names, in the batch of the purchase and later', async () => {
    const { client } = await newUser();
    await client.changeAccount({ params: { id: 'main' }, body: { lot_method: 'specific' }, query: {} });
    const buy = (id: string, price: string): TransactionInput => ({
      ...{ date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: '10', currency: 'USD' },
      ...{ id, price },
    });
    const sell = (lot: string): TransactionInput => ({
      ...{ date: '2024-01-05', type: 'sell', symbol: 'ACME', quantity: '10', price: '130', lot },
    });
    await client.createTransactions({ body: [buy('a', '100'), buy('b', '120'), buy('c', '125'), sell('b')] });
    // 10 × (130 − 120)
    expect((await growth(client)).realized_pnl).toBe(100);
    await record(client, sell('c'));
    // and 10 × (130 − 125)
    expect((await growth(client)).realized_pnl).toBe(150);
    // As it is read anew from the database.
    const query = { as_known_at: '2024-03-01T12:00:00Z' };
    expect((await client.growth({ params: DEFAULT, query })).realized_pnl).toBe(150);
  });

  test('refuses a batch whole, and names each event and field', async () => {
    const { client } = await newUser();
    const refused = await refusal(
      client.createTransactions({
        body: [
          { date: '2024-01-02', type: 'deposit', amount: '5' },
          { date: '2024-02-30', type: 'deposit', amount: '5' },
          { date: '2024-01-02', type: 'deposit', amount: '-5' },
        ],
      }),
    );
    expect(refused.status).toBe(422);
    expect(refused.problems.map(({ code, line, field }) => [code, line, field])).toEqual([
      ['date_invalid', 2, 'date'],
      ['sign_wrong', 3, 'amount'],
    ]);
    expect((await client.listTransactions({ query: {} })).items).toEqual([]);
  });

  test('names each field of each event that is missing, none that is there', async () => {
    const { cookie } = await newUser();
    const sent = async (body: unknown) => {
      const answer = await fetch(`${server.address}/api/v1/transactions`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(answer.status).toBe(422);
      const { problems } = (await answer.json()) as ApiProblem;
      return problems.map(({ code, line, field }) => [code, line, field]);
    };
    const event = { date: '2024-01-02', type: 'deposit', amount: '5' };
    expect(await sent([event, { type: 'deposit' }, { ...event, amuont: 5, amount: [5] }])).toEqual([
      ['request_invalid', 2, 'date'],
      ['request_invalid', 3, 'amount'],
      ['column_unknown', 3, 'amuont'],
    ]);
    expect(await sent({ date: '2024-01-02' })).toEqual([['request_invalid', null, 'type']]);
    expect(await sent('deposit')).toEqual([['request_invalid', null, null]]);
  });

  test('names what is to be confirmed, where nothing is', async () => {
    const { client, cookie } = await newUser();
    const { id } = (await client.createAccount({ body: { name: 'Other' }, query: {} })) as { id: string };
    const answer = await fetch(`${server.address}/api/v1/accounts/${id}`, {
      method: 'DELETE',
      headers: { cookie },
    });
    const { problems } = (await answer.json()) as ApiProblem;
    expect([answer.status, ...problems.map(({ field }) => field)]).toEqual([422, 'confirm']);
  });

  test('names the event of a batch that shows only in the figures to be impossible', async () => {
    const { client } = await newUser();
    await client.changeAccount({ params: { id: 'main' }, body: { allow_short: false }, query: {} });
    const trade = { date: '2024-01-02', symbol: 'ACME', quantity: '1', price: '10' };
    const refused = await refusal(
      client.createTransactions({
        body: [
          { ...trade, type: 'buy' },
          { ...trade, type: 'sell', quantity: '2' },
        ],
      }),
    );
    expect(refused.problems).toMatchObject([{ code: 'oversold', line: 2, field: 'quantity' }]);
  });

  test("a source's id twice in one batch is one event, and two under one id are refused", async () => {
    const { client } = await newUser();
    const event = { date: '2024-01-02', type: 'deposit', amount: '5', id: 'bank-1' };
    const { items } = (await client.createTransactions({ body: [event, event] })) as {
      items: Transaction[];
    };
    expect(items.map(({ id }) => id)).toEqual([items[0].id, items[0].id]);
    expect((await client.listTransactions({ query: {} })).items).toHaveLength(1);
    const body = [
      { ...event, id: 'bank-2' },
      { ...event, id: 'bank-2', amount: '6' },
    ];
    const refused = await refusal(client.createTransactions({ body }));
    expect(refused.problems).toMatchObject([{ code: 'id_conflict', line: 2, field: 'id' }]);
    expect((await client.listTransactions({ query: {} })).items).toHaveLength(1);
  });

  test('lists by source and by text, and revisions by pages', async () => {
    const { client } = await newUser();
    const rent = { date: '2024-01-02', type: 'withdrawal', amount: '-5' };
    const { id } = await record(client, { ...rent, note: 'Rent of May' });
    await client.setStartingBalance({ body: { starting_balance: '100' }, query: {} });
    const ids = async (query: { source?: string; text?: string }) =>
      (await client.listTransactions({ query })).items.map((one) => one.id);
    expect(await ids({ source: 'api' })).toEqual([id]);
    expect(await ids({ source: 'bank' })).toEqual([]);
    expect(await ids({ text: 'rent' })).toEqual([id]);
    expect(await ids({ text: 'june' })).toEqual([]);
    await client.correctTransaction({ params: { id }, body: rent, query: {} });
    await client.voidTransaction({ params: { id } });
    const page = (query: { limit?: number; cursor?: string }) =>
      client.listRevisions({ params: { id }, query });
    const first = await page({ limit: 2 });
    expect(first.items.map(({ kind }) => kind)).toEqual(['created', 'corrected']);
    const last = await page({ limit: 2, cursor: String(first.next_cursor) });
    expect([last.items.map(({ kind }) => kind), last.next_cursor]).toEqual([['voided'], null]);
    expect((await refusal(page({ cursor: 'nowhere' }))).status).toBe(422);
  });

  test("knows a source's id: the same again is answered as it is, another under it is refused", async () => {
    const { client } = await newUser();
    const event = { date: '2024-01-02', type: 'deposit', amount: '5', id: 'bank-1' };
    const first = await record(client, event);
    expect((await record(client, event)).id).toBe(first.id);
    expect((await client.listTransactions({ query: {} })).items).toHaveLength(1);
    const refused = await refusal(record(client, { ...event, amount: '6' }));
    expect([refused.status, refused.problems[0].code]).toEqual([422, 'id_conflict']);
  });

  test('does a write once under one Idempotency-Key', async () => {
    const { client } = await newUser();
    const body = { date: '2024-01-02', type: 'deposit', amount: '5' };
    const first = await client.createTransactions({ body }, { idempotencyKey: 'k1' });
    expect(await client.createTransactions({ body }, { idempotencyKey: 'k1' })).toEqual(first);
    expect((await client.listTransactions({ query: {} })).items).toHaveLength(1);
    const other = client.createTransactions({ body: { ...body, amount: '6' } }, { idempotencyKey: 'k1' });
    expect((await refusal(other)).code).toBe('idempotency_key_reused');
  });

  test('undoes and redoes without limit', async () => {
    const { client } = await newUser();
    const values: number[] = [];
    const now = async () => (await growth(client)).current_value as number;
    for (const amount of ['100', '20', '3']) {
      await record(client, { date: '2024-01-02', type: 'deposit', amount });
      values.push(await now());
    }
    expect(values).toEqual([100, 120, 123]);
    expect(await backed(client, 'undo', now)).toBe(120);
    expect(await backed(client, 'undo', now)).toBe(100);
    expect(await backed(client, 'redo', now)).toBe(120);
    expect(await backed(client, 'redo', now)).toBe(123);
    expect((await refusal(client.redo({ query: {} }))).code).toBe('nothing_to_redo');
  });

  test('answers a read again with 304 until a fact changes', async () => {
    const { client, cookie } = await newUser();
    const read = (etag?: string) =>
      fetch(`${server.address}/api/v1/portfolios/default/growth`, {
        headers: { cookie, ...(etag !== undefined && { 'if-none-match': etag }) },
      });
    const etag = (await read()).headers.get('etag') as string;
    expect((await read(etag)).status).toBe(304);
    await record(client, { date: '2024-01-02', type: 'deposit', amount: '5' });
    expect((await read(etag)).status).toBe(200);
  });
});

async function backed(client: Client, kind: 'undo' | 'redo', now: () => Promise<number>): Promise<number> {
  await client[kind]({ query: {} });
  return now();
}

describe('the starting balance', () => {
  test('can be changed at any time, and every figure follows', async () => {
    const { client } = await newUser();
    await client.setStartingBalance({
      body: { starting_balance: '10000', starting_balance_date: '2024-01-02' },
    });
    await record(client, { date: '2024-01-03', type: 'deposit', amount: '500' });
    await record(client, { date: '2024-01-04', type: 'withdrawal', amount: '-800' });
    await record(client, { date: '2024-01-05', type: 'buy', symbol: 'A', quantity: '100', price: '50' });
    await record(client, { date: '2024-01-08', type: 'sell', symbol: 'A', quantity: '100', price: '78' });
    // 100 × (78 − 50) = 2800; 10000 + 2800 + 500 − 800 = 12500.
    expect(await growth(client)).toMatchObject({
      current_value: 12500,
      starting_balance: 10000,
      realized_pnl: 2800,
      trading_growth_percent: 28,
      total_growth_percent: 25,
      calculation: '10000.00 + 2800.00 + 500.00 - 800.00 = 12500.00',
      starting_balance_assumed: false,
    });
    await client.setStartingBalance({ body: { starting_balance: '20000' } });
    expect(await growth(client)).toMatchObject({
      current_value: 22500,
      trading_growth_percent: 14,
      calculation: '20000.00 + 2800.00 + 500.00 - 800.00 = 22500.00',
    });
  });
});

describe('a dry run', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2024-02-${String(n).padStart(2, '0')}`);
  const write = fc.oneof(
    fc.record({ kind: fc.constant('deposit' as const), day, size: fc.integer({ min: 1, max: 9999 }) }),
    fc.record({ kind: fc.constant('buy' as const), day, size: fc.integer({ min: 1, max: 50 }) }),
    fc.record({ kind: fc.constant('sell' as const), day, size: fc.integer({ min: 1, max: 50 }) }),
    fc.record({ kind: fc.constant('void' as const), day, size: fc.nat(99) }),
    fc.record({ kind: fc.constant('undo' as const), day, size: fc.nat(99) }),
  );

  test('says exactly what the write then does, and writes nothing', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(write, { minLength: 1, maxLength: 12 }), async (writes) => {
        const { client } = await newUser();
        for (const one of writes) await predicted(client, one);
      }),
      { numRuns: 6 },
    );
  });
});

type Write = {
  readonly kind: 'deposit' | 'buy' | 'sell' | 'void' | 'undo';
  readonly day: string;
  readonly size: number;
};

async function predicted(client: Client, { kind, day, size }: Write): Promise<void> {
  const before = await standing(client);
  const run = async (dryRun: boolean): Promise<unknown> => {
    const query = dryRun ? { dry_run: true as const } : {};
    if (kind === 'undo') return client.undo({ query } as never).catch(nothingToUndo);
    if (kind === 'void') {
      const { items } = await client.listTransactions({ query: {} });
      return items.length === 0
        ? null
        : client.voidTransaction({ params: { id: items[size % items.length].id }, query } as never);
    }
    const body =
      kind === 'deposit'
        ? { date: day, type: kind, amount: String(size) }
        : { date: day, type: kind, symbol: 'A', quantity: String(size), price: String(10 + (size % 7)) };
    return client.createTransactions({ body, query } as never);
  };
  const said = (await run(true)) as DryRun | null;
  expect(await standing(client)).toEqual(before);
  await run(false);
  if (said === null) return;
  const after = await standing(client);
  expect({ equity: said.effect.equity_after, twr: said.effect.twr_after }).toEqual({
    equity: after.equity,
    twr: after.twr,
  });
  expect(said.effect.equity_before).toBe(before.equity);
}

const nothingToUndo = (error: unknown): null => {
  if (error instanceof ApiProblem && error.code === 'nothing_to_undo') return null;
  throw error;
};

/** Equity of now, and the return of the whole life. */
async function standing(client: Client) {
  const { equity_balance, twr } = (await client.summary({ params: DEFAULT, query: {} })) as {
    equity_balance: number;
    twr: number | null;
  };
  return { equity: equity_balance, twr };
}
