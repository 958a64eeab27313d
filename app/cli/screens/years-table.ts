import { civil, formatDay, periodRows, type ValueReport } from '@tidemark/engine';
import { amount, gainCell, percentCell, signedAmount } from '../terminal/numbers.ts';
import type { Paint } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';

/** A row for each calendar year; none where the period lies within one. */
export function yearsTable(report: ValueReport, width: number, paint: Paint): string[] {
  const rows = periodRows(report, 'year');
  if (rows.length < 2) return [];
  const { decimals } = report;
  return table(
    [
      { title: 'year', align: 'left' },
      { title: 'start', align: 'right' },
      { title: 'flows', align: 'right' },
      { title: 'P&L', align: 'right' },
      { title: 'end', align: 'right' },
      { title: 'return', align: 'right' },
    ],
    rows.map((row) => [
      isWhole(row) ? String(civil(row.from).year) : `${civil(row.from).year} *`,
      amount(row.startValue, decimals),
      { text: signedAmount(row.netFlow, decimals), meaning: row.netFlow === 0 ? null : 'deposits' },
      gainCell(row.pnl, decimals),
      amount(row.endValue, decimals),
      percentCell(row.return),
    ]),
    width,
    paint,
  ).concat(rows.every(isWhole) ? [] : [paint('faint', '* part of a year')]);
}

function isWhole({ from, to }: { from: ValueReport['from']; to: ValueReport['from'] }): boolean {
  return formatDay(from).endsWith('-01-01') && formatDay(to).endsWith('-12-31');
}
