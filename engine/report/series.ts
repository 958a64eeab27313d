import type { Day } from '../calendar/index.ts';
import type { Performance } from './performance.ts';
import { dayAt, type PeriodColumns, PNL_PARTS, slice } from './period.ts';

/** One value per row; amounts in minor units, summed since the row before; levels at the end of the row's day. */
export interface Series {
  readonly days: readonly Day[];
  readonly amounts: Readonly<Record<SeriesAmount, Float64Array>>;
  readonly twrIndex: Float64Array;
  readonly drawdown: Float64Array;
  readonly kind: readonly ('computed' | 'estimated')[];
  /** Held instruments whose price is stale. */
  readonly stale: Float64Array;
}

const LEVELS = ['equity', 'cash', 'longValue', 'shortValue', 'unrealized', 'unreconciled'] as const;
const AMOUNTS = ['netFlow', 'pnl', ...PNL_PARTS] as const;

export type SeriesAmount = (typeof LEVELS)[number] | (typeof AMOUNTS)[number] | 'cumulativePnl';

/** `rows` are indices of days in the period, ascending. */
export function series(
  period: PeriodColumns,
  { daily, drawdowns, drawdownDays }: Performance,
  rows: Int32Array,
): Series {
  const pnl = sumsBetween(slice(period, 'pnl'), rows);
  const amounts = Object.fromEntries([
    ...LEVELS.map((name) => [name, levelsAt(slice(period, name), rows)]),
    ...AMOUNTS.map((name) => [name, sumsBetween(slice(period, name), rows)]),
    ['cumulativePnl', runningSum(pnl)],
  ]) as Record<SeriesAmount, Float64Array>;
  const estimated = slice(period, 'estimated');
  return {
    days: Array.from(rows, (index) => dayAt(period, index)),
    amounts,
    twrIndex: levelsAt(daily.index, rows),
    drawdown: drawdownAt(daily.index, drawdowns.highWaterMark, drawdownDays, rows),
    kind: Array.from(rows, (index) => (estimated[index] > 0 ? 'estimated' : 'computed')),
    stale: levelsAt(slice(period, 'stale'), rows),
  };
}

/** Below the high-water mark of the `days` up to each row; the row itself may be higher, and is then no fall. */
function drawdownAt(
  index: Float64Array,
  highWaterMark: Float64Array,
  days: Int32Array,
  rows: Int32Array,
): Float64Array {
  const levels = new Float64Array(rows.length);
  for (let n = 0, k = 0; n < rows.length; n++) {
    const row = rows[n];
    while (k < days.length && days[k] <= row) k++;
    const high = k === 0 ? 1 : highWaterMark[k - 1];
    levels[n] = index[row] / Math.max(high, index[row]) - 1;
  }
  return levels;
}

function levelsAt(column: Float64Array, rows: Int32Array): Float64Array {
  const levels = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k++) levels[k] = column[rows[k]];
  return levels;
}

function sumsBetween(column: Float64Array, rows: Int32Array): Float64Array {
  const sums = new Float64Array(rows.length);
  for (let k = 0, i = 0; k < rows.length; k++) {
    let sum = 0;
    for (; i <= rows[k]; i++) sum += column[i];
    sums[k] = sum;
  }
  return sums;
}

function runningSum(column: Float64Array): Float64Array {
  let sum = 0;
  return column.map((amount) => {
    sum += amount;
    return sum;
  });
}
