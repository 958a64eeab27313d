import { addDays, type DailyColumns, type Day, formatDay, timeWeighted } from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { derivedOf, type FlowColumns } from './derived.ts';
import type { EquityHistoryDocument } from './documents.ts';
import { findings } from './findings.ts';
import { kindAt, moneyIn, scopeOf } from './scope.ts';

export interface EquityHistoryRequest {
  /** The first event where absent. */
  readonly startDate?: Day | undefined;
  /** Today where absent. */
  readonly endDate?: Day | undefined;
}

type EquityDay = EquityHistoryDocument['history'][number];

/** The days that the daily roll-forward has rows of: the sessions, and other days with a flow. */
export function equityDays(portfolio: OpenPortfolio): Day[] {
  const { first } = portfolio.history;
  return Array.from(derivedOf(portfolio).equityRows, (row) => addDays(first, row));
}

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
    history: end.at < 0 ? [] : rowsOf(portfolio, startDate ?? end.history.first, end.at),
    problems: findings(end.problems),
  };
}

function rowsOf(portfolio: OpenPortfolio, start: Day, end: number): EquityDay[] {
  const { history } = portfolio;
  const { equityRows, columns, flows, margin } = derivedOf(portfolio);
  const { first } = history;
  const { index } = timeWeighted(
    { values: columns.equity, ...flows, opening: columns.opening },
    portfolio.facts.portfolio.flows,
  );
  const counts = history.positionCounts();
  const money = moneyIn(history);
  const sums = amountsOf(columns, flows, equityRows);
  const rows: EquityDay[] = [];
  for (let k = 0, cumulative = 0; k < equityRows.length && equityRows[k] <= end; k++) {
    const at = equityRows[k];
    cumulative += sums.pnl[k];
    if (first + at < start) continue;
    const equity = columns.equity[at];
    const long = columns.longValue[at];
    const short = columns.shortValue[at];
    rows.push({
      date: formatDay(addDays(first, at)),
      equity_balance: money(equity),
      daily_pnl: money(sums.pnl[k]),
      cumulative_pnl: money(cumulative),
      equity_inflow: money(sums.inflow[k]),
      equity_outflow: money(sums.outflow[k]),
      total_value: money(long - short),
      cash_value: money(columns.cash[at]),
      borrowed: money(margin.borrowed[at]),
      margin_use: margin.use(at),
      long_value: money(long),
      short_value: money(short),
      gross_exposure: money(long - short),
      net_exposure: money(long + short),
      leverage: equity > 0 ? (long - short) / equity : null,
      num_positions: counts.long[at] + counts.short[at],
      num_long_positions: counts.long[at],
      num_short_positions: counts.short[at],
      realized_pnl: money(sums.realized[k]),
      unrealized_pnl: money(columns.unrealized[at]),
      transferred_gain: money(sums.transferredGain[k]),
      income: money(sums.income[k]),
      fees: money(sums.fees[k]),
      taxes: money(sums.taxes[k]),
      fx_pnl: money(sums.fx[k]),
      unexplained: money(sums.unexplained[k]),
      unreconciled: money(columns.unreconciled[at]),
      twr_index: index[at],
      kind: kindAt(columns, at),
      source: 'ledger',
      stale: columns.stale[at],
    });
  }
  return rows;
}

/** Amounts of each row: those of its day and of the days since the row before. */
function amountsOf(columns: DailyColumns, { inflows, outflows }: FlowColumns, rows: Int32Array) {
  return {
    pnl: sumsBetween(columns.pnl, rows),
    realized: sumsBetween(columns.realized, rows),
    transferredGain: sumsBetween(columns.transferredGain, rows),
    income: sumsBetween(columns.income, rows),
    fees: sumsBetween(columns.fees, rows),
    taxes: sumsBetween(columns.taxes, rows),
    fx: sumsBetween(columns.fx, rows),
    unexplained: sumsBetween(columns.unexplained, rows),
    inflow: sumsBetween(inflows, rows),
    outflow: sumsBetween(outflows, rows),
  };
}

function sumsBetween(column: Float64Array, rows: Int32Array): Float64Array {
  const sums = new Float64Array(rows.length);
  for (let k = 0, day = 0; k < rows.length; k++) {
    let sum = 0;
    for (; day <= rows[k]; day++) sum += column[day];
    sums[k] = sum;
  }
  return sums;
}
