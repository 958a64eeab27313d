import {
  absolute,
  type Decimal,
  formatDecimal,
  fromMinorUnits,
  minorUnits,
  minorUnitsToNumber,
} from '../amounts/index.ts';
import { type Day, formatDay } from '../calendar/index.ts';
import { AGAINST_BENCHMARK, type RiskFigure } from '../returns/index.ts';
import type { Position } from '../valuation/figures.ts';
import { FIGURE_NAMES } from './figure-names.ts';
import { problemDocument } from './problem-document.ts';
import type { SeriesAmount } from './series.ts';
import type { ValueReport } from './value-report.ts';

/** The names of the amount columns in the outer JSON, in its order. */
const SERIES_NAMES = {
  equity: 'equity',
  cash: 'cash',
  longValue: 'long_value',
  shortValue: 'short_value',
  netFlow: 'net_flow',
  pnl: 'pnl',
  cumulativePnl: 'cumulative_pnl',
  realized: 'realized_pnl',
  unrealized: 'unrealized_pnl',
  transferredGain: 'transferred_gain',
  income: 'income',
  fees: 'fees',
  taxes: 'taxes',
  fx: 'fx_pnl',
  unexplained: 'unexplained',
  unreconciled: 'unreconciled',
} as const satisfies Record<SeriesAmount, string>;

/** The report as the JSON document of `tidemark value --json`. */
export function valueDocument(report: ValueReport) {
  return { ...documentBefore(report), realized: [...realizedDocuments(report)], ...documentAfter(report) };
}

/** The same with the rows of what was realized made one after the other while they are read, once. */
export function valueDocumentInParts(report: ValueReport) {
  return { ...documentBefore(report), realized: realizedDocuments(report), ...documentAfter(report) };
}

function documentBefore(report: ValueReport) {
  return {
    base_currency: report.base,
    from: isEmpty(report) ? null : formatDay(report.from),
    to: isEmpty(report) ? null : formatDay(report.to),
    conventions: conventionsDocument(report),
    summary: summaryDocument(report),
    series: seriesDocument(report),
    positions: report.positions.map((position) => positionDocument(position, report)),
  };
}

function documentAfter(report: ValueReport) {
  return { problems: report.problems.map((found) => ({ ...problemDocument(found) })) };
}

/** A ledger without events has no days. */
function isEmpty({ period }: ValueReport): boolean {
  return period.end < period.start;
}

function conventionsDocument({ request, conventions, lotMethods, annualization }: ValueReport) {
  return {
    flows: request.flows,
    lots: conventions.lots,
    ...(lotMethods.size > 0 && { lot_methods: Object.fromEntries(lotMethods) }),
    fees: conventions.fees,
    day_count: 'act/365',
    annualization,
    calendar: request.calendar,
    every: request.every,
    risk_free: request.riskFree,
    returns: request.volatilityOf,
    stale_after_days: conventions.staleAfterDays,
  };
}

function summaryDocument(report: ValueReport) {
  const { summary, growth, performance, risk, request } = report;
  const money = (amount: number): string => moneyText(amount, report.decimals);
  return {
    equity: money(summary.equity),
    cash: money(summary.cash),
    long_value: money(summary.longValue),
    short_value: money(summary.shortValue),
    unreconciled: money(summary.unreconciled),
    deposits: money(summary.deposits),
    withdrawals: money(summary.withdrawals),
    transfers_in: money(summary.transfersIn),
    transfers_out: money(summary.transfersOut),
    opening: money(summary.opening),
    net_flow: money(summary.netFlow),
    cost_basis: money(report.costBasis),
    realized_pnl: money(summary.realized),
    unrealized_pnl: money(summary.unrealized),
    unrealized_pnl_start: money(summary.unrealizedStart),
    income: money(summary.income),
    fees: money(summary.fees),
    taxes: money(summary.taxes),
    fx_pnl: money(summary.fx),
    transferred_gain: money(summary.transferredGain),
    unexplained: money(summary.unexplained),
    total_pnl: money(summary.totalPnl),
    starting_balance: money(growth.startingBalance),
    starting_balance_assumed: growth.assumed,
    trading_growth_percent: growth.tradingGrowthPercent,
    total_growth_percent: growth.totalGrowthPercent,
    twr: performance.twr,
    twr_annualized: performance.twrAnnualized,
    xirr: performance.xirr,
    modified_dietz: performance.modifiedDietz,
    ...figures(risk, ['volatility', 'downsideDeviation', 'sharpe', 'sortino', 'calmar']),
    max_drawdown: drawdownDocument(report),
    ...(request.benchmark !== null && figures(risk, AGAINST_BENCHMARK)),
  };
}

/** Risk figures under their outer names. */
function figures<Name extends RiskFigure>(risk: ValueReport['risk'], names: readonly Name[]) {
  const named = names.map((name) => [FIGURE_NAMES[name], risk[name]]);
  return Object.fromEntries(named) as Record<(typeof FIGURE_NAMES)[Name], number | null>;
}

function drawdownDocument({ performance: { drawdowns } }: ValueReport) {
  const { depth, deepest } = drawdowns;
  return {
    depth,
    peak: deepest === null ? null : formatDay(deepest.peak),
    trough: deepest === null ? null : formatDay(deepest.trough),
    recovered: deepest?.recovered ? formatDay(deepest.recovered) : null,
  };
}

function seriesDocument({ series, decimals }: ValueReport) {
  const amounts = Object.entries(SERIES_NAMES).map(([name, outer]) => [
    outer,
    Array.from(series.amounts[name as SeriesAmount], (amount) => minorUnitsToNumber(amount, decimals)),
  ]);
  return {
    date: series.days.map(formatDay),
    ...(Object.fromEntries(amounts) as Record<(typeof SERIES_NAMES)[SeriesAmount], number[]>),
    twr_index: Array.from(series.twrIndex),
    drawdown: Array.from(series.drawdown),
    kind: [...series.kind],
    stale: Array.from(series.stale),
  };
}

function positionDocument(position: Position, { decimals, request }: ValueReport) {
  const money = (amount: number): string => moneyText(amount, decimals);
  const price = (amount: Decimal | null): string | null => priceText(amount, position.currency);
  return {
    symbol: position.symbol,
    ...(request.positionsBy === 'account' && { account: position.account }),
    quantity: formatDecimal(position.quantity),
    average_cost: price(position.averageCost),
    cost_basis: money(position.costBasis),
    price: price(position.price),
    price_date: position.priceDate === null ? null : formatDay(position.priceDate),
    currency: position.currency,
    value: money(position.value),
    unrealized_pnl: money(position.unrealized),
    realized_pnl: money(position.realized),
    income: money(position.income),
    fees: money(position.fees),
    taxes: money(position.taxes),
    fx_pnl: money(position.fx),
    estimated: position.estimated,
  };
}

/** The rows of what was realized, one after the other: there may be many, on few days, each of which is written once. */
function* realizedDocuments({ realized, decimals }: ValueReport) {
  const days = new Map<Day, string>();
  const dayText = (day: Day): string => {
    const text = days.get(day) ?? formatDay(day);
    days.set(day, text);
    return text;
  };
  for (const disposal of realized) {
    yield {
      symbol: disposal.symbol,
      account: disposal.account,
      opened: dayText(disposal.opened),
      closed: dayText(disposal.closed),
      side: disposal.quantity.units < 0 ? 'short' : 'long',
      quantity: formatDecimal(absolute(disposal.quantity)),
      proceeds: moneyText(disposal.proceeds, decimals),
      cost: moneyText(disposal.cost, decimals),
      pnl: moneyText(disposal.pnl, decimals),
      fx_pnl: moneyText(disposal.fx, decimals),
      // UK matching sells what is only bought later.
      days_held: Math.max(0, disposal.closed - disposal.opened),
    };
  }
}

/** Minor units as exact text with all decimals of the currency. */
function moneyText(amount: number, decimals: number): string {
  const size = Math.abs(amount);
  if (decimals !== 2 || !Number.isSafeInteger(size))
    return formatDecimal(fromMinorUnits(amount, decimals), decimals);
  // By far the most common case, written without cutting a text in pieces.
  const cents = size % 100;
  return `${amount < 0 ? '-' : ''}${(size - cents) / 100}.${cents < 10 ? '0' : ''}${cents}`;
}

/** A price with as many decimals as it has, at least those of its currency. */
function priceText(price: Decimal | null, currency: string): string | null {
  return price === null ? null : formatDecimal(price, minorUnits(currency) > 4 ? 2 : minorUnits(currency));
}
