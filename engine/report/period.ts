import { addDays, type Day } from '../calendar/index.ts';
import type { DailyColumns } from '../valuation/daily-columns.ts';

/**
 * The days from…to of daily columns, with what holds at the reference: the end of the day before `from` or, where
 * the period starts the history, the opening events of the first day.
 */
export interface PeriodColumns {
  readonly from: Day;
  readonly to: Day;
  /** Index of `from` and of `to` in the columns. */
  readonly start: number;
  readonly end: number;
  readonly columns: DailyColumns;
  /** Whether no event lies before `from`. */
  readonly startsHistory: boolean;
  /** Equity at the reference, minor units. */
  readonly opening: number;
  readonly unrealizedAtStart: number;
}

/** Columns that hold a value for each day. */
export type DailyColumn = {
  [K in keyof DailyColumns]: DailyColumns[K] extends Float64Array ? K : never;
}[keyof DailyColumns];

/** What a day's P&L is made of beside the change of the unrealized gain; see the identity in "How the figures are made". */
export const PNL_PARTS = [
  'realized',
  'transferredGain',
  'income',
  'fees',
  'taxes',
  'fx',
  'unexplained',
] as const satisfies readonly DailyColumn[];

/** `from` and `to` must lie within the columns; `firstEvent` is that of the accounts they are of. */
export function periodColumns(columns: DailyColumns, from: Day, to: Day, firstEvent: Day): PeriodColumns {
  const start = from - columns.first;
  const end = to - columns.first;
  if (start < 0 || end < start || end >= columns.length) {
    throw new RangeError(
      `no columns for the days ${from}…${to}: they run from ${columns.first}, ${columns.length} days`,
    );
  }
  return {
    from,
    to,
    start,
    end,
    columns,
    startsHistory: from <= firstEvent,
    opening: start === 0 ? columns.opening : columns.equity[start - 1],
    unrealizedAtStart: start === 0 ? 0 : columns.unrealized[start - 1],
  };
}

/** Of a ledger without events: no days at all. */
export function emptyPeriod(columns: DailyColumns, at: Day): PeriodColumns {
  return {
    from: at,
    to: at,
    start: 0,
    end: -1,
    columns,
    startsHistory: true,
    opening: 0,
    unrealizedAtStart: 0,
  };
}

/** The part of a column that lies in the period; a view, not a copy. */
export function slice(period: PeriodColumns, column: DailyColumn): Float64Array {
  return period.columns[column].subarray(period.start, period.end + 1);
}

/** The sum of a column over the period. */
export function total(period: PeriodColumns, column: DailyColumn): number {
  return slice(period, column).reduce((sum, amount) => sum + amount, 0);
}

/** The level at the end of the period; 0 where it has no days. */
export function last(period: PeriodColumns, column: DailyColumn): number {
  return period.end < period.start ? 0 : period.columns[column][period.end];
}

export function dayAt(period: PeriodColumns, index: number): Day {
  return addDays(period.from, index);
}
