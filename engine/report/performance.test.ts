import { describe, expect, test } from 'vitest';
import { reportOf } from '../../test/reports.ts';
import { type Day, parseDay } from '../calendar/index.ts';

const on = (text: string): Day => parseDay(text) as Day;

/** A thousand from 1 July 2022 on; 100 of interest on 30 June 2023, and 110 on 30 June 2024. */
const INTEREST = `
  date,type,amount
  2022-07-01,deposit,1000.00
  2023-06-30,interest,100.00
  2024-06-30,interest,110.00`;

describe('the money-weighted return of a part of the history', () => {
  test('is paid in at the end of the day before the part', () => {
    // 1,000 at the end of 31 December 2022, 1,100 at the end of 31 December 2023: 365 days, 1100 / 1000 − 1 = 0.1.
    const { report } = reportOf({ ledger: INTEREST }, { from: on('2023-01-01'), to: on('2023-12-31') });
    expect(report.performance.xirr).toBeCloseTo(0.1, 12);
  });

  test('counts two years where the part has two', () => {
    // 1,000 at the end of 1 July 2022, 1,210 at the end of 30 June 2024: 730 days, 1.21^(365 / 730) − 1 = 0.1.
    const { report } = reportOf({ ledger: INTEREST }, { from: on('2022-07-02'), to: on('2024-06-30') });
    expect(report.performance.xirr).toBeCloseTo(0.1, 12);
  });

  test('of the whole history is paid in on its first day', () => {
    // The deposit of 1 July 2022 and 1,100 a year of 365 days after: 0.1.
    const { report } = reportOf({ ledger: INTEREST }, { to: on('2023-07-01') });
    expect(report.performance.xirr).toBeCloseTo(0.1, 12);
  });
});

describe('a history of one day', () => {
  test('has no Calmar ratio where a year of such days is beyond all numbers: it is too short', () => {
    // 100 become 1,100: 11^365 is about 10^380.
    const { report } = reportOf({
      ledger: 'date,type,amount\n2024-01-02,deposit,100.00\n2024-01-02,interest,1000.00',
    });
    expect(report.performance.twr).toBe(10);
    expect(report.risk.calmar).toBeNull();
    const why = report.problems.filter(({ source }) => source.field?.split(', ').includes('calmar'));
    expect(why.map(({ code }) => code)).toEqual(['history_too_short']);
  });
});

test('what has no day says nothing of a day: a modified Dietz return on less than nothing', () => {
  // An opening debt of 100 that grows by 10: the average capital is −100.
  const { report } = reportOf({
    ledger: 'date,type,amount\n2024-01-02,opening,-100.00\n2024-01-03,interest,10.00',
  });
  expect(report.performance.modifiedDietz).toBeNull();
  const [why] = report.problems.filter(({ source }) => source.field?.includes('modified_dietz'));
  expect(why.code).toBe('return_undefined');
});

test('a ledger without events has no return, and a problem names each figure', () => {
  const { report } = reportOf({ ledger: 'date,type,amount' });
  const { twr, twrAnnualized, xirr, modifiedDietz } = report.performance;
  expect([twr, twrAnnualized, xirr, modifiedDietz]).toEqual([null, null, null, null]);
  const named = report.problems.flatMap(({ source }) => source.field?.split(', ') ?? []);
  expect(named).toEqual(expect.arrayContaining(['twr', 'twr_annualized', 'xirr', 'modified_dietz']));
});

describe('the maximum drawdown', () => {
  const files = {
    ledger: `
      date,type,symbol,quantity,price,amount
      2024-01-02,deposit,,,,1000.00
      2024-01-02,buy,ACME,10,100.00`,
    prices: `
      date,symbol,price
      2024-01-02,ACME,100.00
      2024-01-05,ACME,120.00
      2024-01-09,ACME,90.00
      2024-01-16,ACME,126.00`,
  };

  test('has the same days whatever the rows are', () => {
    // From 1,200 on Friday the 5th to 900 on Tuesday the 9th: −25 %. Sunday the 7th is a row of weeks, and no peak.
    const fallOf = (every: 'day' | 'week' | 'month') =>
      reportOf(files, { every }).report.performance.drawdowns;
    for (const every of ['day', 'week', 'month'] as const) {
      expect(fallOf(every).deepest).toMatchObject({
        depth: expect.closeTo(-0.25, 12),
        peak: on('2024-01-05'),
        trough: on('2024-01-09'),
        recovered: on('2024-01-16'),
      });
    }
  });

  test('a row between the days has the drawdown of its own level', () => {
    // Sundays 7 and 14 January: at the level of the 5th, and at that of the 9th.
    const { series } = reportOf(files, { every: 'week' }).report;
    expect(Array.from(series.drawdown, (fall) => Math.round(fall * 1e6) / 1e6)).toEqual([0, 0, -0.25, 0]);
  });
});
