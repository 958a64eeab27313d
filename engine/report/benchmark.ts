import { toNumber } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import type { PriceColumn, SplitRow } from '../prices/index.ts';
import type { PeriodColumns } from './period.ts';
import type { Benchmark } from './request.ts';

/** Returns of the same stretches, side by side. */
export interface Compared {
  readonly own: Float64Array;
  readonly benchmark: Float64Array;
  /** Whether stretches other than the very first were left out for want of levels. */
  readonly cut: boolean;
}

/**
 * The benchmark's returns between the days `risk` beside the portfolio's. Stretches that begin before its first level
 * or end after its last one are left out of both: a level carried on would be a return of zero that never was.
 */
export function benchmarkReturns(
  { days, levels }: Benchmark,
  period: PeriodColumns,
  risk: Int32Array,
  returns: Float64Array,
): Compared {
  const own: number[] = [];
  const benchmark: number[] = [];
  let cut = days.length === 0;
  let at = -1;
  let before: number | null = null;
  for (let k = -1; k < risk.length; k++) {
    const day = k < 0 ? period.from - 1 : period.from + risk[k];
    while (at + 1 < days.length && days[at + 1] <= day) at++;
    const level: number | null = at < 0 || day > (days.at(-1) ?? 0) ? null : levels[at];
    if (k >= 0 && level !== null && before !== null && before > 0) {
      own.push(returns[k]);
      benchmark.push(level / before - 1);
    } else if (k > 0) {
      cut = true;
    }
    before = level;
  }
  return { own: Float64Array.from(own), benchmark: Float64Array.from(benchmark), cut };
}

/** The quoted closes of an instrument as a benchmark, restated to the units of the last day by its splits. */
export function benchmarkOfPrices(column: PriceColumn, splits: readonly SplitRow[]): Benchmark {
  const { first, length, ticks, quotes, scale } = column;
  const later = splits.filter(({ day }) => day < first + length).sort((a, b) => b.day - a.day);
  const days: Day[] = [];
  const levels: number[] = [];
  let ratio = 1;
  let next = 0;
  for (let k = length - 1; k >= 0; k--) {
    while (next < later.length && later[next].day > first + k) ratio *= toNumber(later[next++].ratio);
    if (quotes[k] === 0) continue;
    days.push((first + k) as Day);
    levels.push(ticks[k] / 10 ** scale / ratio);
  }
  return { days: days.reverse(), levels: levels.reverse() };
}
