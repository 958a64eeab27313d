/**
 * Wins and losses of returns or of amounts (periods, or trades): how often, how much, how many in a row.
 *
 *   win rate = wins / n             profit factor = sum of gains / |sum of losses|
 *   expectancy = mean outcome       a win lies above the threshold, a loss below it
 *
 * Source: C. Bacon, Practical Portfolio Performance Measurement and Attribution (2nd ed. 2008), ch. 4
 * (upside and downside frequency); V. Tharp, Trade Your Way to Financial Freedom (2nd ed. 2006), ch. 7
 * (expectancy).
 */
import type { MeasureProblem } from './measure.ts';
import { mean } from './statistics.ts';

export type Outcomes = {
  readonly wins: number;
  readonly losses: number;
  /** Shares of all outcomes; what equals the threshold is neither. Null of nothing. */
  readonly winRate: number | null;
  readonly lossRate: number | null;
  /** Null where nothing was lost (`divisor_zero`). */
  readonly profitFactor: number | null;
  readonly expectancy: number | null;
  readonly longestWinStreak: number;
  readonly longestLossStreak: number;
  /** The streak at the end: positive wins, negative losses, 0 neither. */
  readonly currentStreak: number;
  /** Indices of the highest and lowest outcome, the first where several are equal; null of nothing. */
  readonly best: number | null;
  readonly worst: number | null;
  readonly convention: { readonly threshold: number };
  readonly problems: readonly MeasureProblem[];
};

/** Counts the outcomes against `threshold`; gains and losses are measured from it as well. */
export function outcomes(results: ArrayLike<number>, threshold: number): Outcomes {
  let gained = 0;
  let lost = 0;
  for (let i = 0; i < results.length; i++) {
    gained += Math.max(results[i] - threshold, 0);
    lost += Math.max(threshold - results[i], 0);
  }
  const streaks = countStreaks(results, threshold);
  const share = (count: number): number | null => (results.length === 0 ? null : count / results.length);
  const problems: MeasureProblem[] = [];
  if (results.length === 0) problems.push({ code: 'history_too_short' });
  else if (lost === 0) problems.push({ code: 'divisor_zero' });
  return {
    ...streaks,
    winRate: share(streaks.wins),
    lossRate: share(streaks.losses),
    profitFactor: lost === 0 ? null : gained / lost,
    expectancy: mean(results),
    best: extreme(results, (a, b) => a > b),
    worst: extreme(results, (a, b) => a < b),
    convention: { threshold },
    problems,
  };
}

type Streaks = Pick<Outcomes, 'wins' | 'losses' | 'longestWinStreak' | 'longestLossStreak' | 'currentStreak'>;

function countStreaks(results: ArrayLike<number>, threshold: number): Streaks {
  let wins = 0;
  let losses = 0;
  let longestWinStreak = 0;
  let longestLossStreak = 0;
  let currentStreak = 0;
  for (let i = 0; i < results.length; i++) {
    if (results[i] > threshold) {
      wins++;
      currentStreak = Math.max(currentStreak, 0) + 1;
    } else if (results[i] < threshold) {
      losses++;
      currentStreak = Math.min(currentStreak, 0) - 1;
    } else currentStreak = 0;
    longestWinStreak = Math.max(longestWinStreak, currentStreak);
    longestLossStreak = Math.max(longestLossStreak, -currentStreak);
  }
  return { wins, losses, longestWinStreak, longestLossStreak, currentStreak };
}

function extreme(results: ArrayLike<number>, beats: (a: number, b: number) => boolean): number | null {
  if (results.length === 0) return null;
  let at = 0;
  for (let i = 1; i < results.length; i++) if (beats(results[i], results[at])) at = i;
  return at;
}
