import { describe, expect, test } from 'vitest';
import { accountValue, growth } from '../../../app/service/figures/index.ts';
import { on, portfolioOf, type Stated } from '../portfolio.ts';
import { answer } from './answer.ts';

/**
 * 10,000 to begin with; 100 ACME bought at 50 and sold at 80 with 100 of fees each way: 3,000 − 200 = 2,800 realized;
 * 500 in, 800 out.
 */
const EXAMPLE: Stated = {
  events: [
    { date: '2024-01-02', type: 'opening', amount: 10000 },
    { date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: 100, price: 50, fee: 100 },
    { date: '2024-01-08', type: 'deposit', amount: 500 },
    { date: '2024-01-10', type: 'sell', symbol: 'ACME', quantity: 100, price: 80, fee: 100 },
    { date: '2024-01-12', type: 'withdrawal', amount: -800 },
  ],
  prices: 'ACME 2024-01-03 50\nACME 2024-01-05 60\nACME 2024-01-10 80',
  today: '2024-01-31',
};
const TODAY = on('2024-01-31');

const growthOf = (
  stated: Stated,
  ...[request, today = TODAY]: [Parameters<typeof growth>[1], typeof TODAY?]
) => answer('growth', growth(portfolioOf(stated), request, today));

describe('growth', () => {
  test('is written out as a sum: 28 % by trading, 25 % in all', () => {
    const found = growthOf(EXAMPLE, { basis: 'realized' });
    expect(found).toMatchObject({
      date: '2024-01-31',
      current_value: 12500,
      starting_balance: 10000,
      realized_pnl: 2800,
      deposits_total: 500,
      withdrawals_total: 800,
      trading_growth_percent: 28,
      total_growth_percent: 25,
      calculation: '10000.00 + 2800.00 + 500.00 - 800.00 = 12500.00',
      starting_balance_assumed: false,
      sources: { trading: 3000, income: 0, fees: -200, taxes: 0, fx: 0, capital: -300 },
    });
    expect(found).not.toHaveProperty('unrealized_pnl');
    expect(found).not.toHaveProperty('rows');
  });

  test('on the market basis has a term for the open gain, and comes to the equity', () => {
    // On 5 January: 10,000 − 5,100 of cash and 100 × 60 are 10,900; 100 of fees, 1,000 open.
    const found = growthOf(EXAMPLE, { basis: 'market', date: on('2024-01-05') });
    expect(found.calculation).toBe('10000.00 - 100.00 + 1000.00 + 0.00 - 0.00 = 10900.00');
    expect(found).toMatchObject({ current_value: 10900, realized_pnl: -100, unrealized_pnl: 1000 });
    expect(found.sources).toMatchObject({ trading: 1000, fees: -100 });
  });

  test('by week has a row for each Sunday and today, the last of which is the whole', () => {
    const { rows } = growthOf(EXAMPLE, { basis: 'realized', by: 'week' });
    expect(rows?.map(({ date, value, value_without_flows }) => [date, value, value_without_flows])).toEqual([
      ['2024-01-07', 9900, 9900],
      ['2024-01-14', 12500, 12800],
      ['2024-01-21', 12500, 12800],
      ['2024-01-28', 12500, 12800],
      ['2024-01-31', 12500, 12800],
    ]);
  });

  test('by day has a row for each session', () => {
    const { rows } = growthOf(EXAMPLE, { basis: 'realized', by: 'day' });
    // 2…31 January without weekends and 15 January, Martin Luther King day.
    expect(rows).toHaveLength(21);
  });

  test('without an opening starts from the flows of the first day, which are then no deposits', () => {
    const found = growthOf(
      {
        events: [
          { date: '2024-01-02', type: 'deposit', amount: 1000 },
          { date: '2024-01-09', type: 'deposit', amount: 500 },
          { date: '2024-01-10', type: 'interest', amount: 100 },
        ],
        today: '2024-01-31',
      },
      { basis: 'realized' },
    );
    expect(found.calculation).toBe('1000.00 + 100.00 + 500.00 - 0.00 = 1600.00');
    expect(found).toMatchObject({ trading_growth_percent: 10, total_growth_percent: 60 });
  });

  test('of a ledger that names no money starts from 10,000, and says so', () => {
    const found = growthOf(
      { events: [{ date: '2024-01-02', type: 'interest', amount: 100 }], today: '2024-01-31' },
      { basis: 'realized' },
    );
    expect(found).toMatchObject({
      starting_balance: 10000,
      current_value: 10100,
      starting_balance_assumed: true,
    });
    expect(found.problems.map(({ code }) => code)).toEqual(['starting_balance_assumed']);
  });

  test('of an empty portfolio is what is assumed, on either basis and with rows', () => {
    for (const basis of ['realized', 'market'] as const) {
      const found = growthOf({ today: '2024-01-31' }, { basis, by: 'month' });
      expect(found).toMatchObject({ current_value: 10000, starting_balance_assumed: true, rows: [] });
      expect(found.trading_growth_percent).toBe(0);
    }
  });

  test('from a balance that is not above zero has no percentages, and a problem says why', () => {
    const found = growthOf(
      { events: [{ date: '2024-01-02', type: 'opening', amount: -100 }], today: '2024-01-31' },
      { basis: 'realized' },
    );
    expect(found).toMatchObject({
      trading_growth_percent: null,
      total_growth_percent: null,
      current_value: -100,
    });
    expect(found.problems.map(({ code }) => code)).toEqual(['starting_balance_not_positive']);
  });

  test('counts units that come in kind at their cost on one basis, at their value on the other', () => {
    const stated: Stated = {
      events: [
        { date: '2024-01-02', type: 'opening', amount: 1000 },
        { date: '2024-01-04', type: 'transfer_in', symbol: 'ACME', quantity: 10, price: 40 },
      ],
      prices: 'ACME 2024-01-04 50\nACME 2024-01-05 55',
      today: '2024-01-05',
    };
    const today = on('2024-01-05');
    // At cost 10 × 40 = 400; at value 10 × 50 = 500, since when it has gained 10 × 5.
    expect(growthOf(stated, { basis: 'realized' }, today).calculation).toBe(
      '1000.00 + 0.00 + 400.00 - 0.00 = 1400.00',
    );
    expect(growthOf(stated, { basis: 'market' }, today).calculation).toBe(
      '1000.00 + 0.00 + 50.00 + 500.00 - 0.00 = 1550.00',
    );
  });

  test('keeps what rates did to foreign cash apart: 100 EUR at 1.10, then 1.20', () => {
    const found = growthOf(
      {
        events: [
          { date: '2024-01-02', type: 'opening', amount: 1000 },
          { date: '2024-01-02', type: 'deposit', amount: 100, currency: 'EUR' },
        ],
        rates: 'EURUSD 2024-01-02 1.10\nEURUSD 2024-01-05 1.20',
        today: '2024-01-05',
      },
      { basis: 'realized' },
      on('2024-01-05'),
    );
    expect(found.calculation).toBe('1000.00 + 10.00 + 110.00 - 0.00 = 1120.00');
    expect(found.sources).toMatchObject({ trading: 0, fx: 10, capital: 110 });
  });

  test('leaves what the rates do to units that are held to the market basis', () => {
    const stated: Stated = {
      events: [
        { date: '2024-01-02', type: 'deposit', amount: 1000, currency: 'EUR' },
        { date: '2024-01-02', type: 'buy', symbol: 'EURX', quantity: 10, price: 100, currency: 'EUR' },
      ],
      prices: 'EURX 2024-01-02 100\nEURX 2024-01-05 110',
      rates: 'EURUSD 2024-01-02 1.10\nEURUSD 2024-01-05 1.20',
      today: '2024-01-05',
    };
    const today = on('2024-01-05');
    // Cost 1,000 EUR × 1.10; worth 1,100 EUR × 1.20 = 1,320: 100 EUR × 1.20 = 120 by price, 1,000 × 0.10 by rate.
    expect(growthOf(stated, { basis: 'realized' }, today)).toMatchObject({
      current_value: 1100,
      sources: { trading: 0, fx: 0 },
    });
    expect(growthOf(stated, { basis: 'market' }, today)).toMatchObject({
      current_value: 1320,
      unrealized_pnl: 220,
      sources: { trading: 120, fx: 100 },
    });
  });

  test('of a portfolio whose events are all to come is unknown, not zero', () => {
    const found = growthOf(
      { events: [{ date: '2024-03-01', type: 'opening', amount: 500 }], today: '2024-01-31' },
      { basis: 'realized' },
    );
    expect(found).toMatchObject({ current_value: null, calculation: null, trading_growth_percent: null });
    expect(found.problems.map(({ code }) => code)).toEqual(['from_before_history']);
  });
});

describe('account value', () => {
  const valueOf = (date: string, basis: 'realized' | 'market') =>
    answer('accountValue', accountValue(portfolioOf(EXAMPLE), { basis, date: on(date) }, TODAY));

  test('of any day is the starting balance, the result and the flows up to it', () => {
    expect(valueOf('2024-01-05', 'realized')).toMatchObject({ value: 9900, realized_pnl: -100, deposits: 0 });
    expect(valueOf('2024-01-08', 'realized')).toMatchObject({ value: 10400, deposits: 500, withdrawals: 0 });
    expect(valueOf('2024-01-12', 'realized')).toMatchObject({ value: 12500, withdrawals: 800 });
  });

  test('holds after the last day, is the opening on the day before the first, and unknown before', () => {
    expect(valueOf('2030-01-01', 'market').value).toBe(12500);
    expect(valueOf('2024-01-01', 'market').value).toBe(10000);
    expect(valueOf('2023-12-31', 'market').value).toBe(null);
  });
});
