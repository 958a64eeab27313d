import { afterAll, beforeAll, expect, test } from 'vitest';
import { figureHandlers } from '../../app/api/handlers/figures.ts';
import { quoteHandlers } from '../../app/api/handlers/quotes.ts';
import { transactionHandlers } from '../../app/api/handlers/transactions.ts';
import { alpaca } from '../../app/market-data/index.ts';
import { PriceFeed, refreshPrices } from '../../app/service/prices/index.ts';
import { type AlpacaStandIn, alpacaStandIn, KEYS } from '../stand-ins/alpaca.ts';
import { NOW } from '../stand-ins/market.ts';
import { testWorld } from '../stand-ins/world.ts';
import { type Asked, asked } from './asked.ts';

let world: Asked;
let provider: AlpacaStandIn;
beforeAll(async () => {
  provider = await alpacaStandIn();
  world = await asked({ ...figureHandlers, ...quoteHandlers, ...transactionHandlers }, 'ann');
  world.now = NOW;
  const date = new Date(NOW - 86_400_000).toISOString().slice(0, 10);
  await world.ask('ann', 'createTransactions', {
    body: [
      { date, type: 'deposit', amount: '1000' },
      { date, type: 'buy', symbol: 'ACME', quantity: 1, price: 100 },
    ],
  });
});
afterAll(async () => {
  await world.close();
  await provider.close();
});

const current = () => world.ask('ann', 'current', { params: { id: 'default' } });

test('without a source a refresh says so, and what to set up', async () => {
  const answer = await world.ask('ann', 'refreshPrices', { body: {} });
  expect(answer).toMatchObject({ success: false, updated: 0, problems: [{ code: 'price_missing' }] });
  expect(answer.problems[0].remedy).toContain('ALPACA_API_KEY');
});

test('a refresh asks for what is held, and the next read has it; a symbol of no event is not asked for', async () => {
  const urls = { dataUrl: provider.address, tradingUrl: provider.address };
  const { store, portfolios } = world.services;
  const clock = { now: () => NOW };
  const feed = new PriceFeed({ store, sources: [alpaca({ ...KEYS, ...urls }, testWorld())], clock });
  const before = (await current()).total_value;
  const answer = await refreshPrices({ portfolios, feed }, 'ann', undefined);
  expect(answer).toMatchObject({ success: true, updated: 1, problems: [] });
  expect(before).toBe(1000);
  // 900 in cash, and one at the stand-in's 129.12.
  expect((await current()).total_value).toBe(1029.12);
  const other = await refreshPrices({ portfolios, feed }, 'ann', ['NOBODY']);
  expect(other).toMatchObject({ success: false, updated: 0, problems: [{ symbol: 'NOBODY' }] });
});
