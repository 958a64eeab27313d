import type { EquityHistory, Performance, ValueKind } from '@tidemark/contract';
import type { ValuePoint } from '../../charts/index.ts';

export const VIEWS = ['value', 'percent', 'pnl'] as const;
export type View = (typeof VIEWS)[number];

/** A point of a chart, whatever it was read from. */
export interface Point {
  readonly at: string;
  readonly value: number;
  /** Since the point before. */
  readonly flow: number;
  /** Since the start, free of flows. */
  readonly pnl: number;
  /** Time-weighted since the start; null where it is not defined. */
  readonly percent: number | null;
  readonly benchmark: number | null;
  readonly kind: ValueKind;
  readonly source: string;
  readonly stale: number;
}

/** What a range shows: its points, and the whole of it. */
export interface Range {
  readonly points: readonly Point[];
  readonly start: number;
  readonly currency: string;
  readonly pnl: number | null;
  readonly percent: number | null;
  readonly isIntraday: boolean;
}

const INTRADAY: ReadonlySet<string> = new Set(['1D', '1W', '1M', '3M']);

/** A range by its name. */
export function rangeOf(chart: Performance): Range {
  const start = chart.start_value ?? 0;
  let flows = 0;
  const points = chart.data_points.map((point): Point => {
    flows += point.net_flow;
    return {
      at: point.timestamp,
      value: point.value,
      flow: point.net_flow,
      pnl: cents(point.value - start - flows),
      percent: point.return_percent,
      benchmark: point.benchmark_percent ?? null,
      kind: point.kind,
      source: point.source,
      stale: point.stale,
    };
  });
  return {
    points,
    start,
    currency: chart.base_currency,
    pnl: chart.profit_loss,
    percent: chart.profit_loss_percent,
    isIntraday: INTRADAY.has(chart.timeframe),
  };
}

/** Days that somebody chose, by the roll-forward, which may begin before `from`: then the start is known by its row. */
export function rangeOfDays({ history, base_currency }: EquityHistory, from: string): Range {
  const rows = history.filter(({ date }) => date >= from);
  const [first] = rows;
  const base = history.findLast(({ date }) => date < from)?.twr_index ?? 1;
  let pnl = 0;
  const points = rows.map((day): Point => {
    pnl = cents(pnl + day.daily_pnl);
    return {
      at: `${day.date}T21:00:00Z`,
      value: day.equity_balance,
      flow: cents(day.equity_inflow - day.equity_outflow),
      pnl,
      percent: base > 0 ? (day.twr_index / base - 1) * 100 : null,
      benchmark: null,
      kind: day.kind,
      source: day.source,
      stale: day.stale,
    };
  });
  const start =
    first === undefined
      ? 0
      : cents(first.equity_balance - first.daily_pnl - first.equity_inflow + first.equity_outflow);
  const last = points.at(-1);
  return {
    points,
    start,
    currency: base_currency,
    pnl: last?.pnl ?? null,
    percent: last?.percent ?? null,
    isIntraday: false,
  };
}

/** With the value of now as its last point, on the place of the last bucket or day. */
export function withLive(
  range: Range,
  live: { readonly timestamp: string; readonly value: number } | null,
): Range {
  const last = range.points.at(-1);
  if (live === null || last === undefined || live.timestamp <= last.at) return range;
  const moved = live.value - last.value;
  const now: Point = {
    ...last,
    at:
      range.isIntraday || live.timestamp.slice(0, 10) > last.at.slice(0, 10)
        ? bucketOf(live.timestamp)
        : last.at,
    value: live.value,
    flow: last.flow,
    pnl: cents(last.pnl + moved),
    percent:
      last.percent === null || last.value <= 0
        ? last.percent
        : (1 + last.percent / 100) * (live.value / last.value) * 100 - 100,
    kind: 'computed',
  };
  const whole = { ...range, pnl: now.pnl, percent: now.percent };
  if (now.at <= last.at) return { ...whole, points: [...range.points.slice(0, -1), now] };
  return { ...whole, points: [...range.points, { ...now, flow: 0 }] };
}

const BUCKET_MS = 300_000;
const bucketOf = (at: string): string =>
  new Date(Math.floor(Date.parse(at) / BUCKET_MS) * BUCKET_MS).toISOString();

/**
 * What the chart draws in a view. The line of deposits is the value without what was gained in the range: what was there
 * at its start, and what was paid in or out since.
 */
export function drawn(range: Range, view: View): ValuePoint[] {
  const same = sameMoney(range);
  let high = 1;
  return range.points.map((point, k) => {
    const index = 1 + (point.percent ?? 0) / 100;
    high = Math.max(high, index);
    const benchmark = point.benchmark === null ? null : benchmarkIn(view, point, same[k] ?? 0);
    return {
      at: point.at,
      value: view === 'value' ? point.value : view === 'pnl' ? point.pnl : (point.percent ?? 0),
      ...(view === 'value' && { deposits: cents(point.value - point.pnl) }),
      ...(benchmark !== null && { benchmark }),
      ...(point.percent !== null && { drawdown: (index / high - 1) * 100 }),
      isEstimated: point.kind === 'estimated' || point.stale > 0,
    };
  });
}

function benchmarkIn(view: View, point: Point, same: number): number {
  if (view === 'percent') return point.benchmark ?? 0;
  return view === 'value' ? same : cents(same - (point.value - point.pnl));
}

/** What the same money, paid in and out on the same days, would have become with the benchmark. */
function sameMoney({ points, start }: Range): number[] {
  let worth = start;
  let before = 1;
  return points.map(({ benchmark, flow }) => {
    const index = 1 + (benchmark ?? 0) / 100;
    worth = worth * (index / before) + flow;
    before = index;
    return cents(worth);
  });
}

/** Sums of amounts in doubles have digits that no amount has. */
const cents = (amount: number): number => Math.round(amount * 1e4) / 1e4 || 0;
