/** Equity over the money that was put in, as filled columns: what is above it the market gave, below it it took. */
import { civil, type Day, formatDay } from '@tidemark/engine';
import { niceTicks } from './axis.ts';
import { compact } from './numbers.ts';
import type { Paint } from './style.ts';
import { padStart } from './text-width.ts';

export interface EquityChart {
  readonly days: readonly Day[];
  /** In units of the currency, one for each day. */
  readonly equity: readonly number[];
  readonly netDeposits: readonly number[];
}

/** Fills by what they mean; the eighths are the tops of a column. */
const DEPOSITS = '░';
const GAIN = '█';
const LOSS = '╱';
const EIGHTHS = ' ▁▂▃▄▅▆▇█';

/** The lines of the chart, its legend and its dates: `width` columns, `height` lines of plot. */
export function equityChart(chart: EquityChart, width: number, height: number, paint: Paint): string[] {
  const { equity, netDeposits, days } = chart;
  if (days.length === 0) return [];
  const lowest = Math.min(0, ...extent(equity), ...extent(netDeposits));
  const highest = Math.max(0, ...extent(equity), ...extent(netDeposits));
  const ticks = niceTicks(lowest, highest, Math.max(2, Math.round(height / 3)));
  const labelWidth = Math.max(...ticks.map((tick) => compact(tick).length));
  const columns = Math.max(8, width - labelWidth - 2);
  const sampled = sample(chart, columns);
  const cell = (highest - lowest || 1) / height;
  const labels = tickLabels(ticks, lowest, cell, height);
  const lines = Array.from({ length: height }, (_, k) => {
    const row = height - 1 - k;
    const label = labels.get(row);
    const bottom = lowest + row * cell;
    const cells = sampled.map(([value, deposits]) => cellOf(value, deposits, bottom, cell));
    const edge = label === undefined ? '│' : '┤';
    return `${paint('faint', `${padStart(label ?? '', labelWidth)} ${edge}`)}${painted(cells, paint)}`;
  });
  return [
    legend(paint, labelWidth + 2, width),
    ...lines.map((line) => line.trimEnd()),
    paint('faint', `${' '.repeat(labelWidth + 1)}└${dateAxis(days, columns)}`),
    paint('faint', `${' '.repeat(labelWidth + 2)}${dateLabels(days, columns)}`.trimEnd()),
  ];
}

type Fill = { readonly glyph: string; readonly meaning: 'gain' | 'loss' | 'deposits' | null };

const EMPTY: Fill = { glyph: ' ', meaning: null };

/** What a cell shows: the fill at its middle, or the top of the equity where that lies inside it. */
function cellOf(equity: number, deposits: number, bottom: number, cell: number): Fill {
  const middle = bottom + cell / 2;
  const inEquity = isBetween(middle, equity);
  const inDeposits = isBetween(middle, deposits);
  const top = Math.round(((equity - bottom) / cell) * 8);
  if (equity > 0 && equity >= deposits && top > 0 && top < 8) {
    // Where both end in this cell, the money put in shows unless something visible lies on top of it.
    const under = Math.round(((deposits - bottom) / cell) * 8);
    return under > 0 && top - under < 2
      ? { glyph: DEPOSITS, meaning: 'deposits' }
      : { glyph: EIGHTHS[top], meaning: 'gain' };
  }
  if (inEquity && inDeposits) return { glyph: DEPOSITS, meaning: 'deposits' };
  if (inEquity) return { glyph: equity < 0 ? LOSS : GAIN, meaning: equity < 0 ? 'loss' : 'gain' };
  return inDeposits ? { glyph: LOSS, meaning: 'loss' } : EMPTY;
}

/** Whether a level lies between zero and a value, on whichever side of zero that is. */
function isBetween(level: number, value: number): boolean {
  return value >= 0 ? level >= 0 && level < value : level < 0 && level > value;
}

/** Cells of one meaning are painted together. */
function painted(cells: readonly Fill[], paint: Paint): string {
  let line = '';
  for (let i = 0; i < cells.length; ) {
    const { meaning } = cells[i];
    let run = '';
    for (; i < cells.length && cells[i].meaning === meaning; i++) run += cells[i].glyph;
    line += meaning === null ? run : paint(meaning, run);
  }
  return line;
}

/** One day for each column: the last of its stretch, the very last day in the last column. */
function sample({ equity, netDeposits }: EquityChart, columns: number): [number, number][] {
  const { length } = equity;
  return Array.from({ length: columns }, (_, k) => {
    const i = length === 1 ? 0 : Math.round((k / (columns - 1)) * (length - 1));
    return [equity[i], netDeposits[i]];
  });
}

function extent(values: readonly number[]): [number, number] {
  let [low, high] = [values[0], values[0]];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** A tick stands at the line whose bottom edge is nearest to it; the lowest one at the bottom line. */
function tickLabels(
  ticks: readonly number[],
  low: number,
  cell: number,
  height: number,
): Map<number, string> {
  const labels = new Map<number, string>();
  for (const tick of ticks) {
    labels.set(Math.min(height - 1, Math.round((tick - low) / cell)), compact(tick));
  }
  return labels;
}

function legend(paint: Paint, indent: number, width: number): string {
  const [putIn, gained, lost] =
    width < 60 ? ['put in', 'gained', 'lost'] : ['money put in', 'gained on top', 'lost of it'];
  const parts = [
    `${paint('deposits', DEPOSITS.repeat(2))} ${putIn}`,
    `${paint('gain', GAIN.repeat(2))} ${gained}`,
    `${paint('loss', LOSS.repeat(2))} ${lost}`,
  ];
  return ' '.repeat(indent) + parts.join('   ');
}

/** Columns at which a new year (or, in short histories, a new month) begins. */
function dateMarks(days: readonly Day[], columns: number): { column: number; label: string }[] {
  const first = days[0];
  const last = days[days.length - 1];
  const byYear = last - first > 500;
  const marks: { column: number; label: string }[] = [];
  let before = '';
  for (let k = 0; k < columns; k++) {
    const day = days[Math.round((k / Math.max(1, columns - 1)) * (days.length - 1))];
    const { year, month } = civil(day);
    const label = byYear ? String(year) : `${year}-${String(month).padStart(2, '0')}`;
    if (label !== before && before !== '') marks.push({ column: k, label });
    before = label;
  }
  return marks.length > 0 ? marks : [{ column: 0, label: formatDay(first) }];
}

function dateAxis(days: readonly Day[], columns: number): string {
  const ruler = Array.from({ length: columns }, () => '─');
  for (const { column } of dateMarks(days, columns)) ruler[column] = '┬';
  return ruler.join('');
}

/** As many labels as fit with a gap between them. */
function dateLabels(days: readonly Day[], columns: number): string {
  const marks = dateMarks(days, columns);
  const room = Math.max(...marks.map(({ label }) => label.length)) + 2;
  const spacing = columns / Math.max(1, marks.length);
  const every = Math.max(1, Math.ceil(room / spacing));
  let line = '';
  marks.forEach(({ column, label }, k) => {
    // At the right edge a label ends where the plot does.
    const at = Math.min(column, columns - label.length);
    if (k % every !== 0 || (line !== '' && at < line.length + 2)) return;
    line = line.padEnd(at) + label;
  });
  return line;
}
