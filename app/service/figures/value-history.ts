import { addDays, type CalendarName, type DailyColumns, type Day, formatDay } from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { freshness } from './current.ts';
import { derivedOf } from './derived.ts';
import type { Timeframe, ValueHistoryDocument } from './documents.ts';
import { findings, refusedQuestion } from './findings.ts';
import { realizedValueAt } from './growth-values.ts';
import { rangeOf, sessionUpTo } from './ranges.ts';
import { kindAt, moneyIn, type Scope, scopeOf, sumOf } from './scope.ts';
import { calendarsOf, closeOn, dayOfInstant } from './sessions.ts';
import { periodEndsFirst } from './wrong-period.ts';

export interface ValueHistoryRequest {
  /** 1M where neither it nor `from` nor `to` is given. */
  readonly period?: Timeframe | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
}

type HistoryPoint = ValueHistoryDocument['points'][number];

/**
 * Values with what each of them is: one a session that has closed, and beside them the value of now where the last of
 * them is older. Every bucket is answered by days, which is what is known of every portfolio.
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
  const points = scope.at < 0 ? [] : pointsOf(scope, spanOf(scope, request, period, now), now);
  const isOlder = points.length === 0 || points[points.length - 1].date < formatDay(scope.day);
  const reachesNow = to === undefined || to >= today;
  return {
    period,
    base_currency: portfolio.history.base,
    bucket: '1d',
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
  if (period !== 'custom') return { from: rangeOf(portfolio, period, now, at).reference, to: at };
  return {
    from: from === undefined ? 0 : from - history.first,
    to: Math.min(at, to === undefined ? at : to - history.first),
  };
}

function pointsOf(scope: Scope, { from, to }: IndexSpan, now: number): HistoryPoint[] {
  const { portfolio, history, columns } = scope;
  const { sessions, journal } = derivedOf(portfolio);
  const totals = journal.valueTotals(null);
  const money = moneyIn(history);
  const calendars = calendarsOf(portfolio);
  const points: HistoryPoint[] = [];
  let since = sessionUpTo(sessions, Math.max(from, 0) - 1);
  for (const at of sessions) {
    if (at > to) break;
    if (at < from) continue;
    const day = addDays(history.first, at);
    if (day >= scope.day && !hasClosed(calendars, day, now)) break;
    const kind = kindAt(portfolio, columns, at);
    points.push({ ...pointAt(columns, at, since, realizedValueAt(totals, at), money, day), kind });
    since = at;
  }
  return points;
}

function hasClosed(calendars: readonly CalendarName[], day: Day, now: number): boolean {
  return closeOn(calendars, day) * 1000 <= now;
}

/** `atCost`: cash, and what is held at what it cost. */
function pointAt(
  columns: DailyColumns,
  at: number,
  since: number,
  atCost: number,
  money: (amount: number) => number,
  day: Day,
): Omit<HistoryPoint, 'kind'> {
  const value = columns.equity[at];
  const cost = atCost + columns.unreconciled[at];
  return {
    date: formatDay(day),
    value: money(value),
    cost_basis: money(cost),
    gain_loss: money(value - cost),
    gain_loss_percent: cost === 0 ? null : ((value - cost) * 100) / Math.abs(cost),
    net_flow: money(sumOf(columns.netFlow, since + 1, at)),
    source: 'ledger',
    stale: columns.stale[at],
  };
}

function liveValue({ portfolio, history, columns, at }: Scope, now: number): ValueHistoryDocument['live'] {
  const { last_updated, price_fresh } = freshness(portfolio, now);
  return { timestamp: last_updated, value: moneyIn(history)(columns.equity[at]), price_fresh };
}
