import { describe, expect, test } from 'vitest';
import { lots, positions, trade, trades } from '../../../app/service/figures/index.ts';
import { Refusal } from '../../../app/service/refusal.ts';
import { on, portfolioOf, type Stated } from '../portfolio.ts';
import { answer } from './answer.ts';

const PAGE = { limit: 100 } as const;

/** Two accounts; ACME in three lots, of which 15 are sold; EURX in euros; a short of BOLT that is closed. */
const HELD: Stated = {
  accounts: [{ id: 'main' }, { id: 'second' }],
  events: [
    { date: '2024-01-02', type: 'opening', amount: 10000 },
    { date: '2024-01-02', type: 'deposit', amount: 1000, currency: 'EUR' },
    {
      date: '2024-01-03',
      type: 'buy',
      symbol: 'ACME',
      quantity: 10,
      price: 100,
      stop: 95,
      strategy: 'breakout',
      tags: 'a, b',
    },
    { date: '2024-01-04', type: 'buy', symbol: 'ACME', quantity: 10, price: 110 },
    { date: '2024-01-04', time: '10:00', type: 'sell', symbol: 'BOLT', quantity: 4, price: 50, stop: 55 },
    { date: '2024-01-05', type: 'sell', symbol: 'ACME', quantity: 15, price: 120, fee: 3 },
    { date: '2024-01-05', time: '11:30:05', type: 'buy', symbol: 'BOLT', quantity: 4, price: 45, fee: 2 },
    { date: '2024-01-08', type: 'buy', symbol: 'EURX', quantity: 3, price: 100, currency: 'EUR' },
    { date: '2024-01-08', type: 'deposit', amount: 3000, account: 'second' },
    { date: '2024-01-09', type: 'buy', symbol: 'ACME', quantity: 20, price: 130, account: 'second' },
  ],
  prices:
    'ACME 2024-01-03 100\nACME 2024-01-05 121\nACME 2024-01-10 125\nEURX 2024-01-10 110\nBOLT 2024-01-04 50',
  rates: 'EURUSD 2024-01-02 1.10\nEURUSD 2024-01-10 1.20',
  instruments: [{ symbol: 'EURX', currency: 'EUR', sector: 'Funds' }],
  today: '2024-01-10',
};
const TODAY = on('2024-01-10');

describe('positions', () => {
  const positionsOf = (more: Partial<Parameters<typeof positions>[1]> = {}, stated = HELD) =>
    answer(
      'positions',
      positions(portfolioOf(stated), { ...PAGE, by: 'symbol', closed: false, ...more }, TODAY),
    );

  test('have quantity, cost, price, value and weight, in the currency of the instrument and in base', () => {
    const { items, next_cursor } = positionsOf();
    expect(next_cursor).toBe(null);
    // 25 ACME: 5 at 110 and 20 at 130 cost 3,150, worth 3,125. 3 EURX: 300 EUR × 1.10, worth 330 EUR × 1.20.
    // Equity: 10,000 − 2,100 + 200 + 1,797 − 182 + 3,000 − 2,600 = 10,115, 700 EUR = 840, and 3,125 + 396.
    const equity = 10115 + 840 + 3125 + 396;
    expect(items).toMatchObject([
      {
        symbol: 'ACME',
        account_id: null,
        quantity: 25,
        average_cost: 126,
        cost_basis: 3150,
        price: 125,
        price_date: '2024-01-10',
        value: 3125,
        weight: 3125 / equity,
        unrealized_pnl: -25,
        // 10 × 20 + 5 × 10.
        realized_pnl: 250,
        fees: 3,
        estimated: false,
        stale: false,
      },
      { symbol: 'EURX', currency: 'EUR', cost_basis: 330, value: 396, unrealized_pnl: 36 },
    ]);
  });

  test('by account are the parts of those together', () => {
    const { items } = positionsOf({ by: 'account' });
    expect(items.map(({ symbol, account_id, quantity }) => [symbol, account_id, quantity])).toEqual([
      ['ACME', 'main', 5],
      ['ACME', 'second', 20],
      ['EURX', 'main', 3],
    ]);
    expect(positionsOf({ account: 'second' }).items).toMatchObject([{ quantity: 20 }]);
  });

  test('of any day are those of its end; closed ones are there where they are asked for', () => {
    expect(positionsOf({ date: on('2024-01-04') }).items.map(({ quantity }) => quantity)).toEqual([20, -4]);
    expect(positionsOf({ date: on('2023-06-30') })).toMatchObject({ items: [], from: null });
    expect(positionsOf({ closed: true }).items.map(({ symbol }) => symbol)).toEqual(['ACME', 'BOLT', 'EURX']);
  });

  test('come in pages, each after the item that the one before ended with', () => {
    const first = positionsOf({ limit: 1 });
    expect(first.items.map(({ symbol }) => symbol)).toEqual(['ACME']);
    const second = positionsOf({ limit: 1, cursor: first.next_cursor ?? '' });
    expect(second.items.map(({ symbol }) => symbol)).toEqual(['EURX']);
    expect(second.next_cursor).toBe(null);
    expect(() => positionsOf({ cursor: 'nothing' })).toThrow(Refusal);
  });

  test('of an empty portfolio are none; an account that is not there is refused', () => {
    expect(positionsOf({}, { today: '2024-01-10' })).toMatchObject({ items: [], from: null, problems: [] });
    expect(() => positionsOf({ account: 'other' })).toThrow(Refusal);
  });

  test('of an account without events are none', () => {
    const accounts = [...(HELD.accounts ?? []), { id: 'new' }];
    expect(positionsOf({ account: 'new' }, { ...HELD, accounts }).items).toEqual([]);
  });
});

describe('lots', () => {
  const lotsOf = (more: Partial<Parameters<typeof lots>[1]> = {}, stated = HELD) =>
    answer('lots', lots(portfolioOf(stated), { ...PAGE, status: 'open', ...more }, TODAY));

  test('that are open have their share of the position, and sum to it', () => {
    const stated: Stated = {
      events: [
        { date: '2024-01-02', type: 'buy', symbol: 'ACME', quantity: 1, price: 10 },
        { date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: 1, price: 20 },
        { date: '2024-01-04', type: 'buy', symbol: 'ACME', quantity: 1, price: 30 },
      ],
      prices: 'ACME 2024-01-10 33.335',
      today: '2024-01-10',
    };
    const { items } = lotsOf({}, stated);
    // 3 × 33.335 = 100.005, rounded 100.01: 33.34, 66.67, 100.01 as running totals.
    expect(items).toMatchObject([
      {
        status: 'open',
        opened: '2024-01-02',
        cost: 10,
        cost_base: 10,
        value: 33.34,
        transaction_id: 'e1',
        days_held: 8,
      },
      { value: 33.33, unrealized_pnl: 13.33 },
      { value: 33.34, unrealized_pnl: 3.34 },
    ]);
  });

  test('in another currency have their gain at today’s rate', () => {
    const { items } = lotsOf({ symbol: 'EURX' });
    expect(items).toMatchObject([
      { currency: 'EUR', cost: 300, cost_base: 330, value: 396, unrealized_pnl: 36 },
    ]);
  });

  test('that are closed have proceeds, cost and gain, in order of closing', () => {
    const { items } = lotsOf({ status: 'closed' });
    expect(
      items.map((lot) => [lot.symbol, lot.quantity, lot.status === 'closed' && lot.pnl, lot.transaction_id]),
    ).toEqual([
      ['ACME', 10, 200, 'e6'],
      ['ACME', 5, 50, 'e6'],
      ['BOLT', -4, 20, 'e7'],
    ]);
    expect(items[2]).toMatchObject({ side: 'short', proceeds: 200, cost: 180 });
    expect(lotsOf({ status: 'closed', date: on('2024-01-04') }).items).toEqual([]);
    expect(lotsOf({ status: 'closed', symbol: 'BOLT' }).items).toHaveLength(1);
  });

  test('come in pages that leave none out and repeat none', () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = lotsOf({ status: 'closed', limit: 2, cursor });
      seen.push(...page.items.map(({ symbol, quantity }) => `${symbol} ${quantity}`));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(['ACME 10', 'ACME 5', 'BOLT -4']);
  });

  test('of an empty portfolio are none', () => {
    for (const status of ['open', 'closed'] as const)
      expect(lotsOf({ status }, { today: '2024-01-10' }).items).toEqual([]);
  });
});

describe('trades', () => {
  const tradesOf = (more: Partial<Parameters<typeof trades>[1]> = {}, stated = HELD) =>
    answer('trades', trades(portfolioOf(stated), { ...PAGE, statistics: false, ...more }));

  test('come the newest opening first, with the account value at entry and the risk in percent of it', () => {
    const found = tradesOf();
    expect(found.items.map(({ symbol, account_id, status }) => [symbol, account_id, status])).toEqual([
      ['ACME', 'second', 'open'],
      ['EURX', 'main', 'open'],
      ['BOLT', 'main', 'closed'],
      ['ACME', 'main', 'open'],
    ]);
    // 10,000 and 1,000 EUR at 1.10; 4 × 5 risked of 11,100; 200 worth.
    expect(found.items[2]).toMatchObject({
      side: 'short',
      opened_at: '2024-01-04T10:00:00-05:00',
      closed_at: '2024-01-05T11:30:05-05:00',
      account_value_at_entry: 11100,
      risk_amount: 20,
      risk_percent: 2000 / 11100,
      position_size_percent: 20000 / 11100,
      r_multiple: 1,
      return_on_risk: 0.9,
      realized_pnl: 20,
      net_pnl: 18,
      fees: 2,
    });
    expect(found).toMatchObject({
      basis: 'realized',
      starting_balance: 10000,
      starting_balance_assumed: false,
    });
    expect(found).not.toHaveProperty('statistics');
  });

  test('are chosen by status, instrument, strategy, tag, account and day of opening', () => {
    const symbols = (more: Parameters<typeof tradesOf>[0]) =>
      tradesOf(more).items.map(({ symbol }) => symbol);
    expect(symbols({ status: 'closed' })).toEqual(['BOLT']);
    expect(symbols({ symbol: 'ACME' })).toEqual(['ACME', 'ACME']);
    expect(symbols({ strategy: 'breakout' })).toEqual(['ACME']);
    expect(symbols({ tag: 'b' })).toEqual(['ACME']);
    expect(symbols({ from: on('2024-01-04'), to: on('2024-01-08') })).toEqual(['EURX', 'BOLT']);
    expect(symbols({ account: 'second' })).toEqual(['ACME']);
    expect(symbols({ closedOn: on('2024-01-05') })).toEqual(['BOLT']);
    expect(symbols({ closedOn: on('2024-01-04') })).toEqual([]);
    expect(() => tradesOf({ account: 'other' })).toThrow(Refusal);
  });

  test('have statistics of all that the filters let through, whatever the page', () => {
    const found = tradesOf({ statistics: true, limit: 1 });
    expect(found.items).toHaveLength(1);
    expect(found.statistics).toMatchObject({
      closed: 1,
      open: 3,
      wins: 1,
      win_rate: 1,
      net_pnl: 18,
      profit_factor: null,
    });
    expect(found.statistics?.by_symbol.BOLT).toMatchObject({ closed: 1 });
    expect(tradesOf({ statistics: true, status: 'open' }).statistics).toMatchObject({ closed: 0, open: 3 });
  });

  test('are sorted over all pages by what is asked for; those where it is unknown come last either way', () => {
    // R is known of BOLT alone; risk of BOLT (20 of 11,100) and of ACME in main (5 × 10 + 15 × 10 = 200 of 11,100).
    const symbols = (more: Parameters<typeof tradesOf>[0]) =>
      tradesOf(more).items.map(({ symbol, account_id: account }) => `${symbol} ${account}`);
    const [acme, bolt, eurx, second] = ['ACME main', 'BOLT main', 'EURX main', 'ACME second'];
    expect(symbols({ sort: 'r_multiple' })).toEqual([bolt, second, eurx, acme]);
    expect(symbols({ sort: 'risk_percent' })).toEqual([acme, bolt, second, eurx]);
    expect(symbols({ sort: 'risk_percent', order: 'asc' })).toEqual([bolt, acme, second, eurx]);
    expect(symbols({ sort: 'symbol', order: 'asc' })).toEqual([second, acme, bolt, eurx]);
    expect(symbols({ order: 'asc' })).toEqual([acme, bolt, eurx, second]);
    const first = tradesOf({ sort: 'risk_percent', limit: 1 });
    expect(first.items[0].symbol).toBe('ACME');
    expect(symbols({ sort: 'risk_percent', limit: 1, cursor: first.next_cursor ?? '' })).toEqual([bolt]);
  });

  test('keep their ids while the ledger goes on', () => {
    const ids = tradesOf().items.map(({ id }) => id);
    const events = [
      ...(HELD.events ?? []),
      { date: '2024-01-02', type: 'buy', symbol: 'ZETA', quantity: 1, price: 5 },
    ];
    const later = tradesOf({}, { ...HELD, events }).items.map(({ id }) => id);
    expect(later).toEqual([...ids, 'main:ZETA:e11']);
  });

  test('against an account of nothing have no risk in percent, and a problem says why', () => {
    const found = tradesOf(
      {},
      {
        events: [
          { date: '2024-01-02', type: 'deposit', amount: 100 },
          { date: '2024-01-03', type: 'withdrawal', amount: -100 },
          { date: '2024-01-04', type: 'buy', symbol: 'ACME', quantity: 1, price: 10, stop: 9 },
        ],
        today: '2024-01-10',
      },
    );
    expect(found.items[0]).toMatchObject({ account_value_at_entry: 0, risk_percent: null, risk_amount: 1 });
    expect(found.problems.map(({ code }) => code)).toContain('account_value_not_positive');
  });

  test('of an empty portfolio are none, measured against what is assumed', () => {
    expect(tradesOf({ statistics: true }, { today: '2024-01-10' })).toMatchObject({
      items: [],
      starting_balance: 10000,
      starting_balance_assumed: true,
      statistics: { closed: 0, open: 0 },
    });
  });

  test('one has its fills, each with what it realized', () => {
    const portfolio = portfolioOf(HELD);
    const found = answer('trade', trade(portfolio, 'main:ACME:e3'));
    expect(found).toMatchObject({ symbol: 'ACME', status: 'open', open_quantity: 5, tags: ['a', 'b'] });
    expect(found.fills).toMatchObject([
      { transaction_id: 'e3', role: 'entry', quantity: 10, price: 100, realized_pnl: null, time: null },
      { transaction_id: 'e4', role: 'entry', quantity: 10, price: 110 },
      {
        transaction_id: 'e6',
        role: 'exit',
        type: 'sell',
        quantity: 15,
        price: 120,
        fee: 3,
        realized_pnl: 250,
      },
    ]);
    expect(trade(portfolio, 'main:BOLT:e5').fills.map(({ time }) => time)).toEqual(['10:00', '11:30:05']);
    expect(() => trade(portfolio, 'main:ACME:e99')).toThrow(Refusal);
  });

  test('on the market basis are measured against what the account was worth at the close before', () => {
    const portfolio = portfolioOf({ ...HELD, portfolio: { riskBasis: 'market' } });
    const [latest] = trades(portfolio, { ...PAGE, statistics: false }).items;
    // The end of 8 January and nothing since: cash 9,715 and 3,000, 700 EUR × 1.10, 5 × 121, EURX at its trade price.
    expect(latest.account_value_at_entry).toBe(9715 + 3000 + 770 + 605 + 330);
  });
});
