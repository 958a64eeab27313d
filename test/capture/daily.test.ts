import { afterEach, describe, expect, test } from 'vitest';
import { SHARED_OWNER } from '../../app/service/index.ts';
import { at, type CapturedWorld, capturedWorld, closesBy, on } from './world.ts';

let world: CapturedWorld;
afterEach(() => world.close());

/** 10,000.00 paid in on 1 February 2024, and 100 ACME bought at 10.00. */
const BOUGHT = [
  { date: '2024-02-01', type: 'deposit', amount: '10000', currency: 'USD' },
  { date: '2024-02-01', type: 'buy', symbol: 'ACME', quantity: '100', price: '10', currency: 'USD' },
] as const;

/** The turn that a node takes once a minute. */
async function look(node = world.capture): Promise<void> {
  await node.addDue();
  await node.runJobs();
}

async function begun(now: string, price = closesBy('2024-02-01', '2024-06-28', 10, 0.25)): Promise<void> {
  world = await capturedWorld(now);
  world.prices('ACME', price);
  await world.add(...BOUGHT);
}

describe('the value of a close', () => {
  test('is sealed half an hour after it, once, with what it came from', async () => {
    await begun('2024-02-05T21:29:00Z');
    await look();
    // 5 February closes at 21:00 UTC; its value is sealed at 21:30. Before it, 1 and 2 February.
    expect(await world.sealed()).toEqual(['2024-02-01 computed 10000.00', '2024-02-02 computed 10025.00']);
    world.now = at('2024-02-05T21:31:00Z');
    await look();
    await look();
    // 100 x 10.50 + 9,000.00.
    const [, , seal] = await world.seals();
    const { seals, ledger } = world.store.of('ann');
    expect(seal).toMatchObject({ kind: 'daily_eod', equity: 1_005_000, cash: 900_000, stale: 0 });
    expect(seal?.positions).toEqual([{ symbol: 'ACME', currency: 'USD', quantity: '100', cost: 100_000 }]);
    const [head] = await ledger.heads();
    expect([seal?.ledgerSeq, seal?.ledgerHash]).toEqual([head?.seq, head?.hash.slice(0, 16)]);
    expect(await seals.revisions('main', on('2024-02-05'))).toHaveLength(1);
  });

  test('comes at half past one on a half day, and not on a holiday', async () => {
    await begun('2024-07-03T17:31:00Z', closesBy('2024-02-01', '2024-07-05', 10, 0));
    await look();
    expect((await world.sealed('2024-07-01')).map((one) => one.slice(0, 20))).toEqual([
      '2024-07-01 computed ',
      '2024-07-02 computed ',
      '2024-07-03 daily_eod',
    ]);
    world.now = at('2024-07-05T12:00:00Z');
    await look();
    expect(await world.sealed('2024-07-04')).toEqual([]);
  });

  test('keeps to New York when its clocks change', async () => {
    // 8 March closes at 21:00 UTC, 11 March at 20:00.
    await begun('2024-03-08T21:29:00Z');
    await look();
    expect(await world.sealed('2024-03-08')).toEqual([]);
    world.now = at('2024-03-08T21:30:00Z');
    await look();
    expect(await world.sealed('2024-03-08')).toHaveLength(1);
    world.now = at('2024-03-11T20:30:00Z');
    await look();
    expect((await world.sealed('2024-03-11'))[0]).toContain('daily_eod');
  });

  test('is sealed again by itself when a correction touches its day; the old one is kept', async () => {
    await begun('2024-02-06T21:31:00Z');
    await look();
    world.now = at('2024-02-06T22:00:00Z');
    await world.add({ date: '2024-02-05', type: 'deposit', amount: '500', currency: 'USD' });
    await world.capture.heal();
    expect(await world.sealed('2024-02-02')).toEqual([
      '2024-02-02 computed 10025.00',
      '2024-02-05 computed 10550.00',
      '2024-02-06 daily_eod 10575.00',
    ]);
    const revisions = await world.store.of('ann').seals.revisions('main', on('2024-02-06'));
    expect(revisions.map(({ kind, equity }) => [kind, equity])).toEqual([
      ['daily_eod', 1_007_500],
      ['daily_eod', 1_057_500],
    ]);
  });

  test('where no source is set up it is what is known, and says so', async () => {
    await begun('2024-02-05T21:31:00Z');
    const alone = world.node([]);
    await look(alone);
    // The trade price of 1 February alone: 9,000.00 + 100 x 10.00.
    expect(await world.sealed()).toEqual([
      '2024-02-01 estimated 10000.00',
      '2024-02-02 estimated 10000.00',
      '2024-02-05 estimated 10000.00',
    ]);
  });
});

describe('a server that slept', () => {
  test('for two months wakes, and no session is without a value', async () => {
    await begun('2024-02-05T21:31:00Z');
    await look();
    world.now = at('2024-04-05T21:00:00Z');
    await look();
    const sealed = await world.sealed();
    expect(sealed.map((one) => one.slice(0, 10))).toEqual(
      closesBy('2024-02-01', '2024-04-05', 0, 0).map((one) => one.slice(0, 10)),
    );
    expect(sealed.filter((one) => one.includes('daily_eod'))).toEqual([
      '2024-02-05 daily_eod 10050.00',
      // The 46th session: 9,000.00 + 100 x 21.00 ... of 0.25 each, begun at 10.00.
      '2024-04-05 daily_eod 11100.00',
    ]);
    expect(sealed.every((one) => !one.includes('estimated'))).toBe(true);
  });

  test('is the same however often and on however many nodes at once it wakes', async () => {
    await begun('2024-03-01T21:31:00Z');
    await Promise.all([look(world.node()), look(world.node()), look(world.node())]);
    const once = await world.seals();
    await look();
    await look(world.node());
    expect(await world.seals()).toEqual(once);
    const { jobs } = world.store.of(SHARED_OWNER);
    expect((await jobs.list(10)).map(({ kind, status }) => [kind, status]).sort()).toEqual([
      ['backfill', 'done'],
      ['daily_snapshot', 'done'],
    ]);
    for (const { day } of once) {
      expect(await world.store.of('ann').seals.revisions('main', day)).toHaveLength(1);
    }
  });

  test('in the middle of a job has another node do it again, with the same end', async () => {
    await begun('2024-03-01T21:31:00Z');
    await world.capture.addDue();
    // A runner that took both and was killed.
    for (const kind of ['daily_snapshot', 'backfill'])
      await world.store.queue.claim([kind], world.now, 600_000);
    await world.node().runJobs();
    expect(await world.sealed()).toEqual([]);
    world.now += 601_000;
    await world.node().runJobs();
    expect(await world.sealed()).toHaveLength(21);
    expect(await world.sealed('2024-03-01')).toEqual(['2024-03-01 daily_eod 10500.00']);
  });
});

describe('a daily run', () => {
  test('is named steps, whose results say what was missing', async () => {
    await begun('2024-02-05T21:31:00Z');
    await world.add({
      date: '2024-02-02',
      type: 'buy',
      symbol: 'GONE',
      quantity: '1',
      price: '5',
      currency: 'USD',
    });
    await look();
    const job = (await world.store.of(SHARED_OWNER).jobs.list(5)).find(
      ({ kind }) => kind === 'daily_snapshot',
    );
    const { steps } = JSON.parse(job?.output ?? '');
    expect(Object.keys(steps)).toEqual([
      'market_data',
      'position_values',
      'aggregation',
      'snapshot',
      'analytics',
    ]);
    expect(steps.market_data).toMatchObject({ status: 'done', missing: ['GONE'] });
    expect(await world.sealed('2024-02-05')).toEqual(['2024-02-05 estimated 10050.00']);
  });
});
