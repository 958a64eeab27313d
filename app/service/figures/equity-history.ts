import { addDays, type Day, formatDay, timeWeighted } from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { derivedOf } from './derived.ts';
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

/** Amounts of a row: those of its day and of the days since the row before. */
const AMOUNTS = [
  'pnl',
  'realized',
  'transferredGain',
  'income',
  'fees',
  'taxes',
  'fx',
  'unexplained',
] as const;
type Amounts = Record<(typeof AMOUNTS)[number] | 'inflow' | 'outflow', number>;

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
  const { equityRows, columns, flows } = derivedOf(portfolio);
  const { inflows, outflows } = flows;
  const { flows: convention } = portfolio.facts.portfolio;
  const { index } = timeWeighted(
    { values: columns.equity, inflows, outflows, opening: columns.opening },
    convention,
  );
  const counts = history.positionCounts();
  const money = moneyIn(history);
  const rows: EquityDay[] = [];
  let next = 0;
  let cumulative = 0;
  for (const at of equityRows) {
    if (at > end) break;
    const sums: Amounts = {
      pnl: 0,
      realized: 0,
      transferredGain: 0,
      income: 0,
      fees: 0,
      taxes: 0,
      fx: 0,
      unexplained: 0,
      inflow: 0,
      outflow: 0,
    };
    for (; next <= at; next++) {
      for (const name of AMOUNTS) sums[name] += columns[name][next];
      sums.inflow += inflows[next];
      sums.outflow += outflows[next];
    }
    cumulative += sums.pnl;
    if (history.first + at < start) continue;
    const equity = columns.equity[at];
    const long = columns.longValue[at];
    const short = columns.shortValue[at];
    const numLong = counts.long[at];
    const numShort = counts.short[at];
    rows.push({
      date: formatDay(addDays(history.first, at)),
      equity_balance: money(equity),
      daily_pnl: money(sums.pnl),
      cumulative_pnl: money(cumulative),
      equity_inflow: money(sums.inflow),
      equity_outflow: money(sums.outflow),
      total_value: money(long - short),
      cash_value: money(columns.cash[at]),
      long_value: money(long),
      short_value: money(short),
      gross_exposure: money(long - short),
      net_exposure: money(long + short),
      leverage: equity > 0 ? (long - short) / equity : null,
      num_positions: numLong + numShort,
      num_long_positions: numLong,
      num_short_positions: numShort,
      realized_pnl: money(sums.realized),
      unrealized_pnl: money(columns.unrealized[at]),
      transferred_gain: money(sums.transferredGain),
      income: money(sums.income),
      fees: money(sums.fees),
      taxes: money(sums.taxes),
      fx_pnl: money(sums.fx),
      unexplained: money(sums.unexplained),
      unreconciled: money(columns.unreconciled[at]),
      twr_index: index[at],
      kind: kindAt(columns, at),
      source: 'ledger',
      stale: columns.stale[at],
    });
  }
  return rows;
}
