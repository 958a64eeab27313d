import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Asked, asked, type Body } from '../../../test/service/asked.ts';
import { feeScheduleHandlers } from './fee-schedules.ts';
import { quoteHandlers } from './quotes.ts';
import { transactionHandlers } from './transactions.ts';

const params = { id: 'main' };

let world: Asked;
beforeEach(async () => {
  // It is 1 March 2024.
  world = await asked({ ...feeScheduleHandlers, ...quoteHandlers, ...transactionHandlers }, 'ann', 'bob');
});
afterEach(() => world.close());

const schedule = (body: object): Promise<Body> => world.ask('ann', 'createFeeSchedule', { params, body });
const events = (...body: object[]): Promise<Body> => world.ask('ann', 'createTransactions', { body });
const proposals = async (query: object = {}): Promise<Body[]> =>
  (await world.ask('ann', 'listFeeProposals', { params, query })).items;
const record = (id: string, query: object = {}): Promise<Body> =>
  world.ask('ann', 'recordFeeProposal', { params: { ...params, proposal_id: id }, query });
const told = (list: Body[]) => list.map(({ date, amount, status }) => `${date} ${amount} ${status}`);

describe('fees that are due', () => {
  test('a management fee accrues on the equity of each day, over 365 days', async () => {
    await events({ date: '2024-01-02', type: 'deposit', amount: '36500' });
    await schedule({ kind: 'management', percent: 1, from: '2024-01-01' });
    const [january, february] = await proposals();
    // A day is 36,500 x 1 % / 365 = 1.00: 30 days of January from the deposit on, 29 of February.
    expect(january).toMatchObject({ date: '2024-01-31', from: '2024-01-02', amount: 30, status: 'proposed' });
    expect(january.calculation).toBe('equity of 30 days, summed: 1095000.00 × 1 % / 365 = 30.00');
    expect(february).toMatchObject({ date: '2024-02-29', from: '2024-02-01', amount: 29, type: 'fee' });
  });

  test('one is recorded on request, once, and then counts for what follows', async () => {
    await events({ date: '2024-01-02', type: 'deposit', amount: '36500' });
    await schedule({ kind: 'management', percent: 1, from: '2024-01-01' });
    const [{ id }] = await proposals();
    const { effect } = await record(id, { dry_run: 'true' });
    expect(effect).toMatchObject({ equity_before: 36500, equity_after: 36470, from: '2024-01-31' });
    const made = await record(id);
    expect(made).toMatchObject({ type: 'fee', date: '2024-01-31', amount: -30, source: 'schedule' });
    expect((await record(id)).id).toBe(made.id);
    // February: 29 x 36,470 x 1 % / 365 = 28.976...
    expect(told(await proposals())).toEqual(['2024-01-31 30 recorded', '2024-02-29 28.98 proposed']);
    expect((await proposals({ status: 'recorded' }))[0].transaction_id).toBe(made.id);
    expect(told(await proposals({ status: 'proposed' }))).toEqual(['2024-02-29 28.98 proposed']);
    await world.ask('ann', 'voidTransaction', { params: { id: made.id } });
    expect(told(await proposals())).toEqual(['2024-02-29 29 proposed']);
  });

  test('a performance fee is of the gain over the high-water mark, which flows do not raise', async () => {
    await events(
      { date: '2024-01-02', type: 'deposit', amount: '36500' },
      { date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: 100, price: 100 },
      { date: '2024-02-01', type: 'deposit', amount: '500' },
    );
    const price = (date: string, value: number) => ({ symbol: 'ACME', date, price: value });
    await world.ask('ann', 'putPrices', { body: [price('2024-01-31', 110), price('2024-02-29', 112)] });
    await schedule({ kind: 'performance', percent: 20, from: '2024-01-01' });
    // 37,500 over 36,500: 20 % of 1,000. Then 38,200 over 37,500 + 500: 20 % of 200.
    expect(told(await proposals())).toEqual(['2024-01-31 200 proposed', '2024-02-29 40 proposed']);
    // Net of a recorded fee both sides of the comparison are 200 lower.
    await record((await proposals())[0].id);
    expect(told(await proposals())).toEqual(['2024-01-31 200 recorded', '2024-02-29 40 proposed']);
    await world.ask('ann', 'putPrices', { body: [price('2024-02-29', 109)] });
    expect(told(await proposals())).toEqual(['2024-01-31 200 recorded']);
  });

  test('margin interest accrues on borrowed cash; a fixed fee is what it is', async () => {
    await events(
      { date: '2024-01-31', type: 'deposit', amount: '1000' },
      { date: '2024-01-31', type: 'buy', symbol: 'ACME', quantity: 20, price: 100 },
    );
    await schedule({ kind: 'margin_interest', percent: '7.3', from: '2024-02-01' });
    // 1,000 borrowed on 29 days: 29,000 x 7.3 % / 365 = 5.80.
    const [{ id, ...due }] = await proposals();
    expect(due).toMatchObject({ type: 'interest', amount: 5.8, date: '2024-02-29' });
    expect(await record(id)).toMatchObject({ type: 'interest', amount: -5.8 });
    await schedule({
      kind: 'fixed',
      amount: '9.99',
      every: 'quarter',
      from: '2023-11-15',
      until: '2024-02-10',
    });
    expect(told(await proposals({ status: 'proposed' }))).toEqual([
      '2023-12-31 9.99 proposed',
      '2024-02-10 9.99 proposed',
    ]);
  });

  test('what is not over yet is not due, and nobody else sees what is', async () => {
    await events({ date: '2024-01-02', type: 'deposit', amount: '36500' });
    await schedule({ kind: 'management', percent: 1, every: 'quarter', from: '2024-01-01' });
    expect(await proposals()).toEqual([]);
    world.now = Date.parse('2024-04-01T00:00:00Z');
    const [{ id }] = await proposals();
    const refusal = await world.refused('bob', 'recordFeeProposal', {
      params: { ...params, proposal_id: id },
    });
    expect(refusal.kind).toBe('not_found');
  });
});
