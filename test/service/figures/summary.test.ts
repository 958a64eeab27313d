import { describe, expect, test } from 'vitest';
import {
  complete,
  growth,
  performance,
  returns,
  summary,
  value,
} from '../../../app/service/figures/index.ts';
import { dec } from '../../../engine/index.ts';
import { at, on, portfolioOf, type Stated } from '../portfolio.ts';
import { answer } from './answer.ts';

const TODAY = on('2024-02-02');
const NOW = at('2024-02-02T22:00:00Z');
const EMPTY: Stated = { today: '2024-02-02' };

/** 1,000 in ACME at 100: 110 at the end of January, then 500 more in cash, then 99. A benchmark beside. */
const GROWN: Stated = {
  events: [
    { date: '2024-01-02', type: 'opening', amount: 1000 },
    { date: '2024-01-02', type: 'buy', symbol: 'ACME', quantity: 10, price: 100 },
    { date: '2024-02-01', type: 'deposit', amount: 500 },
  ],
  prices: `
    ACME 2024-01-02 100
    ACME 2024-01-03 104
    ACME 2024-01-31 110
    ACME 2024-02-01 110
    ACME 2024-02-02 99
    IDX 2024-01-02 50
    IDX 2024-01-03 51
    IDX 2024-01-31 55
    IDX 2024-02-01 55
    IDX 2024-02-02 54`,
  instruments: [{ symbol: 'ACME', sector: 'Industry' }],
  portfolio: { benchmark: 'IDX' },
  today: '2024-02-02',
};

describe('summary and complete', () => {
  test('carry the figures that the other documents have', () => {
    const portfolio = portfolioOf(GROWN);
    const found = answer('summary', summary(portfolio, NOW));
    expect(found).toMatchObject({
      equity_balance: 1490,
      cash_balance: 500,
      daily_pnl: -110,
      num_positions: 1,
      cost_basis: 1000,
      opening: 1000,
      net_flow: 500,
      total_pnl: -10,
      // On the realized basis nothing was gained: 1,000 and 500.
      trading_growth_percent: 0,
      total_growth_percent: 50,
      twr: returns(portfolio, { by: 'year' }, TODAY).twr,
    });
    expect(found.daily_pnl_percent).toBeCloseTo((-110 / 1600) * 100, 9);
    const all = answer('complete', complete(portfolio, NOW));
    expect(all).toMatchObject(found);
    expect(all.growth).toEqual(growth(portfolio, { basis: 'realized' }, TODAY));
    expect(all.performance).toEqual(performance(portfolio, { timeframe: '1M' }, NOW));
    expect(all.positions).toHaveLength(1);
  });

  test('of an empty portfolio are there', () => {
    expect(answer('summary', summary(portfolioOf(EMPTY), NOW))).toMatchObject({
      equity_balance: 0,
      from: null,
      daily_pnl: null,
      twr: null,
      starting_balance: 10000,
      starting_balance_assumed: true,
    });
    expect(answer('complete', complete(portfolioOf(EMPTY), NOW)).performance.data_available).toBe(false);
    expect(value(portfolioOf(EMPTY), {}, TODAY)).toMatchObject({
      from: null,
      summary: { equity: '0.00', twr: null },
    });
  });

  test('of one whose events are all to come are those of an empty one', () => {
    const later = portfolioOf({ ...EMPTY, events: [{ date: '2024-05-01', type: 'deposit', amount: 5 }] });
    expect(summary(later, NOW)).toMatchObject({ equity_balance: 0, from: null, deposits: 0 });
    expect(value(later, {}, TODAY)).toMatchObject({ from: null });
    expect(returns(later, { by: 'month' }, TODAY).rows).toEqual([]);
    expect(performance(later, { timeframe: 'ALL' }, NOW).data_available).toBe(false);
  });
});

test('what a figure needs is derived anew when the history changes', () => {
  const portfolio = portfolioOf(GROWN);
  const before = growth(portfolio, { basis: 'market' }, TODAY);
  portfolio.history.apply({ kind: 'price', symbol: 'ACME', day: TODAY, price: dec('109'), source: 'test' });
  expect(growth(portfolio, { basis: 'market' }, TODAY).current_value).toBe((before.current_value ?? 0) + 100);
  expect(performance(portfolio, { timeframe: 'ALL' }, NOW).current_value).toBe(1590);
});
