import {
  type DailyColumns,
  type Day,
  firstOfDay,
  History,
  type HistoryInput,
  hasErrors,
  minorUnitsToNumber,
  type Problem,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { Refusal, unknownId } from '../refusal.ts';
import { derivedOf } from './derived.ts';

/** A portfolio, or one of its accounts, as it stands at the end of a day. */
export interface Scope {
  /** Where nothing has happened by that day, with a history without days. */
  readonly portfolio: OpenPortfolio;
  readonly history: History;
  /** Rows in force; none where nothing has happened by that day. */
  readonly order: Int32Array;
  /** One account; all of them where it is absent. */
  readonly account: string | undefined;
  readonly columns: DailyColumns;
  /** The day, at most the last of the history. */
  readonly day: Day;
  /** Its index in the columns; -1 where there are no days. */
  readonly at: number;
  /** Of the facts. */
  readonly problems: readonly Problem[];
}

/**
 * Throws Refusal `not_found` for an account that the portfolio has not, `invalid` where the facts contradict each
 * other, so that no figure made from them would be right.
 */
export function scopeOf(portfolio: OpenPortfolio, day: Day, account?: string): Scope {
  const whole = hasBegun(portfolio, day, account) ? portfolio : withoutEvents(portfolio, day);
  const { history } = whole;
  const isEmpty = history.last < history.first;
  const scoped = isEmpty ? undefined : account;
  const { problems } = derivedOf(portfolio);
  if (hasErrors(problems))
    throw new Refusal(
      'invalid',
      problems.filter(({ severity }) => severity === 'error'),
    );
  const last = Math.min(day, history.last) as Day;
  return {
    portfolio: whole,
    history,
    order: isEmpty ? new Int32Array(0) : portfolio.facts.book.inForce(),
    account: scoped,
    columns: history.columns(scoped),
    day: isEmpty ? day : last,
    at: isEmpty ? -1 : last - history.first,
    problems: isEmpty ? [] : problems,
  };
}

/** Whether anything has happened in the account by the end of a day. */
function hasBegun({ facts, history }: OpenPortfolio, day: Day, account: string | undefined): boolean {
  if (account !== undefined && !facts.portfolio.accounts.includes(account))
    throw unknownId('account', account);
  if (history.last < history.first || history.first > day) return false;
  if (account === undefined) return true;
  const { table } = facts.book;
  const wanted = table.accounts.find(account);
  const order = facts.book.inForce();
  return order
    .subarray(0, firstOfDay(table, order, day + 1))
    .some((row) => table.account.values[row] === wanted);
}

/** The portfolio as it was before its first event. */
function withoutEvents(portfolio: OpenPortfolio, to: Day): OpenPortfolio {
  const { facts, conventions } = portfolio;
  const input: HistoryInput = {
    table: facts.book.table,
    order: new Int32Array(0),
    prices: facts.prices,
    rates: facts.rates,
    splits: facts.splits,
    instruments: facts.instruments,
    accounts: facts.accountLookup,
    conventions,
    to,
  };
  return { ...portfolio, history: History.open(input) };
}

/** Minor units of base as the number of an answer. */
export function moneyIn({ decimals }: { readonly decimals: number }): (amount: number) => number {
  return (amount) => minorUnitsToNumber(amount, decimals);
}

/** Sum of a column over the days from…to, as indices, both included. */
export function sumOf(column: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let k = from; k <= to; k++) sum += column[k];
  return sum + 0;
}
