import { type Day, type History, isCalendarName, marketCalendar } from '@tidemark/engine';
import type { OwnerReads, SealRecord } from '../ports/index.ts';
import type { OpenPortfolio } from './open-portfolio.ts';

/** What was sealed of the closes of an owner's accounts, as of a version of it. */
interface Sealed {
  readonly captured: number;
  readonly seals: readonly SealRecord[];
}

interface Known extends Sealed {
  readonly revision: number;
  readonly days: Map<string, ReadonlySet<number>>;
}

/** Beside an open portfolio, which stays as it is when something is sealed. */
const known = new WeakMap<History, Known>();

/** Reads what is sealed of a portfolio's closes, unless it is known as of that version of it (-1: it never is). */
export async function readSealed(
  reads: OwnerReads,
  { history, facts }: OpenPortfolio,
  captured: number,
  asKnownAt?: number,
): Promise<void> {
  if (captured >= 0 && known.get(history)?.captured === captured) return;
  const { accounts } = facts.portfolio;
  const seals =
    captured === 0
      ? []
      : await reads.seals.list({ accounts, of: 'days', ...(asKnownAt !== undefined && { asKnownAt }) });
  known.set(history, { captured, seals, revision: history.revision, days: new Map() });
}

/**
 * Days whose value was sealed at its close and is that value still: of one account, or of each account that had a
 * session then. Days since 1970.
 */
export function officialDays(portfolio: OpenPortfolio, account?: string): ReadonlySet<number> {
  const { history } = portfolio;
  const found = known.get(history);
  if (found === undefined) return new Set();
  const current =
    found.revision === history.revision ? found : { ...found, revision: history.revision, days: new Map() };
  known.set(history, current);
  const key = account ?? '';
  const days = current.days.get(key) ?? daysOf(portfolio, current.seals, account);
  current.days.set(key, days);
  return days;
}

function daysOf(portfolio: OpenPortfolio, seals: readonly SealRecord[], only?: string): Set<number> {
  const { facts, history, calendars = marketCalendar } = portfolio;
  const accounts = facts.accounts.filter(({ id }) => only === undefined || id === only);
  const official = new Map(accounts.map(({ id }) => [id, officialOf(portfolio, id, seals)]));
  const begun = firstDays(portfolio);
  const all = new Set([...official.values()].flatMap((days) => [...days]));
  for (const day of all) {
    const isWhole = accounts.every(({ id, calendar }) => {
      const first = begun.get(id);
      if (first === undefined || first > day) return true;
      const isSession = !isCalendarName(calendar) || calendars(calendar).isSession(day as Day);
      return !isSession || official.get(id)?.has(day) === true;
    });
    if (!isWhole || day > history.last) all.delete(day);
  }
  return all;
}

/** In another currency than the account's the value of the day cannot be compared, and the seal counts. */
function officialOf(
  { facts, history }: OpenPortfolio,
  account: string,
  seals: readonly SealRecord[],
): Set<number> {
  const isSame = facts.accounts.find(({ id }) => id === account)?.currency === history.base;
  const { equity } = history.columns(account);
  const own = seals.filter((seal) => seal.account === account && seal.kind === 'daily_eod');
  return new Set(
    own.filter((seal) => !isSame || equity[seal.day - history.first] === seal.equity).map(({ day }) => day),
  );
}

/** The day of each account's first event. */
export function firstDays({ facts }: OpenPortfolio): Map<string, number> {
  const { table } = facts.book;
  const found = new Map<string, number>();
  for (const row of facts.book.inForce()) {
    const account = table.accounts.texts[table.account.values[row]];
    if (!found.has(account)) found.set(account, table.day.values[row]);
  }
  return found;
}
