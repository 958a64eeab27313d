import {
  addDays,
  type Benchmark,
  type DailyColumns,
  Findings,
  formatInstant,
  timeWeighted,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { comparedWith, levelOn, type OtherPrices } from './benchmark.ts';
import { bucketLength, bucketOf } from './buckets.ts';
import { derivedOf } from './derived.ts';
import type { PerformanceDocument, Timeframe } from './documents.ts';
import { findings } from './findings.ts';
import { standingAt } from './kinds.ts';
import { KnownWithin, type RecordedWithin } from './known-within.ts';
import { firstAfter, type Range, rangeOf } from './ranges.ts';
import { moneyIn, type Scope, scopeOf, sumOf } from './scope.ts';
import { closeOn, closeTexts, dayOfInstant, instantText } from './sessions.ts';
import { type ValueWithin, valuesWithin } from './within-session.ts';

export interface PerformanceRequest {
  readonly timeframe: Timeframe;
  /** A symbol, drawn beside it; none where absent. */
  readonly benchmark?: string | undefined;
  readonly others?: OtherPrices | undefined;
  /** What was recorded within the sessions of the range; where it is absent a session has its close alone. */
  readonly recorded?: RecordedWithin | undefined;
}

type ChartPoint = PerformanceDocument['data_points'][number];

/**
 * The chart of a range: a point a session, before it those within it where prices of them are known, and one of now.
 * The gain is free of flows, its percentage time-weighted, both as at the end of each day.
 */
export function performance(
  portfolio: OpenPortfolio,
  request: PerformanceRequest,
  now: number,
): PerformanceDocument {
  const { timeframe } = request;
  const scope = scopeOf(portfolio, dayOfInstant(now));
  if (scope.at < 0) return nothing(portfolio, timeframe);
  const range = rangeOf(portfolio, timeframe, now, scope.at);
  const { columns } = scope;
  const { reference, end } = range;
  const money = moneyIn(scope.history);
  const start = reference < 0 ? columns.opening : columns.equity[reference];
  const netFlows = sumOf(columns.netFlow, reference + 1, end);
  const why = new Findings();
  const index = indexFrom(portfolio, range, why);
  const compared = comparedWith(portfolio, request.benchmark, request.others);
  const drawn = { portfolio, scope, range, index };
  const chart = pointsOf(drawn, request, now);
  const grown = end > reference ? index[end - reference - 1] - 1 : 0;
  return {
    timeframe,
    base_currency: scope.history.base,
    from: range.from,
    to: instantText(now),
    data_points: compared.name === null ? [...chart.points] : withBenchmark(chart, drawn, compared.levels),
    start_value: money(start),
    current_value: money(columns.equity[end]),
    net_flows: money(netFlows),
    profit_loss: money(columns.equity[end] - start - netFlows),
    profit_loss_percent: grown * 100,
    data_available: true,
    problems: findings([...scope.problems, ...compared.problems, ...why.problems()]),
  };
}

function nothing({ history }: OpenPortfolio, timeframe: Timeframe): PerformanceDocument {
  return {
    timeframe,
    base_currency: history.base,
    from: null,
    to: null,
    data_points: [],
    start_value: null,
    current_value: null,
    net_flows: 0,
    profit_loss: null,
    profit_loss_percent: null,
    data_available: false,
    problems: [],
  };
}

/** The time-weighted index of each day after the reference, 1 at it. */
function indexFrom(portfolio: OpenPortfolio, { reference, end }: Range, why: Findings): Float64Array {
  const { columns, flows } = derivedOf(portfolio);
  const { inflows, outflows } = flows;
  const part = (column: Float64Array): Float64Array => column.subarray(reference + 1, end + 1);
  const { index, problems } = timeWeighted(
    {
      values: part(columns.equity),
      inflows: part(inflows),
      outflows: part(outflows),
      opening: reference < 0 ? columns.opening : columns.equity[reference],
    },
    portfolio.facts.portfolio.flows,
  );
  for (const { code, at } of problems)
    why.note('profit_loss_percent', code, addDays(columns.first, reference + 1 + (at ?? 0)));
  return index;
}

interface Chart {
  readonly portfolio: OpenPortfolio;
  readonly scope: Scope;
  readonly range: Range;
  readonly index: Float64Array;
}

function pointsOf(chart: Chart, { timeframe, recorded }: PerformanceRequest, now: number): ChartPoints {
  const { portfolio, scope, range } = chart;
  const { reference, end, calendars } = range;
  const { columns, history } = scope;
  const { sessions } = derivedOf(portfolio);
  const closeOf = closeTexts(calendars);
  const within = withinOf(chart, { timeframe, recorded }, now);
  const points: ChartPoint[] = [];
  const days: number[] = [];
  let since = reference;
  const add = (at: number, point: ChartPoint): void => {
    points.push(point);
    days.push(at);
    since = at;
  };
  if (reference >= 0 || timeframe === '1D')
    add(reference, startPoint(portfolio, columns, range, moneyIn(history)));
  for (let k = firstAfter(sessions, reference); k < sessions.length && sessions[k] <= end; k++) {
    const at = sessions[k];
    const day = addDays(history.first, at);
    let seen = 0;
    for (const value of within(at)) {
      const net = value.inflow - value.outflow;
      const flow = sumOf(columns.netFlow, since + 1, at - 1) + net - seen;
      add(at - 1, pointWithin(chart, value, at - 1, flow));
      seen = net;
    }
    const isClosed = at < end || closeOn(calendars, day) * 1000 <= now;
    const flow = sumOf(columns.netFlow, since + 1, at) - seen;
    add(at, pointAt(chart, at, flow, isClosed ? closeOf(day) : instantText(now)));
  }
  if (since < end && (points.length === 0 || hasMoved(columns, since, end)))
    add(end, pointAt(chart, end, sumOf(columns.netFlow, since + 1, end), instantText(now)));
  return atMost(POINTS_MAX[timeframe], { points, days });
}

function pointAt({ portfolio, scope, range, index }: Chart, at: number, flow: number, timestamp: string) {
  const { columns, history } = scope;
  const money = moneyIn(history);
  return {
    timestamp,
    value: money(columns.equity[at]),
    ...standingAt(portfolio, columns, at),
    stale: columns.stale[at],
    net_flow: money(flow),
    return_percent: (index[at - range.reference - 1] - 1) * 100,
  } satisfies ChartPoint;
}

/** The values within the session of a day, an index. */
function withinOf(
  { portfolio, range }: Chart,
  { timeframe, recorded }: PerformanceRequest,
  now: number,
): (at: number) => readonly ValueWithin[] {
  const bucketMs = bucketLength(bucketOf(timeframe));
  if (recorded === undefined || bucketMs === null) return () => [];
  const asked = { known: new KnownWithin(recorded), bucketMs, after: Date.parse(range.from), before: now };
  return (at) => valuesWithin(portfolio, at, asked);
}

/** `before`: the day before, as an index. */
function pointWithin(
  { portfolio, scope, range, index }: Chart,
  { at, value, kind, stale, inflow, outflow }: ValueWithin,
  before: number,
  flow: number,
): ChartPoint {
  const { columns, history } = scope;
  const money = moneyIn(history);
  const grown = before > range.reference ? index[before - range.reference - 1] : 1;
  const values = Float64Array.of(value);
  const [inflows, outflows] = [Float64Array.of(inflow), Float64Array.of(outflow)];
  const day = { values, inflows, outflows, opening: columns.equity[before] };
  const since = timeWeighted(day, portfolio.facts.portfolio.flows);
  return {
    timestamp: formatInstant(at),
    value: money(value),
    kind,
    source: 'ledger',
    stale,
    net_flow: money(flow),
    return_percent: since.problems.length === 0 ? (grown * since.index[0] - 1) * 100 : null,
  };
}

const POINTS_MAX: Readonly<Partial<Record<Timeframe, number>>> = { '1D': 288, '1W': 336 };

/** The start and the latest points; of a market that never closes a range has one or two more than it may. */
function atMost(most: number | undefined, { points, days }: ChartPoints): ChartPoints {
  if (most === undefined || points.length <= most) return { points, days };
  const latest = <T>(list: readonly T[]) => [list[0], ...list.slice(list.length - most + 1)];
  return { points: latest(points), days: latest(days) };
}

interface ChartPoints {
  readonly points: readonly ChartPoint[];
  /** The day of each, as an index into the columns; -1 before the first. */
  readonly days: readonly number[];
}

/** Whether anything has happened after a day: on days without a session mostly nothing does. */
function hasMoved({ equity, netFlow }: DailyColumns, since: number, end: number): boolean {
  for (let k = since + 1; k <= end; k++)
    if (since < 0 || equity[k] !== equity[since] || netFlow[k] !== 0) return true;
  return false;
}

const BEGINNING = { kind: 'computed', source: 'ledger' } as const;

/** The value that the range begins with. */
function startPoint(
  portfolio: OpenPortfolio,
  columns: DailyColumns,
  { reference, from }: Range,
  money: (n: number) => number,
): ChartPoint {
  const isOpening = reference < 0;
  return {
    timestamp: from,
    value: money(isOpening ? columns.opening : columns.equity[reference]),
    ...(isOpening ? BEGINNING : standingAt(portfolio, columns, reference)),
    stale: isOpening ? 0 : columns.stale[reference],
    net_flow: 0,
    return_percent: 0,
  };
}

/** The same points with what the benchmark returned since the start. */
function withBenchmark(
  { points, days }: ChartPoints,
  { portfolio, range, scope }: Chart,
  levels: Benchmark | null,
): ChartPoint[] {
  const { first } = scope.history;
  const level = (at: number): number | null =>
    levels === null ? null : levelOn(levels, addDays(first, at), portfolio.conventions.staleAfterDays);
  const before = level(Math.max(0, range.reference));
  return points.map((point, k) => {
    const after = level(Math.max(0, days[k]));
    const isKnown = after !== null && before !== null && before > 0;
    return { ...point, benchmark_percent: isKnown ? (after / before - 1) * 100 : null };
  });
}
