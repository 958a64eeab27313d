import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asked, asked, type Body, fieldsOf } from '../../../test/service/asked.ts';
import { instrumentHandlers } from './instruments.ts';
import { quoteHandlers } from './quotes.ts';
import { transactionHandlers } from './transactions.ts';

const handlers = { ...instrumentHandlers, ...quoteHandlers, ...transactionHandlers };

let world: Asked;
beforeAll(async () => {
  world = await asked(handlers, 'ann', 'bob');
  await world.ask('ann', 'createTransactions', {
    body: [
      { date: '2024-02-01', type: 'deposit', amount: '1000' },
      { date: '2024-02-02', type: 'buy', symbol: 'ACME', quantity: 2, price: 100 },
    ],
  });
});
afterAll(() => world.close());

const equity = async (): Promise<number> => {
  const { history } = await world.services.portfolios.open('ann', 'default');
  return (history.columns().equity.at(-1) ?? 0) / 100;
};

const told = (list: Body) =>
  list.items.map(({ symbol, date, price }: Record<string, unknown>) => `${symbol} ${date} ${price}`);

describe('prices', () => {
  test('count on the next read, and a dry run has said what they do', async () => {
    expect(await equity()).toBe(1000);
    const request = { body: [{ symbol: 'ACME', date: '2024-02-29', price: '150.50' }] };
    const { effect } = await world.ask('ann', 'putPrices', { ...request, query: { dry_run: 'true' } });
    // Two units at 150.50 instead of 100, on 29 February and 1 March.
    expect(effect).toMatchObject({
      days_changed: 2,
      from: '2024-02-29',
      equity_before: 1000,
      equity_after: 1101,
    });
    expect(await equity()).toBe(1000);
    const { items } = await world.ask('ann', 'putPrices', request);
    expect(items).toMatchObject([{ symbol: 'ACME', price: 150.5, currency: 'USD', source: 'user' }]);
    expect(await equity()).toBe(1101);
  });

  test('of a day the last stated counts; null takes it back; the earlier can be read as it was known', async () => {
    const put = (price: string | number | null) =>
      world.ask('ann', 'putPrices', { body: [{ symbol: 'OTHER', date: '2024-02-28', price }] });
    world.now += 60_000;
    await put('1.10');
    const then = new Date(world.now + 1).toISOString();
    world.now += 60_000;
    await put(1.2);
    const query = { symbol: 'OTHER' };
    expect(told(await world.ask('ann', 'listPrices', { query }))).toEqual(['OTHER 2024-02-28 1.2']);
    const known = await world.ask('ann', 'listPrices', { query: { ...query, as_known_at: then } });
    expect(told(known)).toEqual(['OTHER 2024-02-28 1.1']);
    expect(known.items[0].recorded_at).toBe('2024-03-01T12:01:00.000Z');
    expect((await put(null)).items).toEqual([]);
    expect((await world.ask('ann', 'listPrices', { query })).items).toEqual([]);
  });

  test('are listed by symbol and day, page by page, of a period', async () => {
    const days = ['2023-12-29', '2024-01-02', '2024-01-03'];
    const rows = ['PB', 'PA'].flatMap((symbol) => days.map((date, k) => ({ symbol, date, price: k + 1 })));
    await world.ask('ann', 'putPrices', { body: rows });
    const all = ['PA', 'PB'].flatMap((symbol) => days.map((date, k) => `${symbol} ${date} ${k + 1}`));
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const query: object = { limit: 2, to: '2024-01-31', ...(cursor !== null && { cursor }) };
      const page = await world.ask('ann', 'listPrices', { query });
      found.push(...told(page));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(found).toEqual(all);
    const query = { symbol: 'PA', from: '2024-01-01', to: '2024-01-02' };
    expect(told(await world.ask('ann', 'listPrices', { query }))).toEqual(['PA 2024-01-02 2']);
  });

  test('pence are hundredths of a pound', async () => {
    const body = [{ symbol: 'VOD', date: '2024-02-28', price: '1234.5', currency: 'GBX' }];
    const { items } = await world.ask('ann', 'putPrices', { body });
    expect(items).toMatchObject([{ price: 12.345, currency: 'GBP' }]);
  });

  test('without a currency they are in that of the first event', async () => {
    const event = {
      date: '2024-02-05',
      type: 'buy',
      symbol: 'SAP',
      quantity: 1,
      price: 100,
      currency: 'EUR',
    };
    await world.ask('ann', 'putRates', { body: [{ pair: 'EURUSD', date: '2024-02-01', rate: 1 }] });
    await world.ask('ann', 'createTransactions', { body: event });
    const body = [{ symbol: 'SAP', date: '2024-02-28', price: 100 }];
    expect((await world.ask('ann', 'putPrices', { body })).items).toMatchObject([{ currency: 'EUR' }]);
  });

  test('what is wrong is refused with its place, and nothing is written', async () => {
    const refusal = await world.refused('ann', 'putPrices', {
      body: [
        { symbol: 'GOOD', date: '2024-02-28', price: 1 },
        { symbol: 'BAD', date: '2024-02-28', price: '1e3' },
        { symbol: 'BAD', date: '2024-02-28', price: -1 },
        { symbol: 'BAD', date: '2024-02-28', price: 1, currency: '??' },
        { symbol: 'BAD', date: '2024-02-28', price: '0.12345678901234567' },
        { symbol: 'BAD', date: '0099-02-28', price: 1 },
        { symbol: 'ACME', date: '2024-02-28', price: 1, currency: 'EUR' },
      ],
    });
    expect(refusal.problems.map(({ code, source }) => [source.field, code])).toEqual([
      ['1.price', 'price_invalid'],
      ['2.price', 'price_invalid'],
      ['3.currency', 'currency_invalid'],
      ['4.price', 'price_invalid'],
      ['5.date', 'date_invalid'],
      ['6.currency', 'price_currency_mixed'],
    ]);
    expect((await world.ask('ann', 'listPrices', { query: { symbol: 'GOOD' } })).items).toEqual([]);
  });

  test('are nobody else’s', async () => {
    const before = await world.services.store.of('bob').versions();
    expect((await world.ask('bob', 'listPrices')).items).toEqual([]);
    await world.ask('ann', 'putPrices', { body: [{ symbol: 'ACME', date: '2024-02-20', price: 120 }] });
    expect(await world.services.store.of('bob').versions()).toEqual(before);
  });
});

describe('rates', () => {
  test('go by one name for a pair, pence as pounds', async () => {
    const { items } = await world.ask('ann', 'putRates', {
      body: [
        { pair: 'eur/chf', date: '2024-02-28', rate: '0.95' },
        { pair: 'GBXUSD', date: '2024-02-28', rate: '0.0125' },
        { pair: 'USDT/USD', date: '2024-02-28', rate: 1 },
      ],
    });
    expect(items.map(({ pair, rate }: Body) => [pair, rate])).toEqual([
      ['EURCHF', 0.95],
      ['GBPUSD', 1.25],
      ['USDT/USD', 1],
    ]);
    const listed = await world.ask('ann', 'listRates', { query: { pair: 'EUR/CHF' } });
    expect(listed.items).toMatchObject([{ pair: 'EURCHF', date: '2024-02-28', rate: 0.95, source: 'user' }]);
  });

  test('are above zero, of two currencies', async () => {
    const body = [
      { pair: 'EURUSD', date: '2024-02-28', rate: 0 },
      { pair: 'EUR', date: '2024-02-28', rate: 1 },
    ];
    expect(fieldsOf(await world.refused('ann', 'putRates', { body }))).toEqual(['0.rate', '1.pair']);
  });

  test('the last rate of a currency that is held is not taken away', async () => {
    const body = [{ pair: 'EURUSD', date: '2024-02-01', rate: null }];
    expect((await world.refused('ann', 'putRates', { body })).problems[0]?.code).toBe('rate_missing');
  });
});

describe('splits', () => {
  test('count in the figures, are replaced and taken back', async () => {
    const split = { symbol: 'ACME', date: '2024-02-15', ratio: '2' };
    const { items } = await world.ask('ann', 'putSplits', { body: [split] });
    expect(items).toMatchObject([{ symbol: 'ACME', date: '2024-02-15', ratio: 2, source: 'user' }]);
    const { history } = await world.services.portfolios.open('ann', 'default');
    const held = history.positions(history.last, history.last).find(({ symbol }) => symbol === 'ACME');
    expect(held?.quantity).toMatchObject({ units: 4 });
    await world.ask('ann', 'putSplits', { body: [{ ...split, ratio: 4 }] });
    expect((await world.ask('ann', 'listSplits', { query: { symbol: 'ACME' } })).items).toMatchObject([
      { ratio: 4 },
    ]);
    expect((await world.ask('ann', 'putSplits', { body: [{ ...split, ratio: null }] })).items).toEqual([]);
    expect((await world.ask('ann', 'listSplits')).items).toEqual([]);
  });

  test('have a ratio above zero', async () => {
    const body = [{ symbol: 'ACME', date: '2024-02-15', ratio: '-2' }];
    const refusal = await world.refused('ann', 'putSplits', { body });
    expect(refusal.problems).toMatchObject([{ code: 'ratio_invalid', source: { field: '0.ratio' } }]);
  });
});
