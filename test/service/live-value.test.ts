import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { figureHandlers } from '../../app/api/handlers/figures.ts';
import { transactionHandlers } from '../../app/api/handlers/transactions.ts';
import { EventStream } from '../../app/api/stream/event-stream.ts';
import { nothingSeen } from '../../app/api/stream/seen.ts';
import { LiveHub, LiveValue, SHARED_OWNER } from '../../app/service/index.ts';
import { newUser } from '../../app/service/records/index.ts';
import { dec, formatDay } from '../../engine/index.ts';
import { runs } from '../properties/runs.ts';
import { type Asked, asked } from './asked.ts';
import { on } from './portfolio.ts';

/** Friday 2024-03-01, 10:30 in New York. */
const NOW = Date.parse('2024-03-01T15:30:00Z');
const TODAY = on('2024-03-01');

let world: Asked;
beforeAll(async () => {
  world = await asked({ ...figureHandlers, ...transactionHandlers }, 'ann');
  world.now = NOW;
  const rates = [{ name: 'EURUSD', day: on('2024-02-29'), value: '1.08345', currency: null }];
  await world.services.store.write(SHARED_OWNER, (tx) => tx.rates.put('feed', rates, NOW));
});
afterAll(() => world.close());

const put = async (
  prices: readonly { symbol: string; price: string; currency: string; ago: number; back: number }[],
) => {
  const rows = prices.map(({ symbol, price, currency, ago, back }) => ({
    ...{ symbol, price, currency, at: NOW - ago, day: TODAY - back },
    ...{ source: 'feed', recordedAt: NOW },
  }));
  await world.services.store.write(SHARED_OWNER, (tx) => tx.latestPrices.put(rows));
  await world.services.portfolios.latest.look();
};

const price = fc
  .tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 0, max: 5 }))
  .map(([units, digits]) => `${units / 10 ** digits}`);
const symbol = fc.constantFrom('A', 'B', 'C');
const trade = fc.record({
  symbol,
  type: fc.constantFrom('buy', 'buy', 'sell'),
  quantity: fc.constantFrom('1', '3', '0.125', '1000'),
  back: fc.integer({ min: 0, max: 9 }),
});
const tick = fc.record({
  symbol,
  price,
  ago: fc.constantFrom(0, 60_000, 299_000, 301_000),
  back: fc.constantFrom(0, 0, 0, 0, 1),
});

const currencyOf = (name: string) => (name.startsWith('B') ? 'EUR' : 'USD');
let count = 0;

test('the value that moves with each price is the one that current answers, to the last digit', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(trade, { minLength: 1, maxLength: 8 }),
      fc.array(tick, { minLength: 1, maxLength: 12 }),
      async (trades, ticks) => {
        const run = `-${count++}`;
        const user = `user${run}`;
        await newUser(world.services.store, user, { now: () => NOW });
        const body = trades.map(({ symbol: name, back, ...rest }) => ({
          ...{ ...rest, symbol: name + run, price: '20', currency: currencyOf(name) },
          date: formatDay((TODAY - back) as typeof TODAY),
        }));
        await world.ask(user, 'createTransactions', { body });
        const open = async () => new LiveValue(await world.services.portfolios.open(user, 'default'), NOW);
        let value = await open();
        for (const one of ticks) {
          const named = { ...one, symbol: one.symbol + run, currency: currencyOf(one.symbol) };
          await put([named]);
          const moved = world.services.portfolios.latest.now.bySymbol.get(named.symbol);
          if (moved !== undefined && !value.take(moved)) value = await open();
          const { total_value, last_updated, price_fresh } = await world.ask(user, 'current', {
            params: { id: 'default' },
          });
          expect(value.at(NOW)).toEqual({ timestamp: last_updated, value: total_value, price_fresh });
        }
      },
    ),
    { numRuns: runs(20) },
  );
});

test('a client that reads nothing costs no memory, and is told the last state once it reads', async () => {
  const { store, portfolios } = world.services;
  await world.ask('ann', 'createTransactions', {
    body: [
      { date: '2024-02-28', type: 'deposit', amount: '1000' },
      { date: '2024-02-28', type: 'buy', symbol: 'SLOW', quantity: 2, price: 100 },
    ],
  });
  await put([{ symbol: 'SLOW', price: '100', currency: 'USD', ago: 0, back: 0 }]);
  const hub = new LiveHub({ store, portfolios, clock: { now: () => NOW }, fault: () => {} });
  const stream = new EventStream({ hub, now: () => NOW, elapsed: () => 0 });
  const live = await hub.watch('ann', 'default', stream);
  stream.begin(live, nothingSeen('database', live.value));
  const known = portfolios.latest.now.bySymbol.get('SLOW');
  if (known === undefined) throw new Error('it was put');
  const tellMany = (from: number) => {
    for (let n = from; n < from + 5_000; n++) {
      expect(live.value.take({ ...known, price: dec(String(n)), seq: known.seq + n })).toBe(true);
      stream.wake();
    }
  };
  // Flowing, it hands everything on; then nobody reads.
  let text = '';
  const events = () => text.split('\n\n').filter((block) => block.includes('event: '));
  stream.on('data', (chunk) => {
    text += chunk;
  });
  tellMany(1);
  await new Promise((resolve) => setImmediate(resolve));
  stream.pause();
  const heard = events().length;
  tellMany(10_000);
  // Two events a price, of about 150 bytes: what waits is far less than 10,000 of them.
  expect(stream.readableLength).toBeLessThan(20_000);
  stream.resume();
  await new Promise((resolve) => setImmediate(resolve));
  stream.wake();
  await new Promise((resolve) => setImmediate(resolve));
  expect(events().length - heard).toBeLessThan(200);
  expect(events().at(-2)).toContain('"price":14999');
  // 800 in cash, two at 14,999.
  expect(events().at(-1)).toContain('"value":30798');
  stream.destroy();
  hub.close();
});
