import { type Day, formatDay } from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { derivedOf } from './derived.ts';
import type { EquityHistoryDocument } from './documents.ts';
import { type EquityTable, equityTable } from './equity-table.ts';
import { findings } from './findings.ts';
import { standingAt } from './kinds.ts';
import { moneyIn, scopeOf } from './scope.ts';

export interface EquityHistoryRequest {
  /** The first event where absent. */
  readonly startDate?: Day | undefined;
  /** Today where absent. */
  readonly endDate?: Day | undefined;
}

type EquityDay = EquityHistoryDocument['history'][number];

/**
 * The daily roll-forward: from each row to the next, equity = equity before + inflow − outflow + P&L; before the first
 * row there is the opening.
 */
export function equityHistory(
  portfolio: OpenPortfolio,
  { startDate, endDate }: EquityHistoryRequest,
  today: Day,
): EquityHistoryDocument {
  const now = scopeOf(portfolio, today);
  const end = scopeOf(portfolio, endDate ?? today);
  const { id, name } = portfolio.facts.portfolio;
  const money = moneyIn(portfolio.history);
  return {
    portfolio_id: id,
    portfolio_name: name,
    base_currency: portfolio.history.base,
    current_equity: now.at < 0 ? 0 : money(now.columns.equity[now.at]),
    history: end.at < 0 ? [] : rowsOf(portfolio, startDate ?? end.history.first, end.day),
    problems: findings(end.problems),
  };
}

function rowsOf(portfolio: OpenPortfolio, start: Day, end: Day): EquityDay[] {
  const table = equityTable(portfolio, end);
  const money = moneyIn(portfolio.history);
  const { columns } = derivedOf(portfolio);
  const rows: EquityDay[] = [];
  for (let k = table.days.findIndex((day) => day >= start); k >= 0 && k < table.days.length; k++) {
    const at = table.days[k] - portfolio.history.first;
    rows.push({ ...rowOf(table, k, money), ...standingAt(portfolio, columns, at) });
  }
  return rows;
}

function rowOf(
  table: EquityTable,
  k: number,
  money: (amount: number) => number,
): Omit<EquityDay, 'kind' | 'source'> {
  const { days, levels, sums } = table;
  const equity = levels.equity[k];
  const [long, short] = [levels.longValue[k], levels.shortValue[k]];
  const [longs, shorts] = [levels.longPositions[k], levels.shortPositions[k]];
  const use = levels.marginUse[k];
  return {
    date: formatDay(days[k] as Day),
    equity_balance: money(equity),
    daily_pnl: money(sums.pnl[k]),
    cumulative_pnl: money(levels.cumulativePnl[k]),
    equity_inflow: money(sums.inflows[k]),
    equity_outflow: money(sums.outflows[k]),
    total_value: money(long - short),
    cash_value: money(levels.cash[k]),
    borrowed: money(levels.borrowed[k]),
    margin_use: Number.isNaN(use) ? null : use,
    long_value: money(long),
    short_value: money(short),
    gross_exposure: money(long - short),
    net_exposure: money(long + short),
    leverage: equity > 0 ? (long - short) / equity : null,
    num_positions: longs + shorts,
    num_long_positions: longs,
    num_short_positions: shorts,
    realized_pnl: money(sums.realized[k]),
    unrealized_pnl: money(levels.unrealized[k]),
    transferred_gain: money(sums.transferredGain[k]),
    income: money(sums.income[k]),
    fees: money(sums.fees[k]),
    taxes: money(sums.taxes[k]),
    fx_pnl: money(sums.fx[k]),
    unexplained: money(sums.unexplained[k]),
    unreconciled: money(levels.unreconciled[k]),
    twr_index: levels.twrIndex[k],
    stale: levels.stale[k],
  };
}
