import { parseDay } from '@tidemark/engine';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Asked, asked, type Body, fieldsOf } from '../../../test/service/asked.ts';
import { accountHandlers } from './accounts.ts';
import { quoteHandlers } from './quotes.ts';
import { reconciliationHandlers } from './reconciliation.ts';
import { transactionHandlers } from './transactions.ts';

let world: Asked;
beforeEach(async () => {
  // It is 1 March 2024.
  const handlers = {
    ...reconciliationHandlers,
    ...accountHandlers,
    ...quoteHandlers,
    ...transactionHandlers,
  };
  world = await asked(handlers, 'ann', 'bob');
  await world.ask('ann', 'createTransactions', {
    body: { date: '2024-01-02', type: 'deposit', amount: '1000' },
  });
});
afterEach(() => world.close());

const params = { id: 'default' };
const list = async (query: object = {}): Promise<Body[]> =>
  (await world.ask('ann', 'reconciliation', { params, query })).items;
const told = (items: Body[]): string[] =>
  items.map(({ date, difference, status }: Body) => `${date} ${difference} ${status}`);
const apply = (id: string, body: object = {}, query: object = {}): Promise<Body> =>
  world.ask('ann', 'applyReconciliation', { params: { id }, body, query });

/** What a broker says an account was worth at the end of a day. */
const report = (date: string, equity: string, account = 'main') =>
  world.services.store.write('ann', (tx) => {
    const day = parseDay(date) as number;
    const what = { account, day, at: null, kind: 'reported' as const, equity, cash: null };
    return tx.observations.put([{ ...what, source: 'alpaca', recordedAt: 0 }]);
  });

describe('what a broker reported', () => {
  test('is nothing to reconcile where there is none, or it agrees', async () => {
    expect(await list()).toEqual([]);
    await report('2024-01-10', '1000.00');
    expect(await list()).toEqual([]);
  });

  test('differs from the ledger by reported less ledger, with its causes, the newest first', async () => {
    await report('2024-01-10', '1012.50');
    await report('2024-01-20', '1002.5');
    const [later, earlier] = await list();
    expect(earlier).toMatchObject({
      account_id: 'main',
      date: '2024-01-10',
      source: 'alpaca',
      status: 'open',
    });
    expect(earlier).toMatchObject({ reported_equity: 1012.5, ledger_equity: 1000, difference: 12.5 });
    expect(earlier.causes.map(({ kind }: Body) => kind)).toEqual(['unknown', 'missing_deposit']);
    expect(earlier.causes[0].transaction).toMatchObject({ type: 'adjustment', amount: '12.5' });
    // Of the second 12.50 was there before; 10 went.
    expect(later).toMatchObject({ reported_equity: 1002.5, difference: 2.5 });
    expect(later.causes[1]).toMatchObject({ kind: 'missing_withdrawal', transaction: { amount: '-10' } });
    expect(told(await list({ account_id: 'main', limit: 1 }))).toEqual(['2024-01-20 2.5 open']);
  });

  test('that only repeats a difference points to the earlier one', async () => {
    await report('2024-01-10', '1012.50');
    await report('2024-01-20', '1012.50');
    const [later] = await list();
    expect(later.causes).toMatchObject([{ kind: 'carried', transaction: null }]);
    const body = { cause: 0 };
    const refusal = await world.refused('ann', 'applyReconciliation', { params: { id: later.id }, body });
    expect(fieldsOf(refusal)).toEqual(['cause']);
  });

  test('before the ledger begins is compared with nothing', async () => {
    await report('2023-12-29', '900');
    expect(await list()).toMatchObject([
      { reported_equity: 900, ledger_equity: null, difference: null, causes: [{ transaction: null }] },
    ]);
  });

  test('in another currency is explained in that currency', async () => {
    await world.ask('ann', 'createAccount', { body: { name: 'Euros', currency: 'EUR' } });
    const { items } = await world.ask('ann', 'listAccounts');
    const { id: account } = items.find(({ name }: Body) => name === 'Euros');
    await world.ask('ann', 'putRates', { body: [{ pair: 'EUR/USD', date: '2024-01-02', rate: '1.1' }] });
    await world.ask('ann', 'createTransactions', {
      body: { date: '2024-01-02', type: 'deposit', amount: '100', account_id: account },
    });
    await report('2024-01-10', '110', account);
    const [found] = await list();
    // 110 x 1.1 = 121 reported, 100 x 1.1 = 110 in the ledger.
    expect(found).toMatchObject({ reported_equity: 121, ledger_equity: 110, difference: 11 });
    expect(found.causes[0].transaction).toMatchObject({ amount: '10' });
    expect(await apply(found.id)).toMatchObject({ amount: 10, settle_currency: 'EUR', account_id: account });
    expect(told(await list())).toEqual(['2024-01-10 0 resolved']);
  });
});

describe('a difference', () => {
  test('is resolved by the event that explains it, once; and open again when that is gone', async () => {
    await report('2024-01-10', '1012.50');
    const [{ id }] = await list();
    const { effect } = await apply(id, {}, { dry_run: 'true' });
    expect(effect).toMatchObject({ equity_before: 1012.5, equity_after: 1012.5 });
    expect(told(await list())).toEqual(['2024-01-10 12.5 open']);
    const made = await apply(id);
    expect(made).toMatchObject({
      type: 'adjustment',
      date: '2024-01-10',
      amount: 12.5,
      source: 'reconciliation',
    });
    expect(told(await list({ status: 'resolved' }))).toEqual(['2024-01-10 0 resolved']);
    expect(await list({ status: 'open' })).toEqual([]);
    expect((await apply(id)).id).toBe(made.id);
    await world.ask('ann', 'voidTransaction', { params: { id: made.id } });
    expect(told(await list())).toEqual(['2024-01-10 12.5 open']);
    const again = await apply(id, { cause: 1 });
    expect(again).toMatchObject({ type: 'deposit', amount: 12.5 });
    expect(again.id).not.toBe(made.id);
    expect(told(await list())).toEqual(['2024-01-10 0 resolved']);
  });

  test('that the ledger explains by itself, without an event recorded for it, is no more', async () => {
    await report('2024-01-10', '1012.50');
    const [{ id }] = await list();
    const made = await apply(id);
    await world.ask('ann', 'voidTransaction', { params: { id: made.id } });
    await world.ask('ann', 'createTransactions', {
      body: { date: '2024-01-09', type: 'deposit', amount: '12.50' },
    });
    expect(await list()).toEqual([]);
  });

  test('that nobody reported, or that is no more, cannot be explained', async () => {
    const refused = (user: string, id: string) =>
      world.refused(user, 'applyReconciliation', { params: { id }, body: {} });
    expect(await refused('ann', '2024-01-10.main')).toMatchObject({ kind: 'not_found' });
    expect(await refused('ann', 'nonsense')).toMatchObject({ kind: 'not_found' });
    await report('2024-01-10', '1000');
    expect(await refused('ann', '2024-01-10.main')).toMatchObject({ kind: 'not_found' });
    await report('2024-01-11', '1001');
    expect(await refused('bob', '2024-01-11.main')).toMatchObject({ kind: 'not_found' });
  });
});
