import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asked, asked, fieldsOf } from '../../../test/service/asked.ts';
import { feeScheduleHandlers } from './fee-schedules.ts';

let world: Asked;
beforeAll(async () => {
  world = await asked(feeScheduleHandlers, 'ann', 'bob');
});
afterAll(() => world.close());

const params = { id: 'main' };
const management = { kind: 'management', percent: '1.5', from: '2024-01-01', every: 'quarter' };

describe('fee schedules', () => {
  test('one is made, listed, changed and ended', async () => {
    const made = await world.ask('ann', 'createFeeSchedule', { params, body: management });
    expect(made).toMatchObject({
      account_id: 'main',
      kind: 'management',
      name: 'Management fee',
      created_at: '2024-03-01T12:00:00.000Z',
      percent: 1.5,
      amount: null,
      currency: 'USD',
      day_count: 'act/365',
      every: 'quarter',
      from: '2024-01-01',
      until: null,
      automatic: false,
    });
    const ofIt = { params: { id: 'main', schedule_id: made.id } };
    expect(await world.ask('ann', 'getFeeSchedule', ofIt)).toEqual(made);
    const body = { name: 'Adviser', percent: 20, until: '2024-12-31', automatic: true };
    const changed = await world.ask('ann', 'changeFeeSchedule', { ...ofIt, body });
    expect(changed).toEqual({ ...made, name: 'Adviser', percent: 20, until: '2024-12-31', automatic: true });
    expect((await world.ask('ann', 'listFeeSchedules', { params })).items).toEqual([changed]);
    await world.ask('ann', 'deleteFeeSchedule', ofIt);
    expect((await world.ask('ann', 'listFeeSchedules', { params })).items).toEqual([]);
  });

  test('a fixed one has an amount, every other a percentage', async () => {
    const fixed = { kind: 'fixed', amount: '9.99', from: '2024-01-01' };
    expect(await world.ask('ann', 'createFeeSchedule', { params, body: fixed })).toMatchObject({
      percent: null,
      amount: 9.99,
      every: 'month',
    });
    const wrong = async (body: object) =>
      fieldsOf(await world.refused('ann', 'createFeeSchedule', { params, body }));
    expect(await wrong({ ...fixed, amount: null, percent: 1 })).toEqual(['percent', 'amount']);
    expect(await wrong({ ...management, amount: 1 })).toEqual(['amount']);
    expect(await wrong({ ...management, percent: '-1' })).toEqual(['percent']);
    expect(await wrong({ ...management, until: '2023-12-31' })).toEqual(['until']);
  });

  test('margin interest counts days over 360 and a management fee over 365, unless stated', async () => {
    const made = async (body: object) =>
      (await world.ask('ann', 'createFeeSchedule', { params, body })).day_count;
    const interest = { ...management, kind: 'margin_interest' };
    expect(await made(management)).toBe('act/365');
    expect(await made(interest)).toBe('act/360');
    expect(await made({ ...interest, day_count: 'act/365' })).toBe('act/365');
    const body = { ...management, kind: 'performance', day_count: 'act/365' };
    expect(fieldsOf(await world.refused('ann', 'createFeeSchedule', { params, body }))).toEqual([
      'day_count',
    ]);
  });

  test('one of another kind needs its own figure', async () => {
    const { id } = await world.ask('ann', 'createFeeSchedule', { params, body: management });
    const ofIt = { params: { id: 'main', schedule_id: id } };
    const refusal = await world.refused('ann', 'changeFeeSchedule', { ...ofIt, body: { kind: 'fixed' } });
    expect(fieldsOf(refusal)).toEqual(['amount']);
    const body = { kind: 'fixed', amount: 5 };
    expect(await world.ask('ann', 'changeFeeSchedule', { ...ofIt, body })).toMatchObject({
      kind: 'fixed',
      percent: null,
      amount: 5,
    });
  });

  test('a dry run changes no figure and writes nothing', async () => {
    const before = await world.ask('ann', 'listFeeSchedules', { params });
    const request = { params, body: management, query: { dry_run: 'true' } };
    const { effect } = await world.ask('ann', 'createFeeSchedule', request);
    expect(effect).toMatchObject({ days_changed: 0, from: null, to: null });
    expect(await world.ask('ann', 'listFeeSchedules', { params })).toEqual(before);
  });

  test("another user's schedule is not found, even below an account of one's own", async () => {
    const { id } = await world.ask('ann', 'createFeeSchedule', { params, body: management });
    const ofIt = { params: { id: 'main', schedule_id: id } };
    const kinds = [
      await world.refused('bob', 'getFeeSchedule', ofIt),
      await world.refused('bob', 'changeFeeSchedule', { ...ofIt, body: { percent: 2 } }),
      await world.refused('bob', 'deleteFeeSchedule', ofIt),
    ].map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['not_found']));
    await world.ask('ann', 'getFeeSchedule', ofIt);
  });
});
