import { describe, expect, test } from 'vitest';
import { ledgers } from './ledgers.ts';

const { usual } = ledgers();

describe('the dates of a series', () => {
  const dates = (...args: string[]): string[] => usual(...args).json.series.date;

  test('auto: the days with a price or an event', () => {
    expect(dates()).toEqual([
      '2024-01-02',
      '2024-01-03',
      '2024-01-10',
      '2024-01-12',
      '2024-01-13',
      '2024-01-17',
      '2024-01-19',
      '2024-01-31',
    ]);
  });

  test('auto ends on --to, whatever happens there', () => {
    expect(dates('--to', '2024-02-04').at(-1)).toBe('2024-02-04');
  });

  test('24x7: every day, annualized by 365', () => {
    const { json } = usual('--calendar', '24x7');
    expect(json.series.date).toHaveLength(30);
    expect(json.conventions.annualization).toBe(365);
  });

  test('an exchange: its sessions, and other days with an event', () => {
    const found = dates('--calendar', 'XNYS');
    expect(found).toContain('2024-01-13');
    expect(found).toContain('2024-01-16');
    expect(found).not.toContain('2024-01-15');
    expect(found).not.toContain('2024-01-14');
  });

  test('weeks end on Sundays, and --to ends them all; row 0 is --from', () => {
    expect(dates('--every', 'week')).toEqual([
      '2024-01-02',
      '2024-01-07',
      '2024-01-14',
      '2024-01-21',
      '2024-01-28',
      '2024-01-31',
    ]);
  });

  test('months end on their last calendar day; amounts are sums since the row before', () => {
    const { series } = usual('--every', 'month', '--to', '2024-02-10').json;
    expect(series.date).toEqual(['2024-01-02', '2024-01-31', '2024-02-10']);
    expect(series.net_flow).toEqual([2000, 300, 0]);
    expect(series.pnl).toEqual([0, 205.25, 0]);
    expect(series.equity).toEqual([2000, 2505.25, 2505.25]);
  });

  test('what the rows are does not change the risk', () => {
    expect(usual('--every', 'year').json.summary.volatility).toBe(usual().json.summary.volatility);
  });

  test('a price is stale after five calendar days', () => {
    const { series } = usual('--calendar', '24x7').json;
    const stale = (date: string) => series.stale[series.date.indexOf(date)];
    expect(['2024-01-24', '2024-01-25', '2024-01-30', '2024-01-31'].map(stale)).toEqual([0, 1, 1, 0]);
  });
});

describe('a --from before the first event', () => {
  test('is answered from that event on, and a warning says so', () => {
    const { code, json } = usual('--from', '2023-12-01');
    expect(code).toBe(0);
    expect(json.from).toBe('2024-01-02');
    expect(json.problems[0]).toMatchObject({
      code: 'from_before_history',
      severity: 'warning',
      field: '--from',
      message: 'the history starts on 2024-01-02; nothing is known of 2023-12-01',
    });
  });

  test('which is on the first event brings no warning', () => {
    const codes = usual('--from', '2024-01-02').json.problems.map(({ code }: { code: string }) => code);
    expect(codes).not.toContain('from_before_history');
  });
});
