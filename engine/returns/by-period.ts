/**
 * Daily columns cut into calendar periods: value at the start, flows, result, value at the end, return.
 *
 *   end value = start value + net flow + pnl           return = prod of (1 + daily return) - 1
 *
 * Source: CFA Institute, GIPS Standards for Firms (2020), section 2 (returns are linked geometrically);
 * the sum is the identity of equity.
 */
import type { Day } from '../calendar/day.ts';
import { endOfPeriod, type Period } from '../calendar/range.ts';
import { requireLength } from './measure.ts';

/** Daily columns of one length, days ascending; amounts in minor units or plain numbers. */
export type PeriodInput = {
  readonly days: ArrayLike<Day>;
  /** Equity at the end of each day, and at the end of the reference day. */
  readonly equity: ArrayLike<number>;
  readonly opening: number;
  readonly netFlow: ArrayLike<number>;
  readonly pnl: ArrayLike<number>;
  /** Of the time-weighted return. */
  readonly dailyReturns: ArrayLike<number>;
};

export type PeriodRow = {
  /** The first and the last day of the columns that lie in the period. */
  readonly from: Day;
  readonly to: Day;
  readonly startValue: number;
  readonly netFlow: number;
  readonly pnl: number;
  readonly endValue: number;
  readonly return: number;
};

/**
 * One row for each calendar period that has a day in the columns; weeks end on Sunday.
 * @throws RangeError when the columns differ in length.
 */
export function byPeriod(input: PeriodInput, period: Period): PeriodRow[] {
  const { days, equity, netFlow, pnl, dailyReturns } = input;
  for (const [name, column] of Object.entries({ equity, netFlow, pnl, dailyReturns })) {
    requireLength(name, column, days.length);
  }
  const rows: PeriodRow[] = [];
  let startValue = input.opening;
  for (let i = 0; i < days.length; ) {
    const from = days[i];
    const end = endOfPeriod(from, period);
    const sums = { netFlow: 0, pnl: 0, growth: 1 };
    for (; i < days.length && days[i] <= end; i++) {
      sums.netFlow += netFlow[i];
      sums.pnl += pnl[i];
      sums.growth *= 1 + dailyReturns[i];
    }
    const endValue = equity[i - 1];
    const { growth, ...amounts } = sums;
    rows.push({ from, to: days[i - 1], startValue, ...amounts, endValue, return: growth - 1 });
    startValue = endValue;
  }
  return rows;
}
