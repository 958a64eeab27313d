/** Monthly returns laid out as the customary table: a row for each year, a column for each month. */
import { civil } from '../calendar/day.ts';
import type { PeriodRow } from './by-period.ts';
import { linkReturns } from './link-returns.ts';

export type CalendarYear = {
  readonly year: number;
  /** January first; null for a month without days in the history. */
  readonly months: readonly (number | null)[];
  /** The months linked. */
  readonly total: number;
};

/** `rows` are those of `byPeriod(…, 'month')`; years ascend. */
export function calendarTable(rows: readonly Pick<PeriodRow, 'to' | 'return'>[]): CalendarYear[] {
  const years = new Map<number, (number | null)[]>();
  for (const row of rows) {
    const { year, month } = civil(row.to);
    const months = years.get(year) ?? new Array<number | null>(12).fill(null);
    months[month - 1] = row.return;
    years.set(year, months);
  }
  return [...years].map(([year, months]) => {
    return { year, months, total: linkReturns(months.filter((r) => r !== null)) };
  });
}
