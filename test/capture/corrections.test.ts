import { afterEach, describe, expect, test } from 'vitest';
import type { MarketPrice } from '../../app/service/index.ts';
import { at, type CapturedWorld, capturedWorld, closesBy, on } from './world.ts';

let world: CapturedWorld;
afterEach(() => world.close());

/** 10,000.00 paid in on 1 February 2024, and 100 ACME bought at 10.00. */
const BOUGHT = [
  { date: '2024-02-01', type: 'deposit', amount: '10000', currency: 'USD' },
  { date: '2024-02-01', type: 'buy', symbol: 'ACME', quantity: '100', price: '10', currency: 'USD' },
] as const;
const LATE = { date: '2024-02-05', type: 'deposit', amount: '500', currency: 'USD' } as const;

/** Of all sessions that are looked back to. */
const KNOWN = closesBy('2024-01-02', '2024-02-02', 10, 0);

async function look(time: string, node = world.capture): Promise<void> {
  world.now = at(time);
  await node.addDue();
  await node.runJobs();
}

const paid = (price: string, time: string): MarketPrice => ({
  symbol: 'ACME',
  price,
  currency: 'USD',
  source: 'feed',
  day: on(time.slice(0, 10)),
  at: at(time),
});

describe('a correction', () => {
  test('of a day that is no longer looked back to has its values sealed again, those that were sealed alone', async () => {
    world = await capturedWorld('2024-02-06T21:31:00Z');
    world.prices('ACME', closesBy('2024-02-01', '2024-06-28', 10, 0.25));
    await world.add(...BOUGHT);
    await look('2024-02-06T21:31:00Z');
    await look('2024-04-05T20:31:00Z');
    const days = (await world.seals()).length;
    world.now = at('2024-04-08T12:00:00Z');
    // Who is asked for a snapshot derives what is held: what is sealed is behind all the same.
    await world.add(LATE, { ...LATE, date: '2023-12-01', amount: '100' });
    await world.capture.snapshot('ann');
    await world.capture.heal();
    const sealed = await world.sealed();
    // 9,000.00 + 100 x 10.25, 10.50 and 10.75, with the 100.00 of December, and from 5 February on with 500.00.
    expect(sealed.slice(0, 4).map((one) => one.replace(/ \S+ /, ' '))).toEqual([
      '2024-02-01 10100.00',
      '2024-02-02 10125.00',
      '2024-02-05 10650.00',
      '2024-02-06 10675.00',
    ]);
    expect(sealed).toHaveLength(days);
    await world.capture.heal();
    expect(await world.store.of('ann').seals.revisions('main', on('2024-02-05'))).toHaveLength(2);
  });
});

describe('the close of a session', () => {
  test('takes the place of its last price when a source has it', async () => {
    world = await capturedWorld('2024-02-05T20:59:50Z');
    world.prices('ACME', KNOWN);
    await world.add(...BOUGHT);
    await world.capture.world.feed?.accept([paid('12.50', '2024-02-05T20:59:40Z')]);
    await look('2024-02-05T21:31:00Z');
    expect(await world.sealed('2024-02-05')).toEqual(['2024-02-05 daily_eod 10250.00']);
    world.prices('ACME', [...KNOWN, '2024-02-05,12,USD', '2024-02-06,13,USD']);
    await look('2024-02-06T21:31:00Z');
    // 9,000.00 + 100 x 12.00 and 13.00.
    expect(await world.sealed('2024-02-05')).toEqual([
      '2024-02-05 computed 10200.00',
      '2024-02-06 daily_eod 10300.00',
    ]);
  });

  test('is not replaced by the last price where another session lacks one', async () => {
    world = await capturedWorld('2024-02-05T20:00:00Z');
    // 2 February has no trade.
    world.prices('ACME', ['2024-02-01,10,USD', '2024-02-05,11,USD']);
    await world.add(...BOUGHT);
    await world.capture.world.feed?.accept([paid('12.00', '2024-02-05T19:59:40Z')]);
    await look('2024-02-05T21:31:00Z');
    await world.capture.backfill('ann', 30);
    expect(await world.sealed('2024-02-05')).toEqual(['2024-02-05 daily_eod 10100.00']);
  });

  test('is not the price that a source has while it goes on', async () => {
    world = await capturedWorld('2024-02-05T15:00:00Z');
    world.prices('ACME', [...KNOWN, '2024-02-05,15,USD']);
    await world.add(...BOUGHT);
    await look('2024-02-05T15:00:00Z');
    world.prices('ACME', [...KNOWN, '2024-02-05,11,USD']);
    await look('2024-02-05T21:31:00Z');
    expect(await world.sealed('2024-02-05')).toEqual(['2024-02-05 daily_eod 10100.00']);
  });
});
