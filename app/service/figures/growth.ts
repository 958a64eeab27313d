import {
  type Day,
  formatDay,
  formatDecimal,
  fromMinorUnits,
  type Period,
  splitByPeriod,
  type ValueBasis,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { derivedOf } from './derived.ts';
import type { GrowthDocument } from './documents.ts';
import { findings } from './findings.ts';
import { type GrowthOn, type GrowthValue, type GrowthValues, growthOn } from './growth-values.ts';
import { moneyIn } from './scope.ts';

export interface GrowthRequest {
  readonly basis: ValueBasis;
  /** Also rows over time. */
  readonly by?: Exclude<Period, 'quarter' | 'year'> | undefined;
  /** Today where absent. */
  readonly date?: Day | undefined;
}

/** How a portfolio grew by trading, and how by money paid in. What cannot be known is null, and a problem says why. */
export function growth(portfolio: OpenPortfolio, request: GrowthRequest, today: Day): GrowthDocument {
  const { basis, by } = request;
  const day = request.date ?? today;
  const { history } = portfolio;
  const found = growthOn(portfolio, basis, day);
  const { value, values } = found;
  const money = moneyIn(history);
  const moneyOrNull = (amount: number | undefined): number | null =>
    amount === undefined ? null : money(amount);
  return {
    base_currency: history.base,
    basis,
    date: formatDay(day),
    current_value: moneyOrNull(value?.value),
    starting_balance: moneyOrNull(value?.starting),
    realized_pnl: moneyOrNull(value?.realized),
    ...(basis === 'market' && { unrealized_pnl: moneyOrNull(value?.unrealized) }),
    deposits_total: moneyOrNull(value?.deposits),
    withdrawals_total: moneyOrNull(value?.withdrawals),
    trading_growth_percent: value?.tradingPercent ?? null,
    total_growth_percent: value?.totalPercent ?? null,
    calculation: value === null ? null : calculation(value, basis, history.decimals),
    starting_balance_assumed: found.assumed,
    sources: sourcesOf(found, day, money),
    ...(by !== undefined && {
      rows: values === null ? [] : rowDays(portfolio, by, day).map((end) => rowOf(values, end, money)),
    }),
    problems: findings(found.problems),
  };
}

/** `10000.00 + 2800.00 + 500.00 - 800.00 = 12500.00`; on the market basis with the unrealized after the realized. */
function calculation(found: GrowthValue, basis: ValueBasis, decimals: number): string {
  const text = (amount: number): string => formatDecimal(fromMinorUnits(amount + 0, decimals), decimals);
  const plus = (amount: number): string => `${amount < 0 ? '-' : '+'} ${text(Math.abs(amount))}`;
  const gains = [found.realized, ...(basis === 'market' ? [found.unrealized] : [])].map(plus).join(' ');
  const { starting, deposits, withdrawals, value } = found;
  return `${text(starting)} ${gains} ${plus(deposits)} - ${text(withdrawals)} = ${text(value)}`;
}

function sourcesOf(
  { value, values }: GrowthOn,
  day: Day,
  money: (amount: number) => number,
): GrowthDocument['sources'] {
  if (value === null || values === null)
    return { trading: null, income: null, fees: null, taxes: null, fx: null, capital: null };
  const { trading, income, fees, taxes, fx, capital } = values.sourcesAt(day, value);
  return {
    trading: money(trading),
    income: money(income),
    fees: money(fees),
    taxes: money(taxes),
    fx: money(fx),
    capital: money(capital),
  };
}

/** Last days of the rows up to a day: by day those of the daily roll-forward, else of weeks or months, and the day. */
function rowDays(portfolio: OpenPortfolio, by: Period, day: Day): Day[] {
  const { history } = portfolio;
  const { first } = history;
  const last = Math.min(day, history.last) as Day;
  if (last < first) return [];
  if (by !== 'day') return splitByPeriod({ from: first, to: last }, by).map(({ to }) => to);
  return Array.from(derivedOf(portfolio).equityRows, (row) => (first + row) as Day).filter(
    (row) => row <= last,
  );
}

function rowOf(
  values: GrowthValues,
  day: Day,
  money: (amount: number) => number,
): NonNullable<GrowthDocument['rows']>[number] {
  const found = values.at(day) as GrowthValue;
  return {
    date: formatDay(day),
    value: money(found.value),
    value_without_flows: money(found.starting + found.realized + found.unrealized),
    realized_pnl: money(found.realized),
    deposits: money(found.deposits),
    withdrawals: money(found.withdrawals),
    trading_growth_percent: found.tradingPercent,
    total_growth_percent: found.totalPercent,
  };
}
