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
    // A day is 36,500 x 1 % / 365 = 1.00: 30 days of January from the deposit on. February is charged on what January
    // has left: 28 days of 36,470 and 29 February, 29 x 36,470 x 1 % / 365 = 28.976...
    expect(january).toMatchObject({ date: '2024-01-31', from: '2024-01-02', amount: 30, status: 'proposed' });
    expect(january.calculation).toBe('equity of 30 days, summed: 1095000.00 × 1 % / 365 = 30.00');
    expect(february).toMatchObject({ date: '2024-02-29', from: '2024-02-01', amount: 28.98, type: 'fee' });
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
    expect(told(await proposals())).toEqual(['2024-01-31 30 recorded', '2024-02-29 28.98 proposed']);
    expect((await proposals({ status: 'recorded' }))[0].transaction_id).toBe(made.id);
    expect(told(await proposals({ status: 'proposed' }))).toEqual(['2024-02-29 28.98 proposed']);
    await world.ask('ann', 'voidTransaction', { params: { id: made.id } });
    // Deleted, January takes nothing: February is 29 x 36,500 x 1 % / 365.
    expect(told(await proposals())).toEqual(['2024-01-31 30 deleted', '2024-02-29 29 proposed']);
    expect((await record(id)).id).toBe(made.id);
    expect(told(await proposals())).toEqual(['2024-01-31 30 recorded', '2024-02-29 28.98 proposed']);
  });

  test('what is proposed is what is then recorded, in whatever order, and then nothing differs', async () => {
    await events(
      { date: '2023-11-15', type: 'deposit', amount: '1000000' },
      { date: '2023-11-16', type: 'buy', symbol: 'ACME', quantity: 12000, price: 100 },
    );
    await world.ask('ann', 'putPrices', {
      body: [
        { symbol: 'ACME', date: '2023-12-29', price: 111 },
        { symbol: 'ACME', date: '2024-02-29', price: 125 },
      ],
    });
    await schedule({ kind: 'performance', percent: 20, from: '2023-11-01' });
    await schedule({ kind: 'management', percent: 2, every: 'quarter', from: '2023-11-01' });
    await schedule({ kind: 'margin_interest', percent: 8, from: '2023-11-01' });
    await schedule({ kind: 'fixed', amount: '12.345', from: '2024-01-01' });
    const before = await proposals();
    expect(before.length).toBeGreaterThan(8);
    const amounts = before.map(({ id, amount }) => [id, amount]);
    for (const { id } of [...before.slice(3), ...before.slice(0, 3)]) await record(id);
    const after = await proposals();
    expect(after.map(({ id, amount }) => [id, amount])).toEqual(amounts);
    expect(new Set(after.map(({ status }) => status))).toEqual(new Set(['recorded']));
  });

  test('a correction of the past shows where a recorded fee differs, and corrects it on request', async () => {
    const [deposit] = (await events({ date: '2024-01-02', type: 'deposit', amount: '36500' })).items;
    await schedule({ kind: 'management', percent: 1, from: '2024-01-01', until: '2024-01-31' });
    const [{ id }] = await proposals();
    const made = await record(id);
    const body = { date: '2024-01-12', type: 'deposit', amount: '36500' };
    await world.ask('ann', 'correctTransaction', { params: { id: deposit.id }, body });
    // From 12 January on: 20 days of 1.00.
    const [differing] = await proposals();
    expect(differing).toMatchObject({ amount: 20, recorded_amount: 30, status: 'differs' });
    const { effect } = await record(id, { dry_run: 'true' });
    expect(effect).toMatchObject({ equity_before: 36470, equity_after: 36480 });
    expect(await record(id)).toMatchObject({ id: made.id, amount: -20 });
    expect(told(await proposals({ status: 'recorded' }))).toEqual(['2024-01-31 20 recorded']);
    await world.ask('ann', 'voidTransaction', { params: { id: deposit.id } });
    // Nothing was there: nothing is due, and what was recorded is taken down to nothing.
    expect(told(await proposals())).toEqual(['2024-01-31 0 differs']);
    expect((await record(id)).amount).toBe(0);
  });

  test('a loss is made good before a gain is charged', async () => {
    await events(
      { date: '2024-01-02', type: 'deposit', amount: '10000' },
      { date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: 100, price: 100 },
      { date: '2024-03-15', type: 'deposit', amount: '1000' },
      { date: '2024-04-15', type: 'withdrawal', amount: '-500' },
    );
    const price = (date: string, value: number) => ({ symbol: 'ACME', date, price: value });
    const body = [
      price('2024-01-31', 120),
      price('2024-02-29', 90),
      price('2024-03-28', 118),
      price('2024-04-30', 130),
    ];
    await world.ask('ann', 'putPrices', { body });
    await schedule({ kind: 'performance', percent: 20, from: '2024-01-01' });
    world.now = Date.parse('2024-05-01T12:00:00Z');
    // January: 12,000 over 10,000, 20 % of 2,000 = 400; the mark is the 11,600 that are left.
    // February: 9,000 - 400 = 8,600, below it. March: 11,800 - 400 + 1,000 = 12,400, below 11,600 + 1,000 = 12,600.
    // April: 13,000 - 400 + 1,000 - 500 = 13,100 over 12,600 - 500 = 12,100: 20 % of 1,000 = 200.
    expect(told(await proposals())).toEqual(['2024-01-31 400 proposed', '2024-04-30 200 proposed']);
    expect((await proposals())[1].calculation).toBe(
      '(equity 13100.00 - high-water mark 12100.00) × 20 % = 200.00',
    );
  });

  test('a deposit is never charged a performance fee, whenever it comes', async () => {
    await events({ date: '2024-01-31', type: 'deposit', amount: '500' });
    await schedule({ kind: 'performance', percent: 20, from: '2023-12-01' });
    await events(
      { date: '2024-01-15', type: 'deposit', amount: '700' },
      { date: '2024-02-29', type: 'deposit', amount: '90000' },
      { date: '2024-02-10', type: 'withdrawal', amount: '-100' },
    );
    expect(await proposals()).toEqual([]);
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
    await schedule({ kind: 'margin_interest', percent: '7.2', from: '2024-02-01' });
    // 1,000 borrowed on 29 days: 29,000 x 7.2 % / 360 = 5.80.
    const [{ id, ...due }] = await proposals();
    expect(due).toMatchObject({ type: 'interest', amount: 5.8, date: '2024-02-29' });
    expect(due.calculation).toBe('borrowed cash of 29 days, summed: 29000.00 × 7.2 % / 360 = 5.80');
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

  test('what is owed in one currency bears interest, whatever there is in another', async () => {
    const body = [{ pair: 'EURUSD', date: '2024-01-31', rate: '1.10' }];
    await world.ask('ann', 'putRates', { body });
    await events(
      { date: '2024-01-31', type: 'deposit', amount: '2000', currency: 'EUR' },
      { date: '2024-01-31', type: 'withdrawal', amount: '-1000' },
    );
    await schedule({ kind: 'margin_interest', percent: '7.2', from: '2024-02-01' });
    // EUR 2,000 are there and USD 1,000 owed: 29,000 x 7.2 % / 360 = 5.80.
    expect(told(await proposals())).toEqual(['2024-02-29 5.8 proposed']);
  });

  test('a change that would take a recorded period away is refused', async () => {
    await events({ date: '2024-01-02', type: 'deposit', amount: '36500' });
    const { id } = await schedule({ kind: 'management', percent: 1, from: '2024-01-01' });
    await record((await proposals())[0].id);
    const ofIt = { params: { id: 'main', schedule_id: id } };
    const refused = (body: object) => world.refused('ann', 'changeFeeSchedule', { ...ofIt, body });
    expect((await refused({ every: 'quarter' })).kind).toBe('conflict');
    expect((await refused({ until: '2024-01-15' })).kind).toBe('conflict');
    await world.ask('ann', 'changeFeeSchedule', { ...ofIt, body: { until: '2024-01-31', name: 'Adviser' } });
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
