import { addDays, type Day, firstOfDay } from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { bucketLength, bucketOf } from './buckets.ts';
import type { Timeframe } from './documents.ts';
import { rangeOf } from './ranges.ts';
import { dayOfInstant } from './sessions.ts';
import type { ValueHistoryRequest } from './value-history.ts';

/** Which records a chart is drawn with. */
export interface RecordsAsked {
  readonly accounts: readonly string[];
  readonly symbols: readonly string[];
  /** First and last day, both included. */
  readonly from: Day;
  readonly to: Day;
}

/** What has to be read for `performance`; null where its points are daily, or there are none. */
export function recordsOfRange(
  portfolio: OpenPortfolio,
  timeframe: Timeframe,
  now: number,
): RecordsAsked | null {
  if (bucketLength(bucketOf(timeframe)) === null) return null;
  const { first, last } = portfolio.history;
  const today = Math.min(dayOfInstant(now), last) as Day;
  if (today < first) return null;
  const { reference } = rangeOf(portfolio, timeframe, now, today - first);
  return recordsOf(portfolio, addDays(first, reference + 1), today);
}

/** The same for `history`, whose periods begin with the session before. */
export function recordsOfHistory(
  portfolio: OpenPortfolio,
  { period, from, to, bucket }: ValueHistoryRequest,
  now: number,
): RecordsAsked | null {
  const isCustom = period === undefined && (from !== undefined || to !== undefined);
  const range = isCustom ? 'custom' : (period ?? '1M');
  if (bucketLength(bucket ?? bucketOf(range)) === null) return null;
  const { first, last } = portfolio.history;
  const today = Math.min(dayOfInstant(now), last) as Day;
  if (today < first) return null;
  if (range === 'custom') return recordsOf(portfolio, from ?? first, Math.min(to ?? today, today) as Day);
  return recordsOf(portfolio, addDays(first, rangeOf(portfolio, range, now, today - first).reference), today);
}

/** Of what is held on a day of from…to. */
function recordsOf({ facts, history }: OpenPortfolio, from: Day, to: Day): RecordsAsked | null {
  const begin = Math.max(from, history.first) as Day;
  if (to < begin) return null;
  const held = history.holdingsState(begin)?.accounts.flatMap(({ holdings }) => holdings) ?? [];
  const symbols = new Set(held.map(({ symbol }) => symbol));
  const { table } = facts.book;
  const order = facts.book.inForce();
  for (const row of order.subarray(firstOfDay(table, order, begin), firstOfDay(table, order, to + 1)))
    for (const number of [table.symbol.values[row], table.toSymbol.values[row]])
      if (number >= 0) symbols.add(table.symbols.texts[number]);
  return { accounts: facts.portfolio.accounts, symbols: [...symbols], from: begin, to };
}
