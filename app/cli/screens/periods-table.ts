import {
  civil,
  type Day,
  endOfPeriod,
  formatDay,
  type Period,
  periodRows,
  startOfPeriod,
  type ValueReport,
} from '@tidemark/engine';
import { amount, gainCell, percentCell, signedAmount } from '../terminal/numbers.ts';
import type { Paint } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';

/** A row for each calendar period, years where the series is daily; none where there would be but one year. */
export function periodsTable(report: ValueReport, width: number, paint: Paint): string[] {
  const { every } = report.request;
  const period = every === 'day' ? 'year' : every;
  const rows = periodRows(report, period);
  if (every === 'day' && rows.length < 2) return [];
  const { decimals } = report;
  const lines = table(
    [
      { title: period, align: 'left' },
      { title: 'start', align: 'right', rank: 3 },
      { title: 'flows', align: 'right', rank: 2 },
      { title: 'P&L', align: 'right' },
      { title: 'end', align: 'right', rank: 1 },
      { title: 'return', align: 'right' },
    ],
    rows.map((row) => [
      nameOf(row.from, period) + (isWhole(row, period) ? '' : ' *'),
      amount(row.startValue, decimals),
      { text: signedAmount(row.netFlow, decimals), meaning: row.netFlow === 0 ? null : 'deposits' },
      gainCell(row.pnl, decimals),
      amount(row.endValue, decimals),
      percentCell(row.return),
    ]),
    width,
    paint,
  );
  return rows.every((row) => isWhole(row, period))
    ? lines
    : [...lines, paint('faint', `* part of a ${period}`)];
}

/** 2024, 2024 Q1, 2024-01; a week by its Sunday. */
function nameOf(day: Day, period: Period): string {
  const { year, month } = civil(day);
  switch (period) {
    case 'year':
      return String(year);
    case 'quarter':
      return `${year} Q${Math.ceil(month / 3)}`;
    case 'month':
      return formatDay(day).slice(0, 7);
    default:
      return formatDay(endOfPeriod(day, period));
  }
}

function isWhole({ from, to }: { from: Day; to: Day }, period: Period): boolean {
  return from === startOfPeriod(from, period) && to === endOfPeriod(to, period);
}
