import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asked, asked, type Body, fieldsOf } from '../../../test/service/asked.ts';
import { accountHandlers } from './accounts.ts';
import { portfolioHandlers } from './portfolios.ts';
import { quoteHandlers } from './quotes.ts';
import { transactionHandlers } from './transactions.ts';

const handlers = { ...accountHandlers, ...portfolioHandlers, ...quoteHandlers, ...transactionHandlers };

let world: Asked;
let second: string;
beforeAll(async () => {
  world = await asked(handlers, 'ann', 'bob');
  second = (await world.ask('ann', 'createAccount', { body: { name: 'Second' } })).id;
  await world.ask('ann', 'createTransactions', {
    body: [
      { date: '2024-02-28', type: 'deposit', amount: '1000' },
      { date: '2024-02-28', type: 'deposit', amount: '500', account_id: second },
    ],
  });
});
afterAll(() => world.close());

const ids = (list: Body) => list.items.map(({ id }: { id: string }) => id);

describe('portfolios', () => {
  test('the default one holds every account, and later ones too', async () => {
    const found = await world.ask('ann', 'getPortfolio', { params: { id: 'default' } });
    expect(found).toMatchObject({
      id: 'default',
      is_default: true,
      base_currency: 'USD',
      flows: 'in-start-out-end',
    });
    expect(found.account_ids).toEqual(['main', second].sort());
  });

  test('one is made of accounts, listed after the default one, changed and deleted', async () => {
    const made = await world.ask('ann', 'createPortfolio', { body: { name: 'Some', account_ids: [second] } });
    expect(made).toMatchObject({
      name: 'Some',
      account_ids: [second],
      risk_basis: 'realized',
      is_default: false,
    });
    expect(ids(await world.ask('ann', 'listPortfolios'))).toEqual(['default', made.id]);
    expect(made.created_at).toBe('2024-03-01T12:00:00.000Z');
    const params = { id: made.id };
    const changed = await world.ask('ann', 'changePortfolio', {
      params,
      body: {
        name: 'Main',
        account_ids: ['main'],
        risk_basis: 'market',
        fees: 'capitalize',
        benchmark: 'SPY',
      },
    });
    expect(changed).toEqual({
      ...made,
      name: 'Main',
      account_ids: ['main'],
      risk_basis: 'market',
      fees: 'capitalize',
      benchmark: 'SPY',
    });
    expect(await world.ask('ann', 'getPortfolio', { params })).toEqual(changed);
    await world.ask('ann', 'deletePortfolio', { params });
    expect(ids(await world.ask('ann', 'listPortfolios'))).toEqual(['default']);
  });

  test('a change of its accounts has its effect on its own figures', async () => {
    const made = await world.ask('ann', 'createPortfolio', { body: { name: 'Own', account_ids: ['main'] } });
    const request = { params: { id: made.id }, body: { account_ids: ['main', second] } };
    const { effect } = await world.ask('ann', 'changePortfolio', { ...request, query: { dry_run: 'true' } });
    // 28 and 29 February, 1 March.
    expect(effect).toMatchObject({
      days_changed: 3,
      from: '2024-02-28',
      equity_before: 1000,
      equity_after: 1500,
    });
    await world.ask('ann', 'changePortfolio', request);
    const { history } = await world.services.portfolios.open('ann', made.id);
    expect(history.columns().equity.at(-1)).toBe(150_000);
  });

  test('another base currency shows the same money at the day’s rate', async () => {
    await world.ask('ann', 'putRates', { body: [{ pair: 'EURUSD', date: '2024-02-28', rate: '1.25' }] });
    const { effect } = await world.ask('ann', 'changePortfolio', {
      params: { id: 'default' },
      query: { dry_run: 'true' },
      body: { base_currency: 'EUR' },
    });
    expect(effect).toMatchObject({ equity_before: 1500, equity_after: 1200 });
    const refusal = await world.refused('ann', 'changePortfolio', {
      params: { id: 'default' },
      body: { base_currency: 'CHF' },
    });
    expect(refusal.problems[0]?.code).toBe('rate_missing');
  });

  test('accounts that are not there are refused, each with its place', async () => {
    const body = { name: 'Odd', account_ids: ['main', 'nobody', second, 'none'] };
    const refusal = await world.refused('ann', 'createPortfolio', { body });
    expect([refusal.kind, ...fieldsOf(refusal)]).toEqual(['invalid', 'account_ids.1', 'account_ids.3']);
    expect(refusal.problems[0]?.code).toBe('account_unknown');
    const his = await world.refused('bob', 'createPortfolio', {
      body: { name: 'His', account_ids: [second] },
    });
    expect(his.problems[0]?.code).toBe('account_unknown');
  });

  test('the default one is not deleted, and keeps every account', async () => {
    const params = { id: 'default' };
    expect((await world.refused('ann', 'deletePortfolio', { params })).kind).toBe('conflict');
    const changed = await world.ask('ann', 'changePortfolio', { params, body: { account_ids: ['main'] } });
    expect(changed.account_ids).toEqual(['main', second].sort());
  });

  test('two portfolios do not share a name', async () => {
    const body = { name: 'All accounts', account_ids: ['main'] };
    expect((await world.refused('ann', 'createPortfolio', { body })).kind).toBe('conflict');
  });

  test("another user's portfolio is not found", async () => {
    const made = await world.ask('ann', 'createPortfolio', { body: { name: 'Hers', account_ids: ['main'] } });
    const params = { id: made.id };
    const kinds = [
      await world.refused('bob', 'getPortfolio', { params }),
      await world.refused('bob', 'changePortfolio', { params, body: { name: 'His' } }),
      await world.refused('bob', 'changePortfolio', { params, body: { flows: 'mid' } }),
      await world.refused('bob', 'deletePortfolio', { params }),
      await world.refused('bob', 'deletePortfolio', { params, query: { dry_run: 'true' } }),
    ].map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['not_found']));
    expect(await world.ask('ann', 'getPortfolio', { params })).toEqual(made);
  });
});
