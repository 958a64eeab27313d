import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Asked, asked, type Body } from '../../test/service/asked.ts';
import { feeScheduleHandlers } from '../api/handlers/fee-schedules.ts';
import { jobHandlers } from '../api/handlers/jobs.ts';
import { transactionHandlers } from '../api/handlers/transactions.ts';
import { DueFees } from './due-fees.ts';

const params = { id: 'main' };

let world: Asked;
beforeEach(async () => {
  // It is 1 March 2024.
  world = await asked({ ...feeScheduleHandlers, ...jobHandlers, ...transactionHandlers }, 'ann');
  await world.ask('ann', 'createTransactions', {
    body: { date: '2023-12-31', type: 'deposit', amount: '36500' },
  });
});
afterEach(() => world.close());

const schedule = (body: object = {}): Promise<Body> =>
  world.ask('ann', 'createFeeSchedule', {
    params,
    body: { kind: 'management', percent: 1, from: '2024-01-01', automatic: true, ...body },
  });
const node = (): DueFees => {
  const { store, editor, clock } = world.services;
  return new DueFees(store, editor, clock);
};
const turn = (fees = node()): Promise<void> => fees.turn();
const recorded = async (): Promise<string[]> => {
  const { items } = await world.ask('ann', 'listTransactions', { query: { type: 'fee', order: 'asc' } });
  return items.map(({ date, amount }: Body) => `${date} ${amount}`);
};
const jobs = async (): Promise<Body[]> => (await world.ask('ann', 'listJobs', { query: {} })).items;

describe('fees that are recorded by themselves', () => {
  test('each period is recorded once, however often and late it is looked for', async () => {
    await schedule();
    await turn();
    // 31 x 36,500 x 1 % / 365 = 31.00; 29 x 36,469 x 1 % / 365 = 28.975...
    expect(await recorded()).toEqual(['2024-01-31 -31', '2024-02-29 -28.98']);
    await turn();
    world.now = Date.parse('2024-06-10T12:00:00Z');
    await turn();
    await turn();
    expect((await recorded()).map((one) => one.slice(0, 10))).toEqual([
      '2024-01-31',
      '2024-02-29',
      '2024-03-31',
      '2024-04-30',
      '2024-05-31',
    ]);
  });

  test('a month of sleep makes no difference to what is recorded', async () => {
    await schedule();
    await turn();
    world.now = Date.parse('2024-04-02T12:00:00Z');
    await turn();
    const inTime = await recorded();
    const { items } = await world.ask('ann', 'listFeeProposals', { params });
    expect(items.map(({ date, amount }: Body) => `${date} ${-amount}`)).toEqual(inTime);
  });

  test('two nodes at once record it once', async () => {
    await schedule();
    await Promise.all([turn(), turn(), turn()]);
    expect(await recorded()).toHaveLength(2);
    await Promise.all([turn(), turn()]);
    expect(await recorded()).toHaveLength(2);
  });

  test('it is seen in the jobs, with what was recorded', async () => {
    await schedule();
    await turn();
    const [job, ...others] = await jobs();
    expect(others).toEqual([]);
    expect(job).toMatchObject({ kind: 'fees', status: 'done', attempts: 1, problems: [] });
    const { items } = await world.ask('ann', 'listTransactions', { query: { type: 'fee' } });
    expect([...job.result.recorded].sort()).toEqual(items.map(({ id }: Body) => id).sort());
  });

  test('what is only to be proposed, was deleted, or differs, is left to the user', async () => {
    await schedule({ automatic: false, kind: 'fixed', percent: null, amount: 5 });
    await turn();
    expect(await recorded()).toEqual([]);
    await schedule();
    const fees = node();
    await turn(fees);
    const { items } = await world.ask('ann', 'listTransactions', { query: { type: 'fee' } });
    await world.ask('ann', 'voidTransaction', { params: { id: items[0].id } });
    await world.ask('ann', 'createTransactions', {
      body: { date: '2024-01-01', type: 'deposit', amount: '36500' },
    });
    await turn(fees);
    expect(await recorded()).toEqual(['2024-01-31 -31']);
  });

  test('no undo reaches it, and the last change of the user can still be undone', async () => {
    await schedule();
    await turn();
    const { change } = await world.ask('ann', 'undo', { query: {} });
    expect(change.what).toBe('added a deposit');
    expect(await recorded()).toHaveLength(2);
  });

  test('what fails is told in the jobs and tried again', async () => {
    await schedule();
    const fees = node();
    const { store } = world.services;
    await store.write('ann', (tx) =>
      tx.jobs.add({ id: 'x', kind: 'fees', input: '{"account":"gone"}', runAt: 0, createdAt: 0 }),
    );
    await turn(fees);
    const failed = (await jobs()).find(({ id }) => id === 'x');
    expect(failed).toMatchObject({ status: 'queued', attempts: 1 });
    expect(failed.problems[0].code).toBe('job_failed');
    expect(Date.parse(failed.next_attempt_at)).toBe(world.now + 60_000);
    world.now += 60_000;
    await turn(fees);
    expect((await jobs()).find(({ id }) => id === 'x').attempts).toBe(2);
  });
});
