import { describe, expect, test } from 'vitest';
import { current, equityHistory, growth, performance, value } from '../../../app/service/figures/index.ts';
import { dec } from '../../../engine/index.ts';
import { at, on, portfolioOf, type Stated } from '../portfolio.ts';
import { answer } from './answer.ts';
import { EVENING, TODAY, TRADED } from './traded.ts';

describe('the daily roll-forward', () => {
  const found = answer('equityHistory', equityHistory(portfolioOf(TRADED), {}, TODAY));

  test('has a row for each session and for the Sunday with a flow, none for the holiday', () => {
    expect(found.history.map(({ date }) => date.slice(8))).toEqual([
      '02',
      '03',
      '04',
      '05',
      '07',
      '08',
      '09',
      '10',
      '11',
      '12',
      '16',
      '17',
    ]);
  });

  test('rolls forward: equity is the equity before, the flows and the P&L, from the opening on', () => {
    let before = 10000;
    let cumulative = 0;
    for (const row of found.history) {
      expect(row.equity_balance).toBeCloseTo(
        before + row.equity_inflow - row.equity_outflow + row.daily_pnl,
        9,
      );
      cumulative += row.daily_pnl;
      expect(row.cumulative_pnl).toBeCloseTo(cumulative, 9);
      before = row.equity_balance;
    }
    expect(found.current_equity).toBe(before);
  });

  test('has levels and counts of the end of the day', () => {
    // 8 January: cash 10,000 − 1,000 + 199 + 500; 10 ACME at 104; 5 BOLT short at 44.
    expect(found.history[5]).toMatchObject({
      equity_balance: 9699 + 1040 - 220,
      cash_value: 9699,
      long_value: 1040,
      short_value: -220,
      total_value: 1260,
      gross_exposure: 1260,
      net_exposure: 820,
      num_positions: 2,
      num_long_positions: 1,
      num_short_positions: 1,
      daily_pnl: -20,
      equity_inflow: 0,
      kind: 'computed',
      source: 'ledger',
    });
    expect(found.history[4]).toMatchObject({ date: '2024-01-07', equity_inflow: 500, daily_pnl: 0 });
    // 9 January: ACME falls by 30; a dividend of 20 gross, 3 of tax.
    expect(found.history[6]).toMatchObject({ daily_pnl: -13, income: 20, taxes: 3, unrealized_pnl: 10 - 20 });
  });

  test('of a part has the same rows, the P&L of days before it included', () => {
    const part = equityHistory(
      portfolioOf(TRADED),
      { startDate: on('2024-01-08'), endDate: on('2024-01-10') },
      TODAY,
    );
    expect(part.history).toEqual(found.history.slice(5, 8));
  });

  test('of an empty portfolio has no rows, and an equity of nothing', () => {
    const empty = answer('equityHistory', equityHistory(portfolioOf({ today: '2024-01-17' }), {}, TODAY));
    expect(empty).toMatchObject({ history: [], current_equity: 0, problems: [] });
  });

  test('ends today, though events are still to come', () => {
    const events = [...(TRADED.events ?? []), { date: '2024-02-20', type: 'deposit', amount: 7000 }];
    const { history, current_equity } = equityHistory(portfolioOf({ ...TRADED, events }), {}, TODAY);
    expect({ history, current_equity }).toEqual({
      history: found.history,
      current_equity: found.current_equity,
    });
    const asked = equityHistory(portfolioOf({ ...TRADED, events }), { endDate: on('2024-02-20') }, TODAY);
    expect(asked.history.at(-1)).toMatchObject({ date: '2024-02-20', equity_inflow: 7000 });
    expect(asked.current_equity).toBe(found.current_equity);
  });

  test('of accounts on different calendars has the days of both', () => {
    const both = portfolioOf({
      accounts: [{ id: 'main' }, { id: 'coins', calendar: '24x7' }],
      events: [
        { date: '2024-01-05', type: 'deposit', amount: 100 },
        { date: '2024-01-05', type: 'deposit', amount: 100, account: 'coins' },
      ],
      today: '2024-01-08',
    });
    expect(equityHistory(both, {}, on('2024-01-08')).history.map(({ date }) => date.slice(8))).toEqual([
      '05',
      '06',
      '07',
      '08',
    ]);
  });
});

describe('relations', () => {
  const portfolio = portfolioOf(TRADED);
  const equity = current(portfolio, EVENING).total_value;

  test('growth on the market basis comes to the equity', () => {
    expect(growth(portfolio, { basis: 'market' }, TODAY).current_value).toBe(equity);
  });

  test('the chart of ALL returns what the value report does, and its gain is the whole P&L', () => {
    const chart = performance(portfolio, { timeframe: 'ALL' }, EVENING);
    const { summary } = value(portfolio, {}, TODAY);
    expect(chart.profit_loss_percent).toBe((summary.twr ?? 0) * 100);
    expect(chart.profit_loss).toBe(Number(summary.total_pnl));
    expect(chart.current_value).toBe(equity);
    expect(chart.net_flows).toBe(300);
  });
});

describe('current', () => {
  test('has positions, cash and when the newest price was quoted', () => {
    const found = answer('current', current(portfolioOf(TRADED), EVENING));
    // Cash 9,699 + 17 − 200; 10 ACME at 110; 5 BOLT short at 39, opened at 40.
    expect(found).toMatchObject({
      total_value: 9516 + 1100 - 195,
      investment_value: 905,
      cash_balance: 9516,
      last_updated: '2024-01-17T21:00:00Z',
      price_fresh: false,
    });
    expect(found.positions).toMatchObject([
      {
        ticker: 'ACME',
        shares: 10,
        cost_basis: 1000,
        current_value: 1100,
        price_per_share: 110,
        unrealized_gain_loss: 100,
        unrealized_gain_loss_percent: 10,
        price_at: '2024-01-12T21:00:00Z',
      },
      { ticker: 'BOLT', shares: -5, cost_basis: -200, current_value: -195, unrealized_gain_loss: 5 },
    ]);
  });

  test('calls a price fresh for five minutes after the close that it is of', () => {
    const stated: Stated = {
      events: [{ date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: 10, price: 100 }],
      prices: 'ACME 2024-01-17 110',
      today: '2024-01-17',
    };
    const freshAt = (time: string) => current(portfolioOf(stated), at(`2024-01-17T${time}Z`));
    expect(freshAt('21:04:59').price_fresh).toBe(true);
    expect(freshAt('21:05:00').price_fresh).toBe(false);
    // While the session is open nobody knows when in it the price was quoted.
    expect(freshAt('18:00:00')).toMatchObject({ price_fresh: false, last_updated: '2024-01-17T14:30:00Z' });
  });

  test('of cash alone is as new as the newest event', () => {
    const found = current(
      portfolioOf({
        events: [{ date: '2024-01-03', time: '10:15', type: 'deposit', amount: 5 }],
        today: '2024-01-17',
      }),
      EVENING,
    );
    expect(found).toMatchObject({ last_updated: '2024-01-03T15:15:00Z', price_fresh: true, total_value: 5 });
  });

  test('of an empty portfolio, and of one whose events are all to come, is nothing, as of now', () => {
    const later = [{ date: '2024-03-01', type: 'deposit', amount: 5 }];
    for (const events of [[], later]) {
      const found = answer('current', current(portfolioOf({ events, today: '2024-01-17' }), EVENING));
      expect(found).toMatchObject({
        total_value: 0,
        cash_balance: 0,
        positions: [],
        last_updated: '2024-01-17T22:00:00Z',
      });
    }
  });

  test('carries a quantity that no number can', () => {
    const stated: Stated = {
      events: [
        { date: '2024-01-03', type: 'buy', symbol: 'COIN', quantity: '0.12345678901234567', price: 1 },
      ],
      today: '2024-01-17',
    };
    expect(current(portfolioOf(stated), EVENING).positions[0]).toMatchObject({
      shares_exact: '0.12345678901234567',
      price_at: null,
    });
  });

  test('shows what a broker reported beyond the ledger in the total', () => {
    const observations = [{ account: 'main', day: on('2024-01-10'), equity: dec('10600') }];
    const ledger = current(portfolioOf(TRADED), EVENING);
    const found = current(portfolioOf({ ...TRADED, observations }), EVENING);
    // On 10 January the ledger has 10,506: 9,716 of cash, 1,010 of ACME, −220 of BOLT.
    expect((found.total_value ?? 0) - (ledger.total_value ?? 0)).toBe(94);
  });
});
