import { afterEach, expect, test } from 'vitest';
import { alpaca } from '../../app/market-data/index.ts';
import { SHARED_OWNER } from '../../app/service/index.ts';
import { listDividendProposals } from '../../app/service/records/index.ts';
import { type AlpacaStandIn, alpacaStandIn, KEYS } from '../stand-ins/alpaca.ts';
import { testWorld } from '../stand-ins/world.ts';
import { at, type CapturedWorld, capturedWorld, on } from './world.ts';

let world: CapturedWorld;
let server: AlpacaStandIn;
afterEach(async () => {
  await world.close();
  await server.close();
});

test('splits and dividends come with the closes: a split counts once, a dividend is proposed and not booked', async () => {
  server = await alpacaStandIn();
  const source = alpaca({ ...KEYS, dataUrl: server.address, tradingUrl: server.address }, testWorld());
  world = await capturedWorld('2024-06-11T21:00:00Z', { sources: [source] });
  await world.add(
    { date: '2024-06-06', type: 'deposit', amount: '10000', currency: 'USD' },
    { date: '2024-06-06', type: 'buy', symbol: 'ACME', quantity: '10', price: '500', currency: 'USD' },
  );
  const schedule = world.schedule();
  await schedule.turn();
  // 10 ACME at 499.23, 500.04; from its split on 40 at 126.55, 129.04; 5,000.00 in cash.
  const closes = [
    '2024-06-06 computed 9992.30',
    '2024-06-07 computed 10000.40',
    '2024-06-10 computed 10062.00',
    '2024-06-11 daily_eod 10161.60',
  ];
  expect(await world.sealed()).toEqual(closes);
  // The next minute, a day later, on another node: nothing counts twice.
  for (const time of ['2024-06-11T21:02:00Z', '2024-06-12T15:31:00Z']) {
    world.now = at(time);
    await schedule.turn();
    await world.schedule(world.node()).turn();
    await world.capture.backfill(null, 30);
  }
  expect((await world.sealed()).slice(0, 4)).toEqual(closes);
  const splits = await world.store.of('ann').splits.list(['ACME']);
  expect(splits.map(({ day, ratio }) => [day, ratio])).toEqual([[on('2024-06-10'), '4']]);
  const announced = await world.store.of(SHARED_OWNER).dividends.list(['ACME']);
  expect(announced.map(({ exDay, amount }) => [exDay, amount])).toEqual([
    [on('2024-05-10'), '0.84'],
    [on('2024-06-11'), '0.205'],
  ]);
  // It is paid on the 20th.
  world.now = at('2024-06-21T15:00:00Z');
  const proposed = await world.store.read('ann', (tx) =>
    listDividendProposals(tx, 'main', { limit: 10 }, world.portfolios.today()),
  );
  // 40 held on the ex-day x 0.205; of the one of May nothing was held.
  expect(proposed.items.map(({ amount, status }) => [amount, status])).toEqual([[8.2, 'proposed']]);
  const events = await world.store.of('ann').ledger.inForce({ accounts: ['main'] });
  expect(events.map(({ columns }) => columns.type)).toEqual(['deposit', 'buy']);
});
