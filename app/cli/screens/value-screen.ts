import { formatDay, type ValueReport } from '@tidemark/engine';
import { equityChart } from '../terminal/chart.ts';
import { amount, percent, signedAmount } from '../terminal/numbers.ts';
import { type Paint, painter, signMeaning } from '../terminal/style.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wrap } from '../terminal/text-width.ts';
import { bridgeBlock } from './bridge-block.ts';
import { drawdownLines } from './drawdown-lines.ts';
import { lotMethodsLine } from './lot-methods-line.ts';
import { periodsTable } from './periods-table.ts';
import { positionsTable } from './positions-table.ts';
import { realizedTable } from './realized-table.ts';
import { returnsBlock } from './returns-block.ts';

/** Lines of plot in the chart. */
const CHART_HEIGHT = 14;

/** The report as a person reads it: value and chart, the bridge, returns, years, positions, what was realized. */
export function valueScreen(report: ValueReport, terminal: Terminal): string {
  const paint = painter(terminal.colour);
  const width = terminal.columns;
  const blocks = [
    headline(report, paint).flatMap((line) => wrap(line, width)),
    chart(report, width, paint),
    bridgeBlock(report, width, paint),
    returnsBlock(report, width, paint),
    drawdownLines(report, width, paint),
    periodsTable(report, width, paint),
    positionsTable(report, width, paint),
    realizedTable(report, width, paint),
    lotMethodsLine(report, width, paint),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headline({ summary, decimals, base, from, to, performance }: ValueReport, paint: Paint): string[] {
  const gain = signMeaning(summary.totalPnl);
  const pnl = `${signedAmount(summary.totalPnl, decimals)} ${base}`;
  const yearly = performance.twrAnnualized;
  const rate = yearly === null ? percent(performance.twr) : `${percent(yearly)} a year`;
  return [
    `${paint('strong', `${amount(summary.equity, decimals)} ${base}`)}  on ${formatDay(to)}`,
    `${gain === null ? pnl : paint(gain, pnl)}  gained since ${formatDay(from)}, ${rate} time-weighted`,
  ];
}

function chart(report: ValueReport, width: number, paint: Paint): string[] {
  const { period, performance, decimals } = report;
  if (performance.daily.index.length < 2) return [];
  const scale = 10 ** decimals;
  let deposits = period.opening;
  const days = [];
  const equity: number[] = [];
  const netDeposits: number[] = [];
  for (let i = period.start; i <= period.end; i++) {
    deposits += period.columns.netFlow[i];
    days.push((period.columns.first + i) as ValueReport['from']);
    equity.push(period.columns.equity[i] / scale);
    netDeposits.push(deposits / scale);
  }
  return equityChart({ days, equity, netDeposits }, width, CHART_HEIGHT, paint);
}
