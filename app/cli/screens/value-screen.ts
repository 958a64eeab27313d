import { formatDay, type ValueReport } from '@tidemark/engine';
import { equityChart } from '../terminal/chart.ts';
import { amount, gainCell, percent, signedAmount } from '../terminal/numbers.ts';
import { type Paint, painter, signMeaning } from '../terminal/style.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { padEnd, padStart } from '../terminal/text-width.ts';
import { drawdownLines } from './drawdown-lines.ts';
import { positionsTable } from './positions-table.ts';
import { realizedTable } from './realized-table.ts';
import { returnsBlock } from './returns-block.ts';
import { yearsTable } from './years-table.ts';

/** Lines of plot in the chart. */
const CHART_HEIGHT = 14;

/** The report as a person reads it: value and chart, the bridge, returns, years, positions, what was realized. */
export function valueScreen(report: ValueReport, terminal: Terminal): string {
  const paint = painter(terminal.colour);
  const width = terminal.columns;
  const blocks = [
    headline(report, paint),
    chart(report, width, paint),
    bridge(report, paint),
    returnsBlock(report, width, paint),
    drawdownLines(report, width, paint),
    yearsTable(report, width, paint),
    positionsTable(report, width, paint),
    realizedTable(report, width, paint),
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

/** How the value at the end came from the one at the start, line by line. */
function bridge({ summary, decimals, period }: ValueReport, paint: Paint): string[] {
  const flows: [string, number][] = [
    ['deposits', summary.deposits],
    ['withdrawals', -summary.withdrawals],
    ['transfers in', summary.transfersIn],
    ['transfers out', -summary.transfersOut],
  ];
  const parts: [string, number][] = [
    ['realized', summary.realized],
    ['unrealized', summary.unrealized - summary.unrealizedStart],
    ['carried by units that came in', -summary.transferredGain],
    ['income', summary.income],
    ['fees', -summary.fees],
    ['taxes', -summary.taxes],
    ['exchange rates', summary.fx],
    ['unexplained', summary.unexplained],
  ];
  const shown = [...flows, ...parts].filter(([, value]) => value !== 0);
  const opening = period.startsHistory ? 'opening' : 'value at the start';
  const lines: [string, number][] = [[opening, summary.opening], ...shown];
  const label = Math.max(...lines.map(([name]) => name.length), 16);
  const figures = [summary.opening, summary.equity, ...shown.map(([, value]) => value)];
  const room = Math.max(...figures.map((value) => signedAmount(value, decimals).length));
  const line = (name: string, cell: string): string => `${padEnd(name, label)}  ${padStart(cell, room)}`;
  return [
    ...(summary.opening === 0 && period.startsHistory
      ? []
      : [line(opening, amount(summary.opening, decimals))]),
    ...shown.map(([name, value]) => {
      const cell = gainCell(value, decimals);
      const text = typeof cell === 'string' ? cell : cell.text;
      const meaning = flows.some(([flow]) => flow === name) ? 'deposits' : signMeaning(value);
      return `${padEnd(name, label)}  ${meaning === null ? padStart(text, room) : paint(meaning, padStart(text, room))}`;
    }),
    paint('faint', '─'.repeat(label + 2 + room)),
    paint('strong', line('value at the end', amount(summary.equity, decimals))),
  ];
}
