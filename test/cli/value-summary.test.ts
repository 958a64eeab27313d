import { describe, expect, test } from 'vitest';
import { cents, ledgers } from './ledgers.ts';

const { value, usual } = ledgers();

describe('the summary of a small ledger', () => {
  const { code, json } = usual();
  const { summary, series } = json;

  test('has the period from the first event to the last price, and echoes the conventions', () => {
    expect(code).toBe(0);
    expect(json).toMatchObject({
      base_currency: 'USD',
      from: '2024-01-02',
      to: '2024-01-31',
      conventions: {
        flows: 'in-start-out-end',
        lots: 'fifo',
        fees: 'expense',
        day_count: 'act/365',
        annualization: 252,
      },
    });
  });

  test('has exact amounts', () => {
    // Cash 2000 − 1000 + 21.25 + 500 + 479 − 200; six units at 117.50.
    expect(summary).toMatchObject({
      equity: '2505.25',
      cash: '1800.25',
      long_value: '705.00',
      short_value: '0.00',
      deposits: '2500.00',
      withdrawals: '200.00',
      transfers_in: '0.00',
      transfers_out: '0.00',
      opening: '0.00',
      net_flow: '2300.00',
      cost_basis: '600.00',
      realized_pnl: '80.00',
      unrealized_pnl: '105.00',
      unrealized_pnl_start: '0.00',
      income: '25.00',
      fees: '1.00',
      taxes: '3.75',
      fx_pnl: '0.00',
      transferred_gain: '0.00',
      unexplained: '0.00',
      total_pnl: '205.25',
      starting_balance: '2000.00',
    });
  });

  test('measures growth by the first day’s flows where there is no opening', () => {
    // 205.25 ÷ 2000, and (205.25 + 300) ÷ 2000.
    expect(summary.trading_growth_percent).toBeCloseTo(10.2625, 10);
    expect(summary.total_growth_percent).toBeCloseTo(25.2625, 10);
  });

  test('links the days: an inflow counts from the start of its day, an outflow to its end', () => {
    // Values 2000, 2000, 2071.25, 2121.25 (12 Jan), 2621.25 after 500 on the 13th, 2720.25, 2490.25 after 200 out, 2505.25.
    const twr =
      (2071.25 / 2000) *
        (2121.25 / 2071.25) *
        (2720.25 / 2621.25) *
        (2690.25 / 2720.25) *
        (2505.25 / 2490.25) -
      1;
    expect(summary.twr).toBeCloseTo(twr, 12);
    expect(series.twr_index.at(-1)).toBeCloseTo(1 + twr, 12);
    expect(summary.twr_annualized).toBeNull();
    expect(json.problems).toContainEqual(
      expect.objectContaining({ code: 'history_too_short', field: 'twr_annualized' }),
    );
  });

  test('the flows, discounted by xirr, are worth nothing', () => {
    const flows = [
      [0, -2000],
      [11, -500],
      [17, 200],
      [29, 2505.25],
    ];
    const worth = flows.reduce((sum, [day, flow]) => sum + flow / (1 + summary.xirr) ** (day / 365), 0);
    expect(worth).toBeCloseTo(0, 6);
  });

  test('modified Dietz weights an inflow with its own day and an outflow without', () => {
    // 30 days: 2000 × 30/30 + 500 × 19/30 − 200 × 12/30.
    expect(summary.modified_dietz).toBeCloseTo(205.25 / (2000 + (500 * 19) / 30 - (200 * 12) / 30), 12);
  });

  test('names the deepest fall with its days', () => {
    expect(summary.max_drawdown).toEqual({
      depth: expect.closeTo(2690.25 / 2720.25 - 1, 12),
      peak: '2024-01-17',
      trough: '2024-01-19',
      recovered: null,
    });
  });

  test('volatility is that of the days with a price, deposits on other days not among them', () => {
    const returns = [
      0,
      71.25 / 2000,
      50 / 2071.25,
      2720.25 / 2621.25 - 1,
      2690.25 / 2720.25 - 1,
      15 / 2490.25,
    ];
    const mean = returns.reduce((a, b) => a + b) / 6;
    const deviation = Math.sqrt(returns.reduce((sum, r) => sum + (r - mean) ** 2, 0) / 5);
    expect(summary.volatility).toBeCloseTo(deviation * Math.sqrt(252), 12);
    expect(summary.sharpe).toBeCloseTo((mean / deviation) * Math.sqrt(252), 10);
  });

  test('the series adds up to the summary, every day', () => {
    for (let i = 0; i < series.date.length; i++) {
      const before = i === 0 ? cents(summary.opening) : cents(series.equity[i - 1]);
      const unrealized = i === 0 ? 0 : cents(series.unrealized_pnl[i - 1]);
      expect(cents(series.equity[i])).toBe(before + cents(series.net_flow[i]) + cents(series.pnl[i]));
      expect(cents(series.pnl[i])).toBe(
        cents(series.realized_pnl[i]) +
          cents(series.unrealized_pnl[i]) -
          unrealized -
          cents(series.transferred_gain[i]) +
          cents(series.income[i]) -
          cents(series.fees[i]) -
          cents(series.taxes[i]) +
          cents(series.fx_pnl[i]) +
          cents(series.unexplained[i]),
      );
    }
    expect(series.cumulative_pnl.at(-1)).toBe(205.25);
    for (const [name, column] of Object.entries(series))
      expect(column, name).toHaveLength(series.date.length);
  });

  test('positions and what was realized', () => {
    expect(json.positions).toMatchObject([
      {
        symbol: 'ACME',
        quantity: '6',
        average_cost: '100.00',
        cost_basis: '600.00',
        price: '117.50',
        price_date: '2024-01-31',
        currency: 'USD',
        value: '705.00',
        unrealized_pnl: '105.00',
        realized_pnl: '80.00',
        income: '25.00',
        fx_pnl: '0.00',
      },
    ]);
    expect(json.realized).toMatchObject([
      {
        symbol: 'ACME',
        opened: '2024-01-03',
        closed: '2024-01-17',
        quantity: '4',
        proceeds: '480.00',
        cost: '400.00',
        pnl: '80.00',
        days_held: 14,
      },
    ]);
  });
});

describe('a period within the history', () => {
  const { json } = usual('--from', '2024-01-13', '--to', '2024-01-17');

  test('starts from the equity of the day before', () => {
    expect(json.summary).toMatchObject({
      opening: '2121.25',
      net_flow: '500.00',
      unrealized_pnl_start: '100.00',
      unrealized_pnl: '120.00',
      realized_pnl: '80.00',
      fees: '1.00',
      income: '0.00',
      total_pnl: '99.00',
      starting_balance: '2121.25',
    });
    expect(json.summary.twr).toBeCloseTo(2720.25 / 2621.25 - 1, 12);
  });

  test('begins its index before its first day', () => {
    expect(json.series.date[0]).toBe('2024-01-13');
    expect(json.series.twr_index[0]).toBe(1);
  });

  test('that would end before it begins is refused', () => {
    const { code, json: refused } = usual('--from', '2025-01-01');
    expect(code).toBe(2);
    expect(refused.problems[0].code).toBe('setting_invalid');
  });
});

describe('what a ledger starts with', () => {
  test('opening events come before the first day; units carry a gain that is nobody’s', () => {
    const { json } = value('--ledger', 'opening.csv', '--prices', 'prices.csv');
    // 10,000 in cash and ten units at their cost of 90, since there is no price on 2 January yet.
    expect(json.summary).toMatchObject({
      opening: '10900.00',
      starting_balance: '10900.00',
      transferred_gain: '0.00',
    });
    const { equity, opening, net_flow, total_pnl } = json.summary;
    expect(cents(equity)).toBe(cents(opening) + cents(net_flow) + cents(total_pnl));
    expect(json.summary.net_flow).toBe('-300.00');
  });

  test('no money at all: growth is measured against 10,000 that is in no other figure', () => {
    const { json } = value('--ledger', 'no-money.csv', '--prices', 'prices.csv');
    expect(json.summary).toMatchObject({
      equity: '200.00',
      starting_balance: '10000.00',
      trading_growth_percent: 2,
    });
    expect(json.problems).toContainEqual(expect.objectContaining({ code: 'starting_balance_assumed' }));
  });

  test('a header alone is an empty ledger', () => {
    const { code, json } = value('--ledger', 'empty.csv');
    expect(code).toBe(0);
    expect(json).toMatchObject({ from: null, to: null, positions: [], realized: [] });
    expect(json.summary).toMatchObject({ equity: '0.00', twr: null, xirr: null });
    expect(json.series.date).toEqual([]);
  });
});
