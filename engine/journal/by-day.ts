/** What the trips that were closed on a day brought, day by day: a calendar of results, and a curve of them in R. */
import type { Day } from '../calendar/index.ts';
import type { TradeOutcome } from './statistics.ts';

/** A trip with the day on which it was closed. */
export interface DatedOutcome extends TradeOutcome {
  readonly closed: Day;
}

/** A day on which trips were closed; amounts in minor units of base. */
export interface TradingDay {
  readonly day: Day;
  readonly closed: number;
  readonly wins: number;
  readonly losses: number;
  readonly netPnl: number;
  /** Sum of the R-multiples; null where none of its trips has one. */
  readonly r: number | null;
  /** Sums from the first day to this one. */
  readonly cumulativeNetPnl: number;
  readonly cumulativeR: number;
}

/** The days on which something was closed, in order. `outcomes` in order of closing. */
export function tradingDays(outcomes: readonly DatedOutcome[]): TradingDay[] {
  const days = new Map<Day, DatedOutcome[]>();
  for (const outcome of outcomes) {
    const those = days.get(outcome.closed);
    if (those === undefined) days.set(outcome.closed, [outcome]);
    else those.push(outcome);
  }
  let [cumulativeNetPnl, cumulativeR] = [0, 0];
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([day, those]) => {
      const one = dayOf(day, those);
      cumulativeNetPnl += one.netPnl;
      cumulativeR += one.r ?? 0;
      return { ...one, cumulativeNetPnl, cumulativeR };
    });
}

function dayOf(
  day: Day,
  those: readonly DatedOutcome[],
): Omit<TradingDay, 'cumulativeNetPnl' | 'cumulativeR'> {
  const multiples = those.map(({ rMultiple }) => rMultiple).filter((r) => r !== null);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    day,
    closed: those.length,
    wins: those.filter(({ netPnl }) => netPnl > 0).length,
    losses: those.filter(({ netPnl }) => netPnl < 0).length,
    netPnl: sum(those.map(({ netPnl }) => netPnl)),
    r: multiples.length === 0 ? null : sum(multiples),
  };
}
