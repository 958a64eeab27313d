import { parseDay } from '@tidemark/engine';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Asked, asked, type Body } from '../../../test/service/asked.ts';
import { SHARED_OWNER } from '../../service/index.ts';
import { accountHandlers } from './accounts.ts';
import { changeHandlers } from './changes.ts';
import { dividendHandlers } from './dividends.ts';
import { quoteHandlers } from './quotes.ts';
import { reconciliationHandlers } from './reconciliation.ts';
import { transactionHandlers } from './transactions.ts';

let world: Asked;
beforeEach(async () => {
  // It is 1 March 2024.
  const handlers = {
    ...dividendHandlers,
    ...accountHandlers,
    ...changeHandlers,
    ...quoteHandlers,
    ...reconciliationHandlers,
    ...transactionHandlers,
  };
  world = await asked(handlers, 'ann', 'bob');
});
afterEach(() => world.close());

const day = (text: string): number => parseDay(text) as number;
const events = (...body: object[]): Promise<Body> => world.ask('ann', 'createTransactions', { body });
const proposals = async (id = 'main', query: object = {}): Promise<Body[]> =>
  (await world.ask('ann', 'listDividendProposals', { params: { id }, query })).items;
const record = (proposal: string, query: object = {}, id = 'main'): Promise<Body> =>
  world.ask('ann', 'recordDividendProposal', { params: { id, proposal_id: proposal }, query });
const told = (items: Body[]): string[] =>
  items.map(({ id, date, amount, currency, status }) => `${id} ${date} ${amount} ${currency} ${status}`);

/** What a source announced for one ACME. */
const announce = (ex: string, pay: string | null, amount: string, currency: string | null = 'USD') =>
  world.services.store.write(SHARED_OWNER, (tx) => {
    const days = { exDay: day(ex), payDay: pay === null ? null : day(pay) };
    const what = { symbol: 'ACME', amount, currency, source: 'alpaca', recordedAt: 0 };
    return tx.dividends.put([{ ...what, ...days }]);
  });

const buy = (date: string, quantity: number, more: object = {}) => ({
  ...{ date, type: 'buy', symbol: 'ACME', quantity, price: 10 },
  ...more,
});
const sell = (date: string, quantity: number) => ({ ...buy(date, quantity), type: 'sell' });
const deposit = { date: '2024-01-02', type: 'deposit', amount: '10000' };

describe('an announced dividend that the ledger has not', () => {
  test('is proposed on what was held at the close before the ex-day, gross, dated on the pay-day', async () => {
    await events(deposit, buy('2024-01-03', 10), buy('2024-01-31', 5), sell('2024-02-01', 12));
    await announce('2024-02-01', '2024-02-15', '0.333');
    // 15 at the close of 31 January, though 12 go on the ex-day: 15 x 0.333 = 4.995, to the cent 5.00.
    const [one, ...others] = await proposals();
    expect(others).toEqual([]);
    expect(told([one])).toEqual(['2024-02-01.ACME 2024-02-15 5 USD proposed']);
    expect(one).toMatchObject({ kind: 'missing_dividend', ex_date: '2024-02-01', source: 'alpaca' });
    expect(one.calculation).toBe('15 ACME before 2024-02-01 × 0.333 = 5.00 USD, gross');
  });

  test('is none for who bought on the ex-day or has sold before, nor before it is paid', async () => {
    await events(deposit, buy('2024-01-03', 10), sell('2024-01-20', 10), buy('2024-02-01', 7));
    await announce('2024-02-01', '2024-02-15', '1');
    expect(await proposals()).toEqual([]);
    await announce('2024-02-20', '2024-03-02', '1');
    expect(await proposals()).toEqual([]);
    world.now = Date.parse('2024-03-02T12:00:00Z');
    expect(told(await proposals())).toEqual(['2024-02-20.ACME 2024-03-02 7 USD proposed']);
  });

  test('takes the units of the day: a later split changes nothing', async () => {
    await events(deposit, buy('2024-01-03', 10));
    await events({ date: '2024-02-10', type: 'split', symbol: 'ACME', ratio: '4' });
    await announce('2024-02-01', null, '0.5');
    // 10 x 0.50; without a pay-day it is dated on the ex-day.
    expect(told(await proposals())).toEqual(['2024-02-01.ACME 2024-02-01 5 USD proposed']);
  });

  test('is paid by who is short', async () => {
    await events(deposit, sell('2024-01-03', 8));
    await announce('2024-02-01', '2024-02-15', '0.25');
    expect(told(await proposals())).toEqual(['2024-02-01.ACME 2024-02-15 -2 USD proposed']);
    expect(await record('2024-02-01.ACME')).toMatchObject({ type: 'dividend', amount: -2 });
  });

  test('is proposed to each account by what that account holds', async () => {
    const body = { name: 'Depot', type: 'margin', currency: 'USD' };
    const { id } = await world.ask('ann', 'createAccount', { body });
    await events(deposit, buy('2024-01-03', 10), buy('2024-01-03', 3, { account_id: id }));
    await announce('2024-02-01', '2024-02-15', '0.5');
    await events({ date: '2024-02-15', type: 'dividend', symbol: 'ACME', amount: '5' });
    expect(await proposals()).toEqual([]);
    expect(told(await proposals(id))).toEqual(['2024-02-01.ACME 2024-02-15 1.5 USD proposed']);
    await record('2024-02-01.ACME', {}, id);
    expect(told(await proposals(id))).toEqual(['2024-02-01.ACME 2024-02-15 1.5 USD recorded']);
  });

  test.each([
    ['on the ex-day', '2024-01-10', 0],
    ['14 days after the pay-day', '2024-02-03', 0],
    ['the day before the ex-day', '2024-01-09', 1],
    ['15 days after the pay-day', '2024-02-04', 1],
  ])('is not one that is booked near it, of whatever amount: %s', async (_, date, missing) => {
    await events(deposit, buy('2024-01-03', 10));
    await announce('2024-01-10', '2024-01-20', '0.5');
    await events({ date, type: 'dividend', symbol: 'ACME', amount: '3.10', tax: '0.90' });
    expect(await proposals()).toHaveLength(missing);
  });

  test('is one of two where only one is booked: the one that is paid nearer to it is not missing', async () => {
    await events(deposit, buy('2024-01-03', 10));
    await announce('2024-01-10', '2024-01-31', '0.5');
    await announce('2024-01-24', '2024-02-05', '0.7');
    await events({ date: '2024-02-04', type: 'dividend', symbol: 'ACME', amount: '7' });
    expect(told(await proposals())).toEqual(['2024-01-10.ACME 2024-01-31 5 USD proposed']);
  });

  test("is in its own currency, whatever the account's; pence are pounds", async () => {
    await world.ask('ann', 'putRates', { body: [{ pair: 'GBPUSD', date: '2024-01-02', rate: '1.25' }] });
    await events(deposit, buy('2024-01-03', 100, { currency: 'GBP' }));
    await announce('2024-02-01', '2024-02-15', '4.5', 'GBX');
    // 100 x 4.5 pence = 450 pence.
    expect(told(await proposals())).toEqual(['2024-02-01.ACME 2024-02-15 4.5 GBP proposed']);
    expect(await record('2024-02-01.ACME')).toMatchObject({ amount: 4.5, currency: 'GBP' });
    // Where nobody says in what: in what the instrument is quoted in.
    await announce('2024-02-20', '2024-02-28', '0.01', null);
    expect(told(await proposals('main', { status: 'proposed' }))).toEqual([
      '2024-02-20.ACME 2024-02-28 1 GBP proposed',
    ]);
  });

  test('is recorded on request, once, and undone; one that was deleted comes again on request', async () => {
    await events(deposit, buy('2024-01-03', 10));
    await announce('2024-02-01', '2024-02-15', '0.5');
    const { effect } = await record('2024-02-01.ACME', { dry_run: 'true' });
    expect(effect).toMatchObject({ equity_before: 10000, equity_after: 10005, from: '2024-02-15' });
    const made = await record('2024-02-01.ACME');
    expect(made).toMatchObject({ type: 'dividend', symbol: 'ACME', amount: 5, source: 'announcement' });
    expect((await record('2024-02-01.ACME')).id).toBe(made.id);
    expect((await proposals())[0]).toMatchObject({ status: 'recorded', transaction_id: made.id });
    await world.ask('ann', 'undo', {});
    expect((await proposals())[0]).toMatchObject({ transaction_id: null });
    const again = await record('2024-02-01.ACME');
    await world.ask('ann', 'voidTransaction', { params: { id: again.id } });
    expect(told(await proposals())).toEqual(['2024-02-01.ACME 2024-02-15 5 USD deleted']);
    await record('2024-02-01.ACME');
    expect(told(await proposals())).toEqual(['2024-02-01.ACME 2024-02-15 5 USD recorded']);
    const of = (proposal: string) => ({ params: { id: 'main', proposal_id: proposal } });
    for (const [user, proposal] of [
      ['bob', '2024-02-01.ACME'],
      ['ann', '2024-02-02.ACME'],
    ])
      expect((await world.refused(user, 'recordDividendProposal', of(proposal))).kind).toBe('not_found');
  });

  test("is the likeliest cause where a broker's value differs by its amount, and explains it", async () => {
    await events(deposit, buy('2024-01-03', 10));
    await announce('2024-02-01', '2024-02-15', '0.5');
    const report = (date: string, equity: string) =>
      world.services.store.write('ann', (tx) => {
        const what = { account: 'main', day: day(date), at: null, kind: 'reported' as const, cash: null };
        return tx.observations.put([{ ...what, equity, source: 'alpaca', recordedAt: 0 }]);
      });
    const list = async (): Promise<Body[]> =>
      (await world.ask('ann', 'reconciliation', { params: { id: 'default' } })).items;
    await report('2024-02-14', '10005.00');
    const kinds = ({ causes }: Body) => causes.map(({ kind }: Body) => kind);
    // The day before it is paid it explains nothing.
    expect((await list()).map(kinds)).toEqual([['unknown', 'missing_deposit']]);
    await report('2024-02-14', '10000.00');
    await report('2024-02-16', '10005.01');
    expect((await list()).map(kinds)).toEqual([['unknown', 'missing_deposit']]);
    await report('2024-02-16', '10005.00');
    const [open] = await list();
    expect(kinds(open)).toEqual(['missing_dividend', 'unknown', 'missing_deposit']);
    expect(open.causes[0].transaction).toMatchObject({
      type: 'dividend',
      amount: '5.00',
      date: '2024-02-15',
    });
    await world.ask('ann', 'applyReconciliation', { params: { id: open.id }, body: {} });
    expect((await list()).map(({ status, difference }) => [status, difference])).toEqual([['resolved', 0]]);
    expect(await proposals()).toEqual([]);
  });
});
