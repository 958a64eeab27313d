import { formatDay, minorUnitsToNumber } from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { freshness } from './current.ts';
import type { SummaryDocument } from './documents.ts';
import { exposures } from './exposures.ts';
import { findings } from './findings.ts';
import { growthOn } from './growth-values.ts';
import { reportOf } from './report.ts';
import { maxDrawdown } from './risk.ts';
import { dayOfInstant } from './sessions.ts';

/** The figures that a portfolio is known by; `now` in milliseconds since 1970. */
export function summary(portfolio: OpenPortfolio, now: number): SummaryDocument {
  const today = dayOfInstant(now);
  const { scope, report } = reportOf(portfolio, {}, {}, today);
  const { at, columns, history } = scope;
  const { summary: found, performance, risk } = report;
  const taken = exposures(portfolio, {}, today);
  const grown = growthOn(portfolio, 'realized', today);
  const money = (amount: number): number => minorUnitsToNumber(amount, report.decimals);
  const { id, name } = portfolio.facts.portfolio;
  return {
    portfolio_id: id,
    portfolio_name: name,
    base_currency: report.base,
    date: formatDay(today),
    from: at < 0 ? null : formatDay(history.first),
    equity_balance: money(found.equity),
    cash_balance: money(found.cash),
    long_value: money(found.longValue),
    short_value: money(found.shortValue),
    gross_exposure: money(found.longValue - found.shortValue),
    net_exposure: money(found.longValue + found.shortValue),
    leverage: taken.leverage,
    num_positions: taken.long_positions + taken.short_positions,
    num_long_positions: taken.long_positions,
    num_short_positions: taken.short_positions,
    cost_basis: money(report.costBasis),
    daily_pnl: at < 0 ? null : money(columns.pnl[at]),
    daily_pnl_percent: at < 0 ? null : performance.daily.dailyReturns[at] * 100,
    opening: money(found.opening),
    deposits: money(found.deposits),
    withdrawals: money(found.withdrawals),
    transfers_in: money(found.transfersIn),
    transfers_out: money(found.transfersOut),
    net_flow: money(found.netFlow),
    realized_pnl: money(found.realized),
    unrealized_pnl: money(found.unrealized),
    transferred_gain: money(found.transferredGain),
    income: money(found.income),
    fees: money(found.fees),
    taxes: money(found.taxes),
    fx_pnl: money(found.fx),
    unexplained: money(found.unexplained),
    total_pnl: money(found.totalPnl),
    starting_balance: grown.value === null ? null : money(grown.value.starting),
    starting_balance_assumed: grown.assumed,
    trading_growth_percent: grown.value?.tradingPercent ?? null,
    total_growth_percent: grown.value?.totalPercent ?? null,
    twr: performance.twr,
    twr_annualized: performance.twrAnnualized,
    xirr: performance.xirr,
    volatility: risk.volatility,
    sharpe: risk.sharpe,
    max_drawdown: maxDrawdown(report),
    ...freshness(portfolio, now),
    problems: findings(report.problems),
  };
}
