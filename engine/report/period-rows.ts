import type { Period } from '../calendar/index.ts';
import { byPeriod, type PeriodRow } from '../returns/index.ts';
import { dayAt, slice } from './period.ts';
import type { ValueReport } from './value-report.ts';

/** The report cut into calendar periods: value at the start, flows, result, value at the end, return. */
export function periodRows({ period, performance }: ValueReport, by: Period): PeriodRow[] {
  const { daily } = performance;
  return byPeriod(
    {
      days: Array.from(daily.index, (_, i) => dayAt(period, i)),
      equity: slice(period, 'equity'),
      opening: period.opening,
      netFlow: slice(period, 'netFlow'),
      pnl: slice(period, 'pnl'),
      dailyReturns: daily.dailyReturns,
    },
    by,
  );
}
