import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { statisticsBy, type TradeOutcome, tradeStatistics } from './statistics.ts';

const outcome = (netPnl: number, rMultiple: number | null = null, holdingDays = 1): TradeOutcome => ({
  netPnl,
  rMultiple,
  holdingDays,
});

// Net results in cents, in order of closing: +150.00, −50.00, +90.00, +60.00, 0.00, −100.00, −50.00, +100.00.
// Wins 150 + 90 + 60 + 100 = 400 in 4; losses 50 + 100 + 50 = 200 in 3; one of 8 breaks even.
const EIGHT = [
  outcome(15000, 3, 12),
  outcome(-5000, -1, 2),
  outcome(9000, 1.5, 4),
  outcome(6000, null, 6),
  outcome(0, 0, 0),
  outcome(-10000, -1, 3),
  outcome(-5000, -0.5, 1),
  outcome(10000, 2, 4),
];

describe('statistics of closed round trips', () => {
  test('wins, losses and what breaks even add up', () => {
    const found = tradeStatistics(EIGHT);
    expect(found).toMatchObject({ closed: 8, wins: 4, losses: 3, breakEven: 1, winRate: 0.5 });
    expect(found).toMatchObject({ netPnl: 20000, grossProfit: 40000, grossLoss: -20000 });
  });

  test('profit factor, averages, payoff ratio and expectancy follow from the sums', () => {
    // 400 / 200 = 2; 400 / 4 = 100; −200 / 3 = −66.67; 100 / 66.67 = 1.5; 200 / 8 = 25.
    const found = tradeStatistics(EIGHT);
    expect(found.profitFactor).toBe(2);
    expect(found.averageWin).toBe(10000);
    expect(found.averageLoss).toBeCloseTo(-20000 / 3, 10);
    expect(found.payoffRatio).toBeCloseTo(1.5, 12);
    expect(found.expectancy).toBe(2500);
    expect(found).toMatchObject({ largestWin: 15000, largestLoss: -10000 });
  });

  test('expectancy in R is the mean over the trips that have an R-multiple', () => {
    // (3 − 1 + 1.5 + 0 − 1 − 0.5 + 2) / 7 = 4 / 7.
    expect(tradeStatistics(EIGHT).expectancyR).toBeCloseTo(4 / 7, 12);
  });

  test('what breaks even ends a streak', () => {
    // Runs: W, L, WW, –, LL, W.
    expect(tradeStatistics(EIGHT)).toMatchObject({
      longestWinStreak: 2,
      longestLossStreak: 2,
      currentStreak: 1,
    });
    expect(tradeStatistics([outcome(1), outcome(-1), outcome(-2)]).currentStreak).toBe(-2);
    expect(tradeStatistics([outcome(1), outcome(0)]).currentStreak).toBe(0);
  });

  test('the average holding time counts every trip', () => {
    // (12 + 2 + 4 + 6 + 0 + 3 + 1 + 4) / 8 = 4.
    expect(tradeStatistics(EIGHT).averageHoldingDays).toBe(4);
  });

  test('what no trip says is null, never zero or infinite', () => {
    const none = tradeStatistics([]);
    expect(none).toMatchObject({ closed: 0, netPnl: 0, winRate: null, profitFactor: null, expectancy: null });
    expect(none).toMatchObject({ averageWin: null, averageLoss: null, payoffRatio: null, expectancyR: null });
    expect(none).toMatchObject({ largestWin: null, largestLoss: null, averageHoldingDays: null });
    const onlyWins = tradeStatistics([outcome(500), outcome(300)]);
    expect(onlyWins).toMatchObject({ winRate: 1, profitFactor: null, payoffRatio: null, largestLoss: null });
    const onlyLosses = tradeStatistics([outcome(-500)]);
    expect(onlyLosses).toMatchObject({ winRate: 0, profitFactor: 0, averageWin: null, largestWin: null });
  });

  test('no figure is ever NaN or infinite', () => {
    const trips = fc.array(
      fc.record({
        netPnl: fc.integer(),
        rMultiple: fc.option(fc.double({ noNaN: true, min: -100, max: 100 })),
        holdingDays: fc.nat(10_000),
      }),
    );
    fc.assert(
      fc.property(trips, (closed) => {
        for (const value of Object.values(tradeStatistics(closed))) {
          expect(value === null || Number.isFinite(value)).toBe(true);
        }
      }),
    );
  });
});

describe('statistics of groups', () => {
  const tagged = (netPnl: number, tags: string[]) => ({ ...outcome(netPnl), tags });

  test('a trip counts once in each of its groups, and a trip without any in none', () => {
    const trips = [tagged(100, ['gap', 'news', 'gap']), tagged(-40, ['news']), tagged(7, [])];
    const by = statisticsBy(trips, (trip) => trip.tags);
    expect([...by.keys()]).toEqual(['gap', 'news']);
    expect(by.get('gap')).toMatchObject({ closed: 1, netPnl: 100 });
    expect(by.get('news')).toMatchObject({ closed: 2, netPnl: 60 });
  });
});
