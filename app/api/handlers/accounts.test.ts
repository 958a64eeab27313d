import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asked, asked, type Body, fieldsOf } from '../../../test/service/asked.ts';
import { accountHandlers } from './accounts.ts';
import { changeHandlers } from './changes.ts';
import { feeScheduleHandlers } from './fee-schedules.ts';
import { transactionHandlers } from './transactions.ts';

const handlers = { ...accountHandlers, ...changeHandlers, ...feeScheduleHandlers, ...transactionHandlers };

let world: Asked;
beforeAll(async () => {
  world = await asked(handlers, 'ann', 'bob');
});
afterAll(() => world.close());

const names = (list: Body) => list.items.map(({ name }: { name: string }) => name);

describe('accounts', () => {
  test('a new user has account main, in dollars and New York, with shorts', async () => {
    const main = await world.ask('ann', 'getAccount', { params: { id: 'main' } });
    expect(main).toMatchObject({
      id: 'main',
      type: 'margin',
      currency: 'USD',
      time_zone: 'America/New_York',
      calendar: 'XNYS',
      lot_method: 'fifo',
      allow_short: true,
      closed_on: null,
      first_event: null,
      last_event: null,
      is_main: true,
      created_at: '2024-03-01T12:00:00.000Z',
    });
  });

  test('one is made, listed after main, changed, closed and opened again', async () => {
    const made = await world.ask('ann', 'createAccount', { body: { name: 'Depot', currency: 'eur' } });
    expect(made).toMatchObject({ name: 'Depot', currency: 'EUR', broker: null, is_main: false });
    expect(names(await world.ask('ann', 'listAccounts'))).toEqual(['main', 'Depot']);
    const params = { id: made.id };
    const changed = await world.ask('ann', 'changeAccount', {
      params,
      body: { name: 'Depot 2', time_zone: 'Europe/Berlin', calendar: 'XETR', closed_on: '2024-02-29' },
    });
    expect(changed).toEqual({
      ...made,
      name: 'Depot 2',
      time_zone: 'Europe/Berlin',
      calendar: 'XETR',
      closed_on: '2024-02-29',
    });
    const open = await world.ask('ann', 'changeAccount', { params, body: { closed_on: null } });
    expect(open.closed_on).toBeNull();
    await world.ask('ann', 'deleteAccount', { params, body: { confirm: 'Depot 2' } });
    expect(names(await world.ask('ann', 'listAccounts'))).toEqual(['main']);
  });

  test('a list goes on after its cursor', async () => {
    for (const name of ['one', 'two'])
      await world.ask('ann', 'createAccount', { body: { name: `page ${name}` } });
    const first = await world.ask('ann', 'listAccounts', { query: { limit: 2 } });
    expect(first.items).toHaveLength(2);
    const rest = await world.ask('ann', 'listAccounts', { query: { limit: 2, cursor: first.next_cursor } });
    expect([...names(first), ...names(rest)]).toEqual(names(await world.ask('ann', 'listAccounts')));
    expect(rest.next_cursor).toBeNull();
  });

  test('what nobody knows is refused, each with its field', async () => {
    const body = { name: 'Odd', currency: '1$', time_zone: 'Mars/Base', calendar: 'XMARS' };
    const refusal = await world.refused('ann', 'createAccount', { body });
    expect(refusal.kind).toBe('invalid');
    expect(fieldsOf(refusal)).toEqual(['currency', 'time_zone', 'calendar']);
  });

  test('two accounts do not share a name', async () => {
    const refusal = await world.refused('ann', 'createAccount', { body: { name: 'main' } });
    expect([refusal.kind, ...fieldsOf(refusal)]).toEqual(['conflict', 'name']);
  });

  test('main stays; another account goes only by its own name', async () => {
    const made = await world.ask('ann', 'createAccount', { body: { name: 'Old' } });
    const main = await world.refused('ann', 'deleteAccount', {
      params: { id: 'main' },
      body: { confirm: 'main' },
    });
    expect(main.kind).toBe('conflict');
    const params = { id: made.id };
    const wrong = await world.refused('ann', 'deleteAccount', { params, body: { confirm: 'main' } });
    expect([wrong.kind, ...fieldsOf(wrong)]).toEqual(['invalid', 'confirm']);
    await world.ask('ann', 'getAccount', { params });
  });

  test("another user's account is not found, whatever is asked of it", async () => {
    const made = await world.ask('ann', 'createAccount', { body: { name: 'Hers' } });
    const params = { id: made.id };
    const kinds = [
      await world.refused('bob', 'getAccount', { params }),
      await world.refused('bob', 'changeAccount', { params, body: { name: 'His' } }),
      await world.refused('bob', 'changeAccount', { params, body: { currency: 'EUR' } }),
      await world.refused('bob', 'deleteAccount', { params, body: { confirm: 'Hers' } }),
      await world.refused('bob', 'listFeeSchedules', { params }),
    ].map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['not_found']));
    expect(await world.ask('ann', 'getAccount', { params })).toEqual(made);
  });
});

describe('what an account is decides its figures', () => {
  /** One at 100, one at 200, one sold at 300: 200 are realized by fifo, 100 by lifo; 1,000 in cash and one at 300. */
  const trades = [
    { date: '2024-01-02', type: 'deposit', amount: '1000' },
    { date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: 1, price: 100 },
    { date: '2024-01-04', type: 'buy', symbol: 'ACME', quantity: 1, price: 200 },
    { date: '2024-01-05', type: 'sell', symbol: 'ACME', quantity: 1, price: 300 },
  ];
  let tradesWorld: Asked;
  beforeAll(async () => {
    tradesWorld = await asked(handlers, 'ann');
    await tradesWorld.ask('ann', 'createTransactions', { body: trades });
  });
  afterAll(() => tradesWorld.close());

  const realized = async () => {
    const { history } = await tradesWorld.services.portfolios.open('ann', 'default');
    return history.columns().realized.reduce((sum, cents) => sum + cents, 0) / 100;
  };

  test('its first and last event are told', async () => {
    const main = await tradesWorld.ask('ann', 'getAccount', { params: { id: 'main' } });
    expect([main.first_event, main.last_event]).toEqual(['2024-01-02', '2024-01-05']);
  });

  test('another lot method holds for the whole history, on the next read', async () => {
    expect(await realized()).toBe(200);
    await tradesWorld.ask('ann', 'changeAccount', { params: { id: 'main' }, body: { lot_method: 'lifo' } });
    expect(await realized()).toBe(100);
  });

  test('a dry run says what a change does, and changes nothing', async () => {
    const params = { id: 'main' };
    const before = await tradesWorld.services.store.of('ann').versions();
    const dry = await tradesWorld.ask('ann', 'changeAccount', {
      params,
      query: { dry_run: 'true' },
      body: { name: 'Depot' },
    });
    expect(dry.effect).toMatchObject({
      days_changed: 0,
      from: null,
      to: null,
      equity_before: 1300,
      equity_after: 1300,
      problems: [],
    });
    expect(await tradesWorld.services.store.of('ann').versions()).toEqual(before);
    expect((await tradesWorld.ask('ann', 'getAccount', { params })).name).toBe('main');
  });

  test('a currency without a rate is refused: no figure could be made', async () => {
    const refusal = await tradesWorld.refused('ann', 'changeAccount', {
      params: { id: 'main' },
      body: { currency: 'EUR' },
    });
    expect([refusal.kind, refusal.problems[0]?.code]).toEqual(['invalid', 'rate_missing']);
    expect((await tradesWorld.ask('ann', 'getAccount', { params: { id: 'main' } })).currency).toBe('USD');
  });

  test('it is not closed before its last event', async () => {
    const refusal = await tradesWorld.refused('ann', 'changeAccount', {
      params: { id: 'main' },
      body: { closed_on: '2024-01-04' },
    });
    expect(fieldsOf(refusal)).toEqual(['closed_on']);
  });

  test('a deleted account leaves every figure, as its dry run said', async () => {
    const made = await tradesWorld.ask('ann', 'createAccount', { body: { name: 'Savings' } });
    const deposit = { date: '2024-01-08', type: 'deposit', amount: '500', account_id: made.id };
    await tradesWorld.ask('ann', 'createTransactions', { body: deposit });
    const request = { params: { id: made.id }, body: { confirm: 'Savings' } };
    const { effect } = await tradesWorld.ask('ann', 'deleteAccount', {
      ...request,
      query: { dry_run: true },
    });
    expect(effect).toMatchObject({
      equity_before: 1800,
      equity_after: 1300,
      from: '2024-01-08',
      to: '2024-03-01',
      // Sessions of New York: 17 of January from the 8th (without the 15th), 20 of February (without the 19th), 1.
      days_changed: 38,
    });
    await tradesWorld.ask('ann', 'deleteAccount', request);
    const { history } = await tradesWorld.services.portfolios.open('ann', 'default');
    expect(history.columns().equity.at(-1)).toBe(130_000);
  });

  test('the list of changes says what was done, and what is undone now', async () => {
    const listed = async () =>
      (await tradesWorld.ask('ann', 'listChanges')).items.map(
        ({ transactions, undone }: { transactions: number; undone: boolean }) => [transactions, undone],
      );
    const before = await listed();
    const deposit = { date: '2024-01-09', type: 'deposit', amount: '1' };
    await tradesWorld.ask('ann', 'createTransactions', { body: deposit });
    expect(await listed()).toEqual([[1, false], ...before]);
    await tradesWorld.ask('ann', 'undo');
    expect(await listed()).toEqual([[1, true], ...before]);
    await tradesWorld.ask('ann', 'redo');
    expect(await listed()).toEqual([[1, false], ...before]);
    const [first] = (await tradesWorld.ask('ann', 'listChanges', { query: { limit: 1 } })).items;
    const { items, next_cursor } = await tradesWorld.ask('ann', 'listChanges', { query: { limit: 1 } });
    expect(items).toEqual([first]);
    const rest = await tradesWorld.ask('ann', 'listChanges', { query: { cursor: next_cursor } });
    expect(rest.items).toHaveLength(before.length);
  });
});

describe('a repeated Idempotency-Key', () => {
  test('finds the answer that the write gave, and a dry run keeps none', async () => {
    const made = await world.ask('bob', 'createAccount', { body: { name: 'Once' }, key: 'k1' });
    const kept = await world.services.store.of('bob').idempotency.find('k1');
    expect([kept?.status, JSON.parse(kept?.answer ?? '')]).toEqual([201, made]);
    await world.ask('bob', 'createAccount', { body: { name: 'Dry' }, key: 'k2', query: { dry_run: 'true' } });
    expect(await world.services.store.of('bob').idempotency.find('k2')).toBeNull();
  });
});
