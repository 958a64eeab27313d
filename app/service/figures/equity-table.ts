import { type DailyColumns, type Day, timeWeighted } from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { type Derived, derivedOf } from './derived.ts';

/** Amounts of a row: those of its day and of the days since the row before. */
const SUMS = ['pnl', 'realized', 'transferredGain', 'income', 'fees', 'taxes', 'fx', 'unexplained'] as const;
/** What holds at the end of the day. */
const LEVELS = ['equity', 'cash', 'longValue', 'shortValue', 'unrealized', 'unreconciled', 'stale'] as const;

type Sum = (typeof SUMS)[number] | 'inflows' | 'outflows';
type Level =
  | (typeof LEVELS)[number]
  | 'cumulativePnl'
  | 'borrowed'
  | 'marginUse'
  | 'longPositions'
  | 'shortPositions'
  | 'twrIndex'
  | 'isEstimated';

/**
 * The daily roll-forward as columns, a value for each of its days: sessions, and other days with a flow. Amounts in
 * minor units of base; `marginUse` is NaN where there is none, `isEstimated` 0 or 1. The arrays are the table's own:
 * no edit of the history moves them.
 */
export interface EquityTable {
  /** Days since 1970. */
  readonly days: Int32Array;
  readonly sums: Readonly<Record<Sum, Float64Array>>;
  readonly levels: Readonly<Record<Level, Float64Array>>;
}

interface Kept {
  readonly end: Day;
  readonly table: EquityTable;
}

/** Of what is derived now: a write is told by the table before it, which is the one after the write before. */
const kept = new WeakMap<Derived, Kept>();

/** All rows up to a day. */
export function equityTable(portfolio: OpenPortfolio, end: Day): EquityTable {
  const derived = derivedOf(portfolio);
  const known = kept.get(derived);
  if (known?.end === end) return known.table;
  const table = tableOf(portfolio, end);
  kept.set(derived, { end, table });
  return table;
}

function tableOf(portfolio: OpenPortfolio, end: Day): EquityTable {
  const { history, facts } = portfolio;
  const { equityRows, columns, flows, margin } = derivedOf(portfolio);
  const last = equityRows.findIndex((at) => history.first + at > end);
  const rows = last < 0 ? equityRows : equityRows.subarray(0, last);
  const { index } = timeWeighted(
    { values: columns.equity, ...flows, opening: columns.opening },
    facts.portfolio.flows,
  );
  const counts = history.positionCounts();
  const levels = (names: readonly (keyof DailyColumns & Level)[]) =>
    Object.fromEntries(names.map((name) => [name, at(columns[name] as Float64Array, rows)]));
  const sums = Object.fromEntries(SUMS.map((name) => [name, sumsBetween(columns[name], rows)]));
  return {
    days: rows.map((row) => history.first + row),
    sums: {
      ...(sums as Record<(typeof SUMS)[number], Float64Array>),
      inflows: sumsBetween(flows.inflows, rows),
      outflows: sumsBetween(flows.outflows, rows),
    },
    levels: {
      ...(levels(LEVELS) as Record<(typeof LEVELS)[number], Float64Array>),
      cumulativePnl: running(sums.pnl),
      borrowed: at(margin.borrowed, rows),
      marginUse: each(rows, (row) => margin.use(row) ?? Number.NaN),
      longPositions: at(counts.long, rows),
      shortPositions: at(counts.short, rows),
      twrIndex: at(index, rows),
      isEstimated: each(rows, (row) => (columns.estimated[row] > 0 ? 1 : 0)),
    },
  };
}

/** The days of which two tables have other rows, or only one has a row. */
export function daysThatDiffer(a: EquityTable, b: EquityTable): Day[] {
  const columns = [
    ...Object.keys(a.sums).map((name) => [a.sums[name as Sum], b.sums[name as Sum]] as const),
    ...Object.keys(a.levels).map((name) => [a.levels[name as Level], b.levels[name as Level]] as const),
  ];
  const days: Day[] = [];
  for (let i = 0, k = 0; i < a.days.length || k < b.days.length; ) {
    const inA = i < a.days.length ? a.days[i] : Number.POSITIVE_INFINITY;
    const inB = k < b.days.length ? b.days[k] : Number.POSITIVE_INFINITY;
    const day = Math.min(inA, inB) as Day;
    if (inA !== inB || differs(columns, i, k)) days.push(day);
    if (inA === day) i++;
    if (inB === day) k++;
  }
  return days;
}

type Pair = readonly [Float64Array, Float64Array];

function differs(columns: readonly Pair[], i: number, k: number): boolean {
  for (const [x, y] of columns) if (x[i] !== y[k] && !Object.is(x[i], y[k])) return true;
  return false;
}

const at = (column: ArrayLike<number>, rows: Int32Array): Float64Array => each(rows, (row) => column[row]);

/** Float64Array.from goes through an iterator, which takes ten times as long. */
function each(rows: Int32Array, of: (row: number) => number): Float64Array {
  const values = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k++) values[k] = of(rows[k]);
  return values;
}

function running(amounts: Float64Array): Float64Array {
  let sum = 0;
  return amounts.map((amount) => {
    sum += amount;
    return sum;
  });
}

function sumsBetween(column: Float64Array, rows: Int32Array): Float64Array {
  const sums = new Float64Array(rows.length);
  for (let k = 0, day = 0; k < rows.length; k++) {
    let sum = 0;
    for (; day <= rows[k]; day++) sum += column[day];
    sums[k] = sum;
  }
  return sums;
}
