import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asked, asked, type Body, fieldsOf } from '../../../test/service/asked.ts';
import { instrumentHandlers } from './instruments.ts';
import { quoteHandlers } from './quotes.ts';
import { transactionHandlers } from './transactions.ts';

const OPTION = 'ACME240621C00150000';

let world: Asked;
beforeAll(async () => {
  world = await asked({ ...instrumentHandlers, ...quoteHandlers, ...transactionHandlers }, 'ann', 'bob');
  await world.ask('ann', 'createTransactions', {
    body: [
      { date: '2024-02-01', type: 'deposit', amount: '10000' },
      { date: '2024-02-02', type: 'buy', symbol: 'ACME', quantity: 2, price: 100 },
      { date: '2024-02-02', type: 'buy', symbol: OPTION, quantity: 1, price: 5 },
      { date: '2024-02-05', type: 'buy', symbol: 'SOLD', quantity: 1, price: 10 },
      { date: '2024-02-06', type: 'sell', symbol: 'SOLD', quantity: 1, price: 11 },
    ],
  });
});
afterAll(() => world.close());

const symbols = async (query: object): Promise<string[]> =>
  (await world.ask('ann', 'listInstruments', { query })).items.map(({ symbol }: Body) => symbol);

describe('instruments', () => {
  test('are what the ledger names, by symbol', async () => {
    expect(await symbols({})).toEqual(['ACME', OPTION, 'SOLD']);
    expect(await symbols({ held: 'true' })).toEqual(['ACME', OPTION]);
    expect(await symbols({ kind: 'option' })).toEqual([OPTION]);
    expect(await symbols({ text: 'sol' })).toEqual(['SOLD']);
  });

  test('an OCC symbol says itself what it is', async () => {
    expect(await world.ask('ann', 'getInstrument', { params: { symbol: OPTION } })).toMatchObject({
      kind: 'option',
      underlying: 'ACME',
      expiry: '2024-06-21',
      strike: 150,
      right: 'call',
      held: true,
      first_price: null,
    });
  });

  test('what the user says of one is kept, and what he leaves out is open', async () => {
    const params = { symbol: 'SOLD' };
    const body = {
      kind: 'etf',
      name: 'Sold fund',
      currency: 'USD',
      sector: 'World',
      isin: 'US0000000001',
      modified_duration: 4.5,
    };
    const put = await world.ask('ann', 'putInstrument', { params, body });
    expect(put).toMatchObject({ symbol: 'SOLD', ...body, multiplier: null, held: false });
    expect(await world.ask('ann', 'getInstrument', { params })).toEqual(put);
    const again = await world.ask('ann', 'putInstrument', { params, body: { kind: 'etf' } });
    expect(again).toMatchObject({ kind: 'etf', name: null, currency: null, sector: null });
  });

  test('one that no event names can be said something of', async () => {
    const params = { symbol: 'NEW' };
    expect((await world.refused('ann', 'getInstrument', { params })).kind).toBe('not_found');
    await world.ask('ann', 'putInstrument', { params, body: { name: 'Watched' } });
    expect(await symbols({ text: 'watch' })).toEqual(['NEW']);
    await world.ask('ann', 'putPrices', { body: [{ symbol: 'NEW', date: '2024-02-28', price: 1 }] });
    expect(await world.ask('ann', 'getInstrument', { params })).toMatchObject({
      currency: 'USD',
      first_price: '2024-02-28',
      last_price: '2024-02-28',
    });
  });

  test('a contract size counts in the figures, as the dry run says', async () => {
    const request = { params: { symbol: 'ACME' }, body: { multiplier: '10' } };
    const { effect } = await world.ask('ann', 'putInstrument', { ...request, query: { dry_run: 'true' } });
    await world.ask('ann', 'putPrices', { body: [{ symbol: 'ACME', date: '2024-02-29', price: 110 }] });
    // Two contracts bought for 2,000 in place of 200, and worth it: the equity stays, what it is made of does not.
    expect(effect.equity_after).toBe(effect.equity_before);
    expect(effect.from).toBe('2024-02-02');
    const after = await world.ask('ann', 'putInstrument', { ...request, query: { dry_run: 'true' } });
    // Two contracts of ten units, bought for 2,000 and worth 2,200: 200 more in place of 20.
    expect(after.effect.equity_after - after.effect.equity_before).toBe(180);
    expect(after.effect.from).toBe('2024-02-02');
  });

  test('what is wrong is refused, each with its field', async () => {
    const body = { multiplier: 0, strike: 'x', currency: 'GBX', price_factor: '-1' };
    const refusal = await world.refused('ann', 'putInstrument', { params: { symbol: 'ACME' }, body });
    expect(fieldsOf(refusal).sort()).toEqual(['currency', 'multiplier', 'price_factor', 'strike']);
  });

  test("another user's instrument is not found", async () => {
    await world.ask('ann', 'putInstrument', { params: { symbol: 'HERS' }, body: { name: 'Hers' } });
    expect((await world.refused('bob', 'getInstrument', { params: { symbol: 'HERS' } })).kind).toBe(
      'not_found',
    );
    expect((await world.ask('bob', 'listInstruments')).items).toEqual([]);
  });
});
