import {
  addDays,
  type DailyColumns,
  type Day,
  formatDay,
  formatInstant,
  type MarketCalendar,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { type Bucket, bucketLength, bucketOf } from './buckets.ts';
import { freshness } from './current.ts';
import { derivedOf } from './derived.ts';
import type { Timeframe, ValueHistoryDocument } from './documents.ts';
import { findings, refusedQuestion } from './findings.ts';
import { realizedValueAt } from './growth-values.ts';
import { standingAt } from './kinds.ts';
import { KnownWithin, type RecordedWithin } from './known-within.ts';
import { rangeOf, sessionUpTo } from './ranges.ts';
import { moneyIn, type Scope, scopeOf, sumOf } from './scope.ts';
import { calendarsOf, closeOn, dayOfInstant } from './sessions.ts';
import { type ValueWithin, valuesWithin } from './within-session.ts';
import { periodEndsFirst } from './wrong-period.ts';

export interface ValueHistoryRequest {
  /** 1M where neither it nor `from` nor `to` is given. */
  readonly period?: Timeframe | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  /** The range's own where absent. */
  readonly bucket?: Bucket | undefined;
  /** What was recorded within the sessions of the period; where it is absent a session has its close alone. */
  readonly recorded?: RecordedWithin | undefined;
}

type HistoryPoint = ValueHistoryDocument['points'][number];

/**
 * Values with what each of them is: one a session that has closed, before it those within it where prices of them
 * are known, and beside them the value of now where the last of them is older.
 */
export function valueHistory(
  portfolio: OpenPortfolio,
  request: ValueHistoryRequest,
  now: number,
): ValueHistoryDocument {
  const { from, to } = request;
  const today = dayOfInstant(now);
  if (from !== undefined && to !== undefined && to < from) throw refusedQuestion([periodEndsFirst(from, to)]);
  const scope = scopeOf(portfolio, today);
  const isCustom = request.period === undefined && (from !== undefined || to !== undefined);
  const period = isCustom ? 'custom' : (request.period ?? '1M');
  const bucket = request.bucket ?? bucketOf(period);
  const span = spanOf(scope, request, period, now);
  const points = scope.at < 0 ? [] : pointsOf(scope, span, withinOf(scope, bucket, request, now), now);
  const last = points.at(-1);
  const isOlder = last === undefined || last.date < formatDay(scope.day) || last.timestamp !== undefined;
  const reachesNow = to === undefined || to >= today;
  return {
    period,
    base_currency: portfolio.history.base,
    bucket,
    points,
    live: scope.at >= 0 && isOlder && reachesNow ? liveValue(scope, now) : null,
    problems: findings(scope.problems),
  };
}

interface IndexSpan {
  readonly from: number;
  readonly to: number;
}

/** First and last index that a point may have. */
function spanOf(
  { portfolio, history, at }: Scope,
  { from, to }: ValueHistoryRequest,
  period: Timeframe | 'custom',
  now: number,
): IndexSpan {
  if (at < 0) return { from: 0, to: -1 };
  if (period !== 'custom') return { from: rangeOf(portfolio, period, now, at).reference, to: at };
  return {
    from: from === undefined ? 0 : from - history.first,
    to: Math.min(at, to === undefined ? at : to - history.first),
  };
}

type Within = (at: number) => readonly ValueWithin[];

/** The values within the session of a day, an index. */
function withinOf(
  { portfolio }: Scope,
  bucket: Bucket,
  { recorded }: ValueHistoryRequest,
  now: number,
): Within {
  const bucketMs = bucketLength(bucket);
  if (recorded === undefined || bucketMs === null) return () => [];
  const asked = { known: new KnownWithin(recorded), bucketMs, after: Number.NEGATIVE_INFINITY, before: now };
  return (at) => valuesWithin(portfolio, at, asked);
}

function pointsOf(scope: Scope, { from, to }: IndexSpan, within: Within, now: number): HistoryPoint[] {
  const { portfolio, history, columns } = scope;
  const { sessions, journal } = derivedOf(portfolio);
  const totals = journal.valueTotals(null);
  const money = moneyIn(history);
  const calendars = calendarsOf(portfolio);
  const atCostOn = (at: number): number => realizedValueAt(totals, at) + columns.unreconciled[at];
  const points: HistoryPoint[] = [];
  let since = sessionUpTo(sessions, Math.max(from, 0) - 1);
  for (const at of sessions) {
    if (at > to) break;
    if (at < from) continue;
    const day = addDays(history.first, at);
    let seen = 0;
    for (const value of within(at)) {
      const net = value.inflow - value.outflow;
      const flow = sumOf(columns.netFlow, since + 1, at - 1) + net - seen;
      points.push(pointWithin(value, atCostOn(at - 1) + value.costChange, flow, money, day));
      since = at - 1;
      seen = net;
    }
    if (day >= scope.day && !hasClosed(calendars, day, now)) break;
    const flow = sumOf(columns.netFlow, since + 1, at) - seen;
    points.push({
      ...pointAt(columns, at, flow, atCostOn(at), money, day),
      ...standingAt(portfolio, columns, at),
    });
    since = at;
  }
  return points;
}

function hasClosed(calendars: readonly MarketCalendar[], day: Day, now: number): boolean {
  return closeOn(calendars, day) * 1000 <= now;
}

/** `cost`: cash, and what is held at what it cost. */
function pointAt(
  columns: DailyColumns,
  at: number,
  flow: number,
  cost: number,
  money: (amount: number) => number,
  day: Day,
): Omit<HistoryPoint, 'kind' | 'source'> {
  return {
    date: formatDay(day),
    ...gainOf(columns.equity[at], cost, money),
    net_flow: money(flow),
    stale: columns.stale[at],
  };
}

function pointWithin(
  { at, value, kind, stale }: ValueWithin,
  cost: number,
  flow: number,
  money: (amount: number) => number,
  day: Day,
): HistoryPoint {
  return {
    date: formatDay(day),
    timestamp: formatInstant(at),
    ...gainOf(value, cost, money),
    net_flow: money(flow),
    kind,
    source: 'ledger',
    stale,
  };
}

const gainOf = (value: number, cost: number, money: (amount: number) => number) => ({
  value: money(value),
  cost_basis: money(cost),
  gain_loss: money(value - cost),
  gain_loss_percent: cost === 0 ? null : ((value - cost) * 100) / Math.abs(cost),
});

function liveValue({ portfolio, history, columns, at }: Scope, now: number): ValueHistoryDocument['live'] {
  const { last_updated, price_fresh } = freshness(portfolio, now);
  return { timestamp: last_updated, value: moneyIn(history)(columns.equity[at]), price_fresh };
}
