import { describe, expect, test } from 'vitest';
import { reportOf } from '../../test/reports.ts';
import { tradesReport } from '../journal/index.ts';

/** What growth is measured against, by `value` and by `trades`. */
function startsOf(rows: readonly string[], account: string | null = null) {
  const ledger = ['date,account,type,symbol,quantity,price,amount', ...rows].join('\n');
  const { report, journal } = reportOf({ ledger }, { calendar: '24x7', account });
  const asked = { account, basis: 'market', startingBalance: null, from: null, to: null } as const;
  const { amount, source } = tradesReport(journal, asked).startingBalance;
  return {
    growth: report.growth,
    codes: report.problems.map(({ code }) => code),
    ofTrades: { amount, source },
  };
}

const UNKNOWN = { startingBalance: 0, tradingGrowthPercent: null, totalGrowthPercent: null, assumed: false };

describe('the starting balance', () => {
  test('of opening events that cancel out is nothing, and growth in percent of it is unknown', () => {
    // 1,000 in cash and a short of 10 at 100: 1000 − 10 × 100 = 0. The deposit of 500 is a flow, not the beginning.
    const { growth, codes, ofTrades } = startsOf([
      '2024-01-02,main,opening,,,,1000.00',
      '2024-01-02,main,opening,ACME,-10,100.00',
      '2024-02-02,main,deposit,,,,500.00',
    ]);
    expect(growth).toMatchObject(UNKNOWN);
    expect(codes).toContain('starting_balance_not_positive');
    expect(ofTrades).toEqual({ amount: 0, source: 'opening' });
  });

  test('of an opening of nothing is nothing', () => {
    const { growth, codes, ofTrades } = startsOf([
      '2024-01-02,main,opening,,,,0',
      '2024-02-02,main,deposit,,,,500.00',
    ]);
    expect(growth).toMatchObject(UNKNOWN);
    expect(codes).toContain('starting_balance_not_positive');
    expect(ofTrades).toEqual({ amount: 0, source: 'opening' });
  });

  test('of a first day whose flows cancel out is nothing, whatever comes later', () => {
    // 1000 − 1000 = 0 on 3 January; the 700 of 5 January are a later day's.
    const { growth, codes, ofTrades } = startsOf([
      '2024-01-02,main,buy,ACME,1,10.00',
      '2024-01-03,main,deposit,,,,1000.00',
      '2024-01-03,main,withdrawal,,,,-1000.00',
      '2024-01-05,main,deposit,,,,700.00',
    ]);
    expect(growth).toMatchObject(UNKNOWN);
    expect(codes).toContain('starting_balance_not_positive');
    expect(ofTrades).toEqual({ amount: 0, source: 'first_flows' });
  });

  test('of a first day with flows is their sum, and growth is measured against it', () => {
    // 1000 − 200 = 800; interest of 40 is 5 %; with the later 400 the growth is 440 / 800 = 55 %.
    const { growth, ofTrades } = startsOf([
      '2024-01-03,main,deposit,,,,1000.00',
      '2024-01-03,main,withdrawal,,,,-200.00',
      '2024-01-04,main,interest,,,,40.00',
      '2024-01-05,main,deposit,,,,400.00',
    ]);
    expect(growth).toMatchObject({
      startingBalance: 80_000,
      tradingGrowthPercent: 5,
      totalGrowthPercent: expect.closeTo(55, 12),
    });
    expect(ofTrades).toEqual({ amount: 80_000, source: 'first_flows' });
  });

  test('a move between own accounts is no flow of both, and one of each', () => {
    const rows = [
      '2024-01-02,a,interest,,,,50.00',
      '2024-01-03,a,transfer_out,,,,-50.00',
      '2024-01-03,b,transfer_in,,,,50.00',
      '2024-01-04,b,deposit,,,,300.00',
    ];
    expect(startsOf(rows).growth).toMatchObject({ startingBalance: 30_000 });
    expect(startsOf(rows).ofTrades).toEqual({ amount: 30_000, source: 'first_flows' });
    expect(startsOf(rows, 'a').growth).toMatchObject({ startingBalance: -5_000, totalGrowthPercent: null });
    expect(startsOf(rows, 'b').growth).toMatchObject({ startingBalance: 5_000 });
    expect(startsOf(rows, 'b').ofTrades).toEqual({ amount: 5_000, source: 'first_flows' });
  });

  test('where no row names money it is an assumed 10,000', () => {
    const { growth, ofTrades } = startsOf(['2024-01-02,main,buy,ACME,1,10.00']);
    expect(growth).toMatchObject({ startingBalance: 1_000_000, assumed: true, tradingGrowthPercent: 0 });
    expect(ofTrades).toEqual({ amount: 1_000_000, source: 'assumed' });
  });
});
