import { afterEach, describe, expect, test } from 'vitest';
import type { MarketPrice } from '../../app/service/index.ts';
import { at, type CapturedWorld, capturedWorld, on } from './world.ts';

let world: CapturedWorld;
afterEach(() => world.close());

const DAY = '2024-02-05';

/** Monday 5 February 2024, New York is open from 14:30 to 21:00 UTC; 100 ACME were bought at 10.00. */
async function begun(now = `${DAY}T14:59:00Z`): Promise<void> {
  world = await capturedWorld(now);
  await world.add(
    { date: '2024-02-01', type: 'deposit', amount: '10000', currency: 'USD' },
    { date: '2024-02-01', type: 'buy', symbol: 'ACME', quantity: '100', price: '10', currency: 'USD' },
  );
}

const paid = (price: string, time: string): MarketPrice => ({
  symbol: 'ACME',
  price,
  currency: 'USD',
  source: 'feed',
  day: on(DAY),
  at: at(`${DAY}T${time}Z`),
});
const offer = (...prices: MarketPrice[]) => world.capture.world.feed?.accept(prices);
const turnAt = async (schedule: ReturnType<CapturedWorld['schedule']>, time: string): Promise<void> => {
  world.now = at(time.includes('T') ? time : `${DAY}T${time}Z`);
  await schedule.turn();
};
const within = async () =>
  (await world.store.of('ann').seals.list({ of: 'sessions' })).map(
    ({ at: time, kind, equity }) =>
      `${new Date(time ?? 0).toISOString().slice(11, 16)} ${kind} ${equity / 100}`,
  );

describe('values within a session', () => {
  test('are sealed at each five minutes while the market is open, at the last prices', async () => {
    await begun('2024-02-05T14:24:00Z');
    const schedule = world.schedule();
    await turnAt(schedule, '14:24:00');
    await offer(paid('11.00', '14:20:00'));
    await turnAt(schedule, '14:25:30');
    await turnAt(schedule, '14:30:10');
    world.now = at(`${DAY}T14:35:10Z`);
    await offer(paid('11.50', '14:34:59'));
    await turnAt(schedule, '14:35:20');
    await turnAt(schedule, '14:36:00');
    // 9,000.00 + 100 x 11.00, then x 11.50. At 14:25 nothing was open.
    expect(await within()).toEqual(['14:30 intraday 10100', '14:35 intraday 10150']);
    await turnAt(schedule, '21:00:10');
    expect(await within()).toHaveLength(2);
  });

  test('and the prices of everything held are recorded, once for all', async () => {
    await begun();
    const schedule = world.schedule();
    await turnAt(schedule, '14:59:00');
    await offer(paid('11.00', '14:58:00'));
    const captured = async () => (await world.store.of('ann').versions()).captured;
    const before = await captured();
    await turnAt(schedule, '15:00:01');
    // By this number an answer that was kept is known to be older than they are.
    expect(await captured()).toBeGreaterThan(before);
    const [prices] = await world.store.of('anyone').intradayPrices.list(['ACME'], on(DAY), on(DAY));
    expect([Array.from(prices?.minutes ?? []), Array.from(prices?.units ?? [])]).toEqual([[900], [11]]);
  });

  test('of two nodes at once are one', async () => {
    await begun();
    const [one, other] = [world.schedule(world.node()), world.schedule(world.node())];
    await Promise.all([turnAt(one, '14:59:00'), turnAt(other, '14:59:00')]);
    await offer(paid('11.00', '14:58:00'));
    await Promise.all([turnAt(one, '15:00:01'), turnAt(other, '15:00:01')]);
    expect(await within()).toEqual(['15:00 intraday 10100']);
  });

  test('of a feed that says zero make nobody poor', async () => {
    await begun();
    const schedule = world.schedule();
    await turnAt(schedule, '14:59:00');
    world.now = at(`${DAY}T15:04:00Z`);
    await offer(paid('11.00', '14:58:00'));
    await offer(paid('0', '15:03:00'));
    await turnAt(schedule, '15:05:00');
    expect(await within()).toEqual(['15:05 intraday 10100']);
    expect(await world.store.of('ann').heldBack.list(['ACME'])).toMatchObject([{ reason: 'zero' }]);
  });

  test('an account whose prices nobody tells is left out, unless it is asked for', async () => {
    await begun();
    const schedule = world.schedule();
    await turnAt(schedule, '14:59:00');
    await turnAt(schedule, '15:00:00');
    expect(await within()).toEqual([]);
    expect(await world.capture.snapshot('ann')).toMatchObject({ created: 1 });
    expect(await within()).toEqual(['15:00 estimated 10000']);
  });

  test('the last price of a session is its close where no source has another', async () => {
    await begun();
    await offer(paid('11.00', '14:58:00'));
    world.now = at(`${DAY}T20:59:50Z`);
    await offer(paid('12.00', '20:59:40'));
    world.now = at(`${DAY}T21:30:00Z`);
    await world.capture.addDue();
    await world.capture.runJobs();
    expect(await world.sealed(DAY)).toEqual(['2024-02-05 daily_eod 10200.00']);
    world.now = at('2024-02-06T12:00:00Z');
    await world.capture.backfill('ann', 30);
    expect(await world.sealed(DAY)).toEqual(['2024-02-05 daily_eod 10200.00']);
  });

  test('thin out as they age to what charts show, and days’ ends stay', async () => {
    await begun();
    const schedule = world.schedule();
    await turnAt(schedule, '14:59:00');
    for (let minute = 0; minute < 60; minute += 5) {
      const time = `15:${String(minute).padStart(2, '0')}:00`;
      world.now = at(`${DAY}T${time}Z`);
      await offer(paid(String(10 + minute), time));
      await schedule.turn();
    }
    expect(await within()).toHaveLength(12);
    const count = async (time: string) => {
      await turnAt(schedule, time);
      return (await within()).length;
    };
    expect(await count('2024-02-07T21:31:00Z')).toBe(3);
    expect(await count('2024-02-14T21:31:00Z')).toBe(2);
    expect(await count('2024-05-14T20:31:00Z')).toBe(0);
    expect((await world.sealed(DAY)).length).toBeGreaterThan(1);
  });
});
