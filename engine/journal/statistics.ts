/**
 * How a set of closed round trips went.
 *
 *   net P&L = realized P&L − fees − taxes; a win lies above zero, a loss below, zero is neither
 *   win rate = wins / n                       profit factor = gross profit / |gross loss|
 *   average win (loss) = mean of the wins (losses)     payoff ratio = average win / |average loss|
 *   expectancy = mean net P&L                 expectancy in R = mean R-multiple of the trips that have one
 *
 * Sources: V. Tharp, Trade Your Way to Financial Freedom (2nd ed. 2006; R-multiples, expectancy);
 * R. Pardo, The Evaluation and Optimization of Trading Strategies (2nd ed. 2008; profit factor, wins and losses,
 * runs). Win rate, profit factor, expectancy and streaks are those of engine/returns/outcomes.ts.
 */
import { outcomes } from '../returns/outcomes.ts';

/** What the statistics need of a closed round trip; in order of closing. */
export interface TradeOutcome {
  /** In whole minor units of base. */
  readonly netPnl: number;
  readonly rMultiple: number | null;
  readonly holdingDays: number;
}

/** Amounts in minor units of base (averages may have fractions); losses are negative; unknown is null. */
export interface TradeStatistics {
  readonly closed: number;
  readonly wins: number;
  readonly losses: number;
  readonly breakEven: number;
  readonly winRate: number | null;
  readonly netPnl: number;
  readonly grossProfit: number;
  readonly grossLoss: number;
  /** Null where nothing was lost. */
  readonly profitFactor: number | null;
  readonly averageWin: number | null;
  readonly averageLoss: number | null;
  readonly payoffRatio: number | null;
  readonly expectancy: number | null;
  readonly expectancyR: number | null;
  readonly largestWin: number | null;
  readonly largestLoss: number | null;
  readonly longestWinStreak: number;
  readonly longestLossStreak: number;
  /** The run at the end: positive wins, negative losses; what breaks even ends a run. */
  readonly currentStreak: number;
  readonly averageHoldingDays: number | null;
}

export function tradeStatistics(closed: readonly TradeOutcome[]): TradeStatistics {
  const results = Float64Array.from(closed, (trip) => trip.netPnl);
  const measured = outcomes(results, 0);
  const { wins, losses } = measured;
  const grossProfit = sum(results.filter((result) => result > 0));
  const grossLoss = sum(results.filter((result) => result < 0));
  const averageWin = ratio(grossProfit, wins);
  const averageLoss = ratio(grossLoss, losses);
  const rMultiples = closed.map((trip) => trip.rMultiple).filter((r) => r !== null);
  return {
    closed: closed.length,
    wins,
    losses,
    breakEven: closed.length - wins - losses,
    winRate: measured.winRate,
    netPnl: grossProfit + grossLoss,
    grossProfit,
    grossLoss,
    profitFactor: measured.profitFactor,
    averageWin,
    averageLoss,
    payoffRatio: averageWin === null || averageLoss === null ? null : averageWin / -averageLoss,
    expectancy: measured.expectancy,
    expectancyR: ratio(sum(rMultiples), rMultiples.length),
    largestWin: wins === 0 ? null : results[measured.best as number],
    largestLoss: losses === 0 ? null : results[measured.worst as number],
    longestWinStreak: measured.longestWinStreak,
    longestLossStreak: measured.longestLossStreak,
    currentStreak: measured.currentStreak,
    averageHoldingDays: ratio(sum(closed.map((trip) => trip.holdingDays)), closed.length),
  };
}

/** Statistics of each group; a trip may belong to several (tags) or to none. In order of first appearance. */
export function statisticsBy<Trip extends TradeOutcome>(
  closed: readonly Trip[],
  groupsOf: (trip: Trip) => readonly string[],
): Map<string, TradeStatistics> {
  const groups = new Map<string, Trip[]>();
  for (const trip of closed) {
    for (const name of new Set(groupsOf(trip))) {
      const members = groups.get(name);
      if (members === undefined) groups.set(name, [trip]);
      else members.push(trip);
    }
  }
  return new Map([...groups].map(([name, members]) => [name, tradeStatistics(members)]));
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function ratio(dividend: number, divisor: number): number | null {
  return divisor === 0 ? null : dividend / divisor;
}
