import type { Day } from '../calendar/day.ts';

/**
 * Daily figures in whole minor units of the base currency, one value per calendar day from `first` on.
 * Levels hold at the end of the day; the rest are that day's amounts. Flows, income, fees and taxes as in the docs.
 */
export interface DailyColumns {
  readonly first: Day;
  readonly length: number;
  /** Value of the opening events of the first day; equity before it. */
  readonly opening: number;

  readonly equity: Float64Array;
  readonly cash: Float64Array;
  readonly longValue: Float64Array;
  /** ≤ 0. */
  readonly shortValue: Float64Array;
  readonly unrealized: Float64Array;
  readonly unreconciled: Float64Array;

  readonly deposits: Float64Array;
  readonly withdrawals: Float64Array;
  readonly transfersIn: Float64Array;
  readonly transfersOut: Float64Array;
  readonly netFlow: Float64Array;

  readonly pnl: Float64Array;
  readonly realized: Float64Array;
  readonly transferredGain: Float64Array;
  readonly income: Float64Array;
  readonly fees: Float64Array;
  readonly taxes: Float64Array;
  readonly fx: Float64Array;
  readonly unexplained: Float64Array;

  /** Held instruments whose price is stale. */
  readonly stale: Float64Array;
  /** Held instruments or currencies valued by an estimate (trade price, first rate). */
  readonly estimated: Float64Array;
}
