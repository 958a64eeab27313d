import { type Day, formatDay } from '../calendar/index.ts';
import { type DailyValues, type FlowTiming, type TimeWeighted, timeWeighted } from '../returns/index.ts';
import { dayLeaf } from './amount-figures.ts';
import { given, made, minus, taken } from './build.ts';
import { before, dailyNode, type Scope } from './daily-figures.ts';
import type { Explanation } from './explanation.ts';
import { COLUMN_OF, type ColumnFigure } from './figures.ts';
import type { Workings } from './workings.ts';

/** The period that returns are taken over. */
export interface Period {
  /** Index of its first day: the end of the day before is the reference. */
  readonly from: number;
  readonly flows: FlowTiming;
  /** Indexes of the days whose index can be a peak; null: every day. */
  readonly peaks: readonly number[] | null;
}

/** Growth of one unit since the reference day. */
export function indexNode(work: Workings, scope: Scope, at: number, period: Period): Explanation {
  const said = { label: 'twr index', figure: 'twr_index', unit: 'ratio', convention: period.flows } as const;
  const reference = given('constant', { label: 'index on the reference day', unit: 'ratio' }, 1);
  if (work.isAll) {
    const days = Array.from({ length: at - period.from + 1 }, (_, i) =>
      growthNode(work, scope, period.from + i, period),
    );
    return made('linked', said, [reference, ...days]);
  }
  const earlier =
    at === period.from ? reference : indexLeaf(work, scope, at - 1, period, 'index the day before');
  return made('linked', said, [earlier, growthNode(work, scope, at, period)]);
}

const INFLOWS = ['deposits', 'transfers_in'] as const;
const OUTFLOWS = ['withdrawals', 'transfers_out'] as const;

/**
 * What one unit became on a day: from its value at both ends and what came and went. `isOfMany`: a part of a long list,
 * whose figures are not taken apart.
 */
export function growthNode(
  work: Workings,
  scope: Scope,
  at: number,
  { flows }: Period,
  isOfMany = work.isAll,
): Explanation {
  const figure = (name: ColumnFigure): Explanation =>
    isOfMany ? dayLeaf(work, name, scope, at) : dailyNode(work, name, scope, at);
  const opening =
    isOfMany && at > 0
      ? { ...dayLeaf(work, 'equity', scope, at - 1), label: 'equity before' }
      : before(work, 'equity', scope, at);
  const moved = (name: ColumnFigure): boolean => work.columns(scope)[COLUMN_OF[name]][at] !== 0;
  const parts = [
    taken('value', figure('equity')),
    taken('opening', opening),
    ...INFLOWS.filter(moved).map((name) => taken('inflow', figure(name))),
    ...OUTFLOWS.filter(moved).map((name) => taken('outflow', figure(name))),
  ];
  return made(
    'growth',
    {
      label: `growth of ${formatDay(work.day(at))}`,
      unit: 'ratio',
      digits: work.decimals,
      convention: flows,
    },
    parts,
  );
}

/** How far the index lies below its highest level so far. */
export function drawdownNode(work: Workings, scope: Scope, at: number, period: Period): Explanation {
  const index = indexes(work, scope, at, period);
  // The day itself is never below its own level, whether or not the series has it.
  const peaks = period.peaks === null ? Array.from(index, (_, i) => period.from + i) : [...period.peaks, at];
  let peak = period.from - 1;
  let high = 1;
  for (const day of peaks) {
    if (day < period.from || day > at || index[day - period.from] <= high) continue;
    high = index[day - period.from];
    peak = day;
  }
  const label = 'highest index so far';
  const node =
    peak < period.from
      ? given('constant', { label, unit: 'ratio' }, 1)
      : work.isAll
        ? indexNode(work, scope, peak, period)
        : indexLeaf(work, scope, peak, period, label);
  return made(
    'drawdown',
    { label: 'drawdown', figure: 'drawdown', unit: 'ratio', convention: period.flows },
    [indexNode(work, scope, at, period), { ...node, label }],
  );
}

export function indexLeaf(
  work: Workings,
  scope: Scope,
  at: number,
  period: Period,
  label: string,
): Explanation {
  const index = indexes(work, scope, at, period);
  const { certainty } = dayLeaf(work, 'equity', scope, at);
  return given(
    'as_of',
    { label, unit: 'ratio', ask: { ...work.ask('twr_index', at, scope), ...startOf(work, period) } },
    index[index.length - 1],
    certainty,
  );
}

/** Where a period begins, unless with the history. */
const startOf = (work: Workings, { from }: Period): { from?: Day } =>
  from === 0 ? {} : { from: work.day(from) };

/** The index of every day of the period up to a day, from the figures of each. */
function indexes(work: Workings, scope: Scope, at: number, period: Period): Float64Array {
  return linkedDays(work, scope, at, period).index;
}

/** The same with the returns. */
export function linkedDays(work: Workings, scope: Scope, at: number, period: Period): TimeWeighted {
  return timeWeighted(flowsOfDays(work, scope, at, period), period.flows);
}

/** The figures of every day that returns are made from. */
export function flowsOfDays(work: Workings, scope: Scope, at: number, { from }: Period): DailyValues {
  const columns = work.columns(scope);
  const slice = (column: Float64Array): Float64Array => column.subarray(from, at + 1);
  const [transfersIn, transfersOut] = [slice(columns.transfersIn), slice(columns.transfersOut)];
  const inflows = slice(columns.deposits).map((amount, i) => amount + transfersIn[i]);
  const outflows = slice(columns.withdrawals).map((amount, i) => amount + transfersOut[i]);
  const opening = from === 0 ? columns.opening : columns.equity[from - 1];
  return { values: slice(columns.equity), inflows, outflows, opening };
}

/** P&L since the period began: that of the days before and that of the day; or all that equity changed by without flows. */
export function cumulativeNode(work: Workings, scope: Scope, at: number, { from }: Period): Explanation {
  const said = { label: 'cumulative pnl', figure: 'cumulative_pnl', unit: work.base } as const;
  if (!work.isAll) {
    const columns = work.columns(scope);
    const earlier = columns.pnl.subarray(from, at).reduce((sum, amount) => sum + amount, 0);
    const ask = work.ask('cumulative_pnl', at - 1, scope);
    const leaf =
      at === from
        ? []
        : [given('as_of', { label: 'cumulative pnl before', unit: work.base, ask }, work.inBase(earlier))];
    return made('sum', said, [...leaf, dailyNode(work, 'pnl', scope, at)]);
  }
  const { netFlow } = work.columns(scope);
  const days = Array.from({ length: at - from + 1 }, (_, i) => from + i).filter((day) => netFlow[day] !== 0);
  const flows = days.map((day) => ({
    ...dailyNode(work, 'net_flow', scope, day),
    label: `net flow of ${formatDay(work.day(day))}`,
  }));
  return made('sum', said, [
    dailyNode(work, 'equity', scope, at),
    minus(before(work, 'equity', scope, from)),
    ...flows.map(minus),
  ]);
}
