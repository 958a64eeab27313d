import { type Day, formatDay, type ValueBasis } from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import type { AccountValueDocument } from './documents.ts';
import { findings } from './findings.ts';
import { growthOn } from './growth-values.ts';
import { moneyIn } from './scope.ts';

export interface AccountValueRequest {
  readonly basis: ValueBasis;
  /** Today where absent. */
  readonly date?: Day | undefined;
}

/** One account value, of any day. Null before the first event; after the last day the last value holds. */
export function accountValue(
  portfolio: OpenPortfolio,
  { basis, date }: AccountValueRequest,
  today: Day,
): AccountValueDocument {
  const day = date ?? today;
  const { history } = portfolio;
  const { value, assumed, problems } = growthOn(portfolio, basis, day);
  const money = moneyIn(history);
  const moneyOrNull = (amount: number | undefined): number | null =>
    amount === undefined ? null : money(amount);
  return {
    date: formatDay(day),
    basis,
    base_currency: history.base,
    value: moneyOrNull(value?.value),
    starting_balance: moneyOrNull(value?.starting),
    realized_pnl: moneyOrNull(value?.realized),
    ...(basis === 'market' && { unrealized_pnl: moneyOrNull(value?.unrealized) }),
    deposits: moneyOrNull(value?.deposits),
    withdrawals: moneyOrNull(value?.withdrawals),
    starting_balance_assumed: assumed,
    problems: findings(problems),
  };
}
