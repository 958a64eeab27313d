import { type Day, formatDay, hasErrors, isCalendarName, marketCalendar } from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { unknownId } from '../refusal.ts';
import { derivedOf } from './derived.ts';
import type { CoverageDocument } from './documents.ts';
import { findings } from './findings.ts';
import { standingAt } from './kinds.ts';
import { type PageRequest, pageOf } from './page.ts';
import { calendarsOf } from './sessions.ts';

export interface CoverageRequest extends PageRequest {
  /** The first event where absent. */
  readonly from?: Day | undefined;
  /** Today where absent. */
  readonly to?: Day | undefined;
  /** One account; all of them together where absent. */
  readonly account?: string | undefined;
}

type CoverageDay = CoverageDocument['items'][number];

/**
 * What the value of each session since the first event rests on; `missing` where the facts contradict each other, so
 * that there is none. Throws Refusal `not_found` for an account that the portfolio has not.
 */
export function coverage(portfolio: OpenPortfolio, request: CoverageRequest, today: Day): CoverageDocument {
  const { from, to, account, ...page } = request;
  if (account !== undefined && !portfolio.facts.portfolio.accounts.includes(account))
    throw unknownId('account', account);
  const first = firstEvent(portfolio, account);
  const begin = first === null ? null : (Math.max(from ?? first, first) as Day);
  const end = Math.min(to ?? today, today) as Day;
  const { problems } = derivedOf(portfolio);
  const days = begin === null ? [] : rowsOf(portfolio, sessionsIn(portfolio, begin, end, account), account);
  const counts: Record<string, number> = {};
  for (const { kind } of days) counts[kind] = (counts[kind] ?? 0) + 1;
  const { items, nextCursor } = pageOf(days, page, ({ date }) => date);
  return { items: [...items], next_cursor: nextCursor, counts, problems: findings(problems) };
}

/** Null where nothing has happened. */
function firstEvent({ facts }: OpenPortfolio, account: string | undefined): Day | null {
  const { table } = facts.book;
  const order = facts.book.inForce();
  const wanted = account === undefined ? null : table.accounts.find(account);
  const row = order.find((one) => wanted === null || table.account.values[one] === wanted);
  return row === undefined ? null : (table.day.values[row] as Day);
}

/** The sessions from…to of the calendars of the accounts, or of the one account. */
function sessionsIn(portfolio: OpenPortfolio, from: Day, to: Day, account: string | undefined): Day[] {
  const calendar = portfolio.facts.accounts.find(({ id }) => id === account)?.calendar;
  const { calendars: named = marketCalendar } = portfolio;
  const isKnown = calendar !== undefined && isCalendarName(calendar);
  const calendars = isKnown ? [named(calendar)] : calendarsOf(portfolio);
  const days = new Set(calendars.flatMap((one) => one.sessionDays(from, to)));
  return [...days].sort((a, b) => a - b);
}

function rowsOf(portfolio: OpenPortfolio, days: readonly Day[], account: string | undefined): CoverageDay[] {
  const { history } = portfolio;
  const isKnown = !hasErrors(derivedOf(portfolio).problems);
  const columns = history.columns(account);
  return days.map((day) => {
    const row = { date: formatDay(day), account_id: account ?? null };
    const at = day - history.first;
    if (!isKnown || at < 0 || at >= columns.length)
      return { ...row, kind: 'missing', source: null, stale: 0 };
    return {
      ...row,
      ...standingAt(portfolio, columns, at, account),
      stale: columns.stale[at],
    };
  });
}
