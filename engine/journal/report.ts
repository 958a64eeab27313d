import type { Day } from '../calendar/index.ts';
import { type Problem, problem } from '../problems/index.ts';
import { assumedProblems, type StartingBalance } from './account-value.ts';
import { type DatedOutcome, type TradingDay, tradingDays } from './by-day.ts';
import type { Journal, RiskTerms, TradeAtRisk } from './journal.ts';
import type { RoundTrip } from './round-trip.ts';
import { statisticsBy, type TradeStatistics, tradeStatistics } from './statistics.ts';
import type { Trade } from './trade.ts';

/** Which trades are asked for, and what their risk is measured against. */
export interface TradesRequest extends RiskTerms {
  /** Trades that were open on some day of from…to; null: no bound. */
  readonly from: Day | null;
  readonly to: Day | null;
}

/** Trades in order of opening, and how the closed ones of them went, in order of closing. */
export interface TradesReport {
  readonly base: string;
  /** Digits of the base currency's minor unit. */
  readonly decimals: number;
  readonly request: TradesRequest;
  readonly startingBalance: StartingBalance;
  readonly trades: readonly TradeAtRisk[];
  readonly open: number;
  readonly statistics: TradeStatistics;
  readonly byStrategy: ReadonlyMap<string, TradeStatistics>;
  readonly byTag: ReadonlyMap<string, TradeStatistics>;
  readonly bySymbol: ReadonlyMap<string, TradeStatistics>;
  /** By the day of closing. */
  readonly byDay: readonly TradingDay[];
  readonly problems: readonly Problem[];
}

/** The answer of `tidemark trades`. Another starting balance answers anew without grouping anything again. */
export function tradesReport(journal: Journal, request: TradesRequest): TradesReport {
  return tradesReportOn(
    journal,
    journal.trips.filter((trip) => isAsked(journal.trade(trip), request)),
    request,
  );
}

/** The same of chosen trips, in their order. */
export function tradesReportOn(
  journal: Journal,
  asked: readonly RoundTrip[],
  request: TradesRequest,
): TradesReport {
  const trades = journal.tradesAtRisk(asked, request);
  const outcomes = journal
    .inOrderOfClosing(asked)
    .map((trip) => journal.trade(trip))
    .filter(isMeasured)
    .map(outcomeOf);
  const startingBalance = journal.startingBalance(request);
  return {
    base: journal.base,
    decimals: journal.decimals,
    request,
    startingBalance,
    trades,
    open: trades.filter(({ trade }) => trade.status === 'open').length,
    statistics: tradeStatistics(outcomes),
    byStrategy: statisticsBy(outcomes, ({ trade }) => (trade.strategy === null ? [] : [trade.strategy])),
    byTag: statisticsBy(outcomes, ({ trade }) => trade.tags),
    bySymbol: statisticsBy(outcomes, ({ trade }) => [trade.symbol]),
    byDay: tradingDays(outcomes),
    problems: [...assumedProblems(startingBalance.source, 'risk'), ...riskProblems(trades)],
  };
}

function isAsked(trade: Trade, { account, from, to }: TradesRequest): boolean {
  if (account !== null && trade.account !== account) return false;
  return (
    (to === null || trade.opened <= to) && (from === null || trade.closed === null || trade.closed >= from)
  );
}

/** Closed for money, at least in part: what left in kind alone neither won nor lost. */
function isMeasured(trade: Trade): trade is Trade & { readonly closed: Day } {
  return trade.closed !== null && trade.figures.exitPrice !== null;
}

function outcomeOf(trade: Trade & { readonly closed: Day }): DatedOutcome & { readonly trade: Trade } {
  const { base, closed, rMultiple, holdingDays } = trade;
  return { trade, closed, netPnl: base.net, rMultiple, holdingDays };
}

/** Which of the trades have no risk in percent, because the account was worth nothing before them. */
export function riskProblems(trades: readonly TradeAtRisk[]): Problem[] {
  return trades.filter(isUnmeasurable).map(valueProblem);
}

function isUnmeasurable({ accountValue }: TradeAtRisk): boolean {
  return accountValue <= 0;
}

function valueProblem({ trade }: TradeAtRisk): Problem {
  const { symbol, openedAt, place } = trade;
  const message = `${symbol}, opened ${openedAt}: the account value before it is not above zero, so its risk and size in percent are unknown`;
  return problem('account_value_not_positive', { ...place, field: 'risk_percent' }, message, { symbol });
}
