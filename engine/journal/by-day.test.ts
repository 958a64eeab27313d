import { describe, expect, test } from 'vitest';
import type { Day } from '../calendar/index.ts';
import { type DatedOutcome, tradingDays } from './by-day.ts';

const outcome = (closed: number, netPnl: number, rMultiple: number | null = null): DatedOutcome => ({
  closed: closed as Day,
  netPnl,
  rMultiple,
  holdingDays: 1,
});

describe('results by the day of closing', () => {
  test('are sums of the trips closed on a day, and run from the first day on', () => {
    // Day 10: +150.00 (3 R) and −50.00 (−1 R); day 12: 0.00 without a stop; day 15: −20.00 (−0.5 R).
    const days = tradingDays([
      outcome(10, 15000, 3),
      outcome(10, -5000, -1),
      outcome(12, 0),
      outcome(15, -2000, -0.5),
    ]);
    expect(days).toEqual([
      {
        day: 10,
        closed: 2,
        wins: 1,
        losses: 1,
        netPnl: 10000,
        r: 2,
        cumulativeNetPnl: 10000,
        cumulativeR: 2,
      },
      { day: 12, closed: 1, wins: 0, losses: 0, netPnl: 0, r: null, cumulativeNetPnl: 10000, cumulativeR: 2 },
      {
        day: 15,
        closed: 1,
        wins: 0,
        losses: 1,
        netPnl: -2000,
        r: -0.5,
        cumulativeNetPnl: 8000,
        cumulativeR: 1.5,
      },
    ]);
  });

  test('stand in order of their days, whatever account closed first', () => {
    expect(
      tradingDays([outcome(12, 100), outcome(11, 200)]).map(({ day, cumulativeNetPnl }) => [
        day,
        cumulativeNetPnl,
      ]),
    ).toEqual([
      [11, 200],
      [12, 300],
    ]);
  });
});
