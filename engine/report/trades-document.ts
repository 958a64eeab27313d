import { type Decimal, minorUnitsToNumber } from '../amounts/index.ts';
import { formatDay } from '../calendar/index.ts';
import type {
  ExcursionPlace,
  TradeAtRisk,
  TradeStatistics,
  TradesReport,
  TradingDay,
} from '../journal/index.ts';
import type { Problem } from '../problems/index.ts';
import { amountNumber, exactNumber } from './exact-number.ts';
import { problemDocument } from './problem-document.ts';

type Json =
  | null
  | number
  | string
  | boolean
  | readonly Json[]
  | { readonly [name: string]: Json | undefined };

/** The report as the JSON document of `tidemark trades --json`; `others` are the problems of what it was made from. */
export function tradesDocument(
  report: TradesReport,
  others: readonly Problem[],
): { readonly [name: string]: Json } {
  const { startingBalance, request } = report;
  const money = (amount: number) => minorUnitsToNumber(amount, report.decimals);
  return {
    base_currency: report.base,
    basis: request.basis,
    starting_balance: money(startingBalance.amount),
    starting_balance_assumed: startingBalance.source === 'assumed',
    trades: report.trades.map((trade) => tradeDocument(trade, report.decimals)),
    statistics: statisticsOf(report),
    problems: [...others, ...report.problems].map((found) => ({ ...problemDocument(found) })),
  };
}

/** How the trades of a report went, together and by group. */
export function statisticsOf(report: TradesReport) {
  return {
    ...statisticsDocument(report.statistics, report.decimals),
    open: report.open,
    by_strategy: groupsDocument(report.byStrategy, report.decimals),
    by_tag: groupsDocument(report.byTag, report.decimals),
    by_symbol: groupsDocument(report.bySymbol, report.decimals),
    by_day: report.byDay.map((one) => dayDocument(one, report.decimals)),
  };
}

/** One trade: amounts in its own currency, those ending in `_base` and the account value in the base currency. */
export function tradeDocument(atRisk: TradeAtRisk, decimals: number) {
  const { trade, accountValue, riskPercent, sizePercent } = atRisk;
  const { figures, base, excursion } = trade;
  const money = (amount: Decimal | null) => amountNumber(amount, trade.currency);
  const ofBase = (amount: number | null): number | null =>
    amount === null ? null : minorUnitsToNumber(amount, decimals);
  return {
    id: trade.id,
    account: trade.account,
    symbol: trade.symbol,
    currency: trade.currency,
    side: trade.trip.side,
    status: trade.status,
    opened_at: trade.openedAt,
    closed_at: trade.closedAt,
    ...exactNumber('quantity', figures.quantity),
    ...exactNumber('open_quantity', figures.openQuantity),
    ...exactNumber('entry_price', figures.entryPrice),
    ...exactNumber('exit_price', figures.exitPrice),
    ...exactNumber('stop', figures.stop),
    ...exactNumber('target', trade.target),
    account_value_at_entry: ofBase(accountValue),
    position_size: money(figures.size),
    position_size_percent: sizePercent,
    risk_amount: money(figures.risk),
    risk_amount_base: ofBase(base.risk),
    risk_percent: riskPercent,
    r_multiple: trade.rMultiple,
    return_on_risk: trade.returnOnRisk,
    realized_pnl: money(figures.realized),
    realized_pnl_base: ofBase(base.realized),
    fees: money(figures.fees),
    taxes: money(figures.taxes),
    net_pnl: money(figures.net),
    net_pnl_base: ofBase(base.net),
    mae: money(excursion?.adverse ?? null),
    mae_r: trade.adverseR,
    ...placeDocument('mae', excursion?.adverseAt ?? null),
    mfe: money(excursion?.favourable ?? null),
    mfe_r: trade.favourableR,
    ...placeDocument('mfe', excursion?.favourableAt ?? null),
    holding_days: trade.holdingDays,
    holding_seconds: trade.holdingSeconds,
    strategy: trade.strategy,
    tags: trade.tags,
    note: trade.note,
  };
}

/** Where an excursion was reached: its day, and the price there. */
function placeDocument<Name extends 'mae' | 'mfe'>(name: Name, place: ExcursionPlace | null) {
  const day = { [`${name}_date`]: place === null ? null : formatDay(place.day) } as Record<
    `${Name}_date`,
    string | null
  >;
  return { ...day, ...exactNumber(`${name}_price`, place?.price ?? null) };
}

function dayDocument(one: TradingDay, decimals: number) {
  return {
    date: formatDay(one.day),
    closed: one.closed,
    wins: one.wins,
    losses: one.losses,
    net_pnl: minorUnitsToNumber(one.netPnl, decimals),
    r: one.r,
    cumulative_net_pnl: minorUnitsToNumber(one.cumulativeNetPnl, decimals),
    cumulative_r: one.cumulativeR,
  };
}

function groupsDocument(groups: ReadonlyMap<string, TradeStatistics>, decimals: number) {
  return Object.fromEntries(
    Array.from(groups, ([name, found]) => [name, statisticsDocument(found, decimals)]),
  );
}

/** Amounts in base, averages rounded to its minor unit. */
function statisticsDocument(found: TradeStatistics, decimals: number) {
  const money = (amount: number | null): number | null =>
    amount === null ? null : minorUnitsToNumber(Math.sign(amount) * Math.round(Math.abs(amount)), decimals);
  return {
    closed: found.closed,
    wins: found.wins,
    losses: found.losses,
    break_even: found.breakEven,
    win_rate: found.winRate,
    net_pnl: money(found.netPnl),
    gross_profit: money(found.grossProfit),
    gross_loss: money(found.grossLoss),
    profit_factor: found.profitFactor,
    average_win: money(found.averageWin),
    average_loss: money(found.averageLoss),
    payoff_ratio: found.payoffRatio,
    expectancy: money(found.expectancy),
    expectancy_r: found.expectancyR,
    largest_win: money(found.largestWin),
    largest_loss: money(found.largestLoss),
    longest_win_streak: found.longestWinStreak,
    longest_loss_streak: found.longestLossStreak,
    current_streak: found.currentStreak,
    average_holding_days: found.averageHoldingDays,
  };
}
