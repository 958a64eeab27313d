import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PriceStream, type Schedule } from '../../app/capture/index.ts';
import { alpaca } from '../../app/market-data/index.ts';
import type { MarketData } from '../../app/service/index.ts';
import { type AlpacaStandIn, alpacaStandIn, KEYS } from '../stand-ins/alpaca.ts';
import { type TestWorld, testWorld } from '../stand-ins/world.ts';
import { type CapturedWorld, capturedWorld } from './world.ts';

let world: CapturedWorld;
let server: AlpacaStandIn;
let provider: TestWorld;
let stream: PriceStream;
let schedule: Schedule;

/** It is 11:31 in New York on a Wednesday, and 10 ACME are held. */
beforeEach(async () => {
  server = await alpacaStandIn();
  provider = testWorld();
  provider.longMs = 10_000;
  const source = alpaca({ ...KEYS, dataUrl: server.address, tradingUrl: server.address }, provider);
  world = await capturedWorld('2024-06-12T15:31:10Z', { sources: [source] });
  await world.add(
    { date: '2024-06-11', type: 'deposit', amount: '10000', currency: 'USD' },
    { date: '2024-06-11', type: 'buy', symbol: 'ACME', quantity: '10', price: '129', currency: 'USD' },
  );
  const { feed } = world.capture.world;
  if (feed === null) throw new Error('there is no feed');
  stream = new PriceStream(feed, source.stream as NonNullable<MarketData['stream']>);
  schedule = world.schedule(world.capture, stream);
  await schedule.turn();
});
afterEach(async () => {
  await schedule.close();
  await world.close();
  await server.close();
});

const trade = (p: number, i: number, time = '15:31:05') => ({
  ...{ T: 't', S: 'ACME', i, x: 'D', p, s: 1, t: `2024-06-12T${time}Z`, c: ['@'], z: 'C' },
});
const price = async (symbol = 'ACME'): Promise<string | undefined> =>
  (await world.store.of('ann').latestPrices.list([symbol]))[0]?.price;
const TURNS_MAX = 2_000;

/** Turns of the loop until something holds. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let turns = 0; !(await holds()); turns++) {
    if (turns === TURNS_MAX) throw new Error('it never held');
    await new Promise((done) => setTimeout(done, 5));
    await schedule.turn();
  }
}
const live = () => until(() => stream.covers('ACME'));
const asked = (): number => server.requests.filter(({ path }) => path === '/v2/stocks/trades/latest').length;

describe('last prices over the stream', () => {
  test('are those of what somebody holds, and nobody asks for them while it is live', async () => {
    await live();
    expect(server.stream.subscribed()).toEqual(['ACME']);
    await until(async () => (await price()) === '129.12');
    const before = asked();
    server.stream.send(trade(130.5, 1));
    await until(async () => (await price()) === '130.5');
    world.now += 60_000;
    await schedule.turn();
    expect(asked()).toBe(before);
    const current = await world.portfolios.open('ann', 'default');
    await world.portfolios.latest.look();
    expect(current.facts.live.get('ACME')).toBeDefined();
  });

  test('are undone where a trade is corrected, or never was', async () => {
    await live();
    server.stream.send(trade(126.55, 1), trade(126.6, 2, '15:31:06'));
    await until(async () => (await price()) === '126.6');
    server.stream.send({
      T: 'x',
      S: 'ACME',
      i: 2,
      x: 'D',
      p: 126.6,
      s: 1,
      a: 'C',
      z: 'C',
      t: '2024-06-12T15:31:07Z',
    });
    await until(async () => (await price()) === '126.55');
    const what = { oi: 1, op: 126.55, os: 1, oc: ['@'], ci: 3, cp: 126.5, cs: 1, cc: ['@'] };
    server.stream.send({ T: 'c', S: 'ACME', x: 'D', ...what, z: 'C', t: '2024-06-12T15:31:08Z' });
    await until(async () => (await price()) === '126.5');
    expect(await world.store.of('ann').heldBack.list(['ACME'])).toEqual([]);
  });

  test('that nobody believes are held back', async () => {
    await live();
    await until(async () => (await price()) === '129.12');
    server.stream.send(trade(0.0001, 1));
    await until(async () => (await world.store.of('ann').heldBack.list(['ACME'])).length > 0);
    expect(await price()).toBe('129.12');
  });

  test('after a cut all is subscribed again and caught up', async () => {
    await live();
    server.stream.cut();
    await until(() => server.stream.connections() === 2 && stream.covers('ACME'));
    expect(server.stream.subscribed()).toEqual(['ACME']);
    server.stream.send(trade(131, 9));
    await until(async () => (await price()) === '131');
  });

  test('are asked for where it refuses, or leaves a symbol out', async () => {
    await world.add({
      date: '2024-06-12',
      type: 'buy',
      symbol: 'BTC/USD',
      quantity: '1',
      price: '67000',
      currency: 'USD',
    });
    world.now += 10_000;
    await schedule.turn();
    // It streams stocks alone.
    await until(async () => (await price('BTC/USD')) === '67123.45');
    expect(stream.covers('BTC/USD')).toBe(false);
    await live();
    server.stream.refusals.push({ code: 402, msg: 'auth failed' });
    server.stream.cut();
    await until(() => !stream.covers('ACME'));
    const before = asked();
    world.now += 10_000;
    await until(() => asked() > before);
  });

  test('are of nothing any more once nobody holds it', async () => {
    await live();
    await world.add({
      date: '2024-06-12',
      type: 'sell',
      symbol: 'ACME',
      quantity: '10',
      price: '129',
      currency: 'USD',
    });
    world.now += 10_000;
    await schedule.turn();
    await until(() => server.stream.subscribed().length === 0);
    expect(stream.covers('ACME')).toBe(false);
  });

  test('survive a database that fails for a moment: what came is brought the next time', async () => {
    await live();
    await until(async () => (await price()) === '129.12');
    server.stream.send(trade(130, 1));
    const { feed } = world.capture.world;
    const accept = feed?.accept.bind(feed);
    let failures = 1;
    Object.assign(feed ?? {}, {
      accept: async (...given: Parameters<NonNullable<typeof accept>>) => {
        if (given[0].length > 0 && failures-- > 0) throw new Error('the disk is full');
        return accept?.(...given);
      },
    });
    for (let n = 0; failures > 0 && n < 400; n++) {
      await new Promise((done) => setTimeout(done, 5));
      await schedule.turn().catch(() => {});
    }
    await until(async () => (await price()) === '130');
  });
});
