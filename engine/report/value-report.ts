import { type Day, formatDay } from '../calendar/index.ts';
import { type NamedMoney, namedMoney } from '../journal/named-money.ts';
import type { AccountLookup, InstrumentLookup, LotMethod } from '../ledger/index.ts';
import { type Problem, problem } from '../problems/index.ts';
import type { RiskFigure } from '../returns/index.ts';
import type { Conventions } from '../valuation/conventions.ts';
import type { Disposal, Position } from '../valuation/figures.ts';
import type { History } from '../valuation/history.ts';
import { type DateSources, NO_DATES, type SeriesDates, seriesDates } from './dates.ts';
import { Findings } from './findings.ts';
import { type Growth, growth } from './growth.ts';
import { type Performance, performance } from './performance.ts';
import { emptyPeriod, type PeriodColumns, periodColumns } from './period.ts';
import type { ReportRequest } from './request.ts';
import { riskReport } from './risk.ts';
import { type Series, series } from './series.ts';
import { type SummaryAmounts, summaryAmounts } from './summary.ts';

/** What the report needs beside the history: where its dates come from, and which conventions made it. */
export interface ReportSources extends Omit<DateSources, 'symbols'> {
  readonly accounts: AccountLookup;
  readonly instruments: InstrumentLookup;
  readonly conventions: Conventions;
}

/** What an account or portfolio was worth from one day to another, and how that came about. */
export interface ValueReport {
  readonly base: string;
  /** Digits of the base currency's minor unit. */
  readonly decimals: number;
  readonly from: Day;
  readonly to: Day;
  readonly request: ReportRequest;
  readonly conventions: Conventions;
  /** Of the accounts of the ledger that state another one than `conventions.lots`, by name. */
  readonly lotMethods: ReadonlyMap<string, LotMethod>;
  /** Periods a year that risk is annualized by. */
  readonly annualization: 252 | 365;
  readonly summary: SummaryAmounts;
  /** Of the open positions, at the rates of their purchase. */
  readonly costBasis: number;
  readonly growth: Growth;
  readonly performance: Performance;
  /** The daily columns that all this was taken from. */
  readonly period: PeriodColumns;
  readonly risk: Readonly<Record<RiskFigure, number | null>>;
  readonly series: Series;
  readonly positions: readonly Position[];
  /** In order of closing; to be read before the history changes. */
  readonly realized: Iterable<Disposal>;
  /** Those of the history and those of this report. */
  readonly problems: readonly Problem[];
}

/** A report, or the reason why there is none. */
export type ReportOutcome =
  | { readonly report: ValueReport; readonly problems: readonly Problem[] }
  | { readonly report: null; readonly problems: readonly Problem[] };

/** The answer of `tidemark value`: everything in it is derived from the history by the conventions of the request. */
export function valueReport(history: History, sources: ReportSources, request: ReportRequest): ReportOutcome {
  const days = reportDays(history, sources, request);
  if (Array.isArray(days)) return { report: null, problems: [...history.problems, ...days] };
  const { from, to } = days;
  const account = request.account ?? undefined;
  const columns = history.columns(account);
  const period =
    columns.length === 0 ? emptyPeriod(columns, from) : periodColumns(columns, from, to, days.firstEvent);
  const dates = datesOf(history, sources, request, period);
  const annualization = isAlwaysOpen(history, sources, request) ? 365 : 252;
  const findings = new Findings();
  const found = performance(period, dates.days, request.flows, findings);
  const risk = riskReport(period, found, dates.risk, annualization, request, findings);
  const positions = history.positions(to, from, { account, by: request.positionsBy });
  const grown = growth(period, moneyOf(history, request), history.decimals);
  const early = startsEarly(history, request.from);
  const problems = [
    ...history.problems,
    ...early,
    ...grown.problems,
    ...risk.problems,
    ...findings.problems(),
  ];
  const report: ValueReport = {
    base: history.base,
    decimals: history.decimals,
    from,
    to,
    request,
    conventions: sources.conventions,
    lotMethods: lotMethodsOf(history, sources),
    annualization,
    summary: summaryAmounts(period),
    costBasis: positions.reduce((sum, position) => sum + position.costBasis, 0),
    growth: grown,
    performance: found,
    period,
    risk: risk.figures,
    series: series(period, found, dates.rows),
    positions,
    realized: history.eachDisposal(from, to, account),
    problems,
  };
  return { report, problems };
}

function datesOf(
  { symbols }: History,
  sources: ReportSources,
  { calendar, every }: ReportRequest,
  { from, to, start, end }: PeriodColumns,
): SeriesDates {
  return end < start ? NO_DATES : seriesDates({ ...sources, symbols }, from, to, calendar, every);
}

/** The days of the report, or why they cannot be had. */
function reportDays(
  history: History,
  sources: ReportSources,
  { from, to, account }: ReportRequest,
): { from: Day; to: Day; firstEvent: Day } | Problem[] {
  if (account !== null && !history.accounts.includes(account)) {
    const remedy = `The ledger has: ${history.accounts.join(', ') || 'no account'}.`;
    return [
      problem(
        'account_unknown',
        { field: '--account' },
        `no event is in the account ${JSON.stringify(account)}`,
        { remedy },
      ),
    ];
  }
  if (history.last < history.first) {
    const day = to ?? history.first;
    return { from: day, to: day, firstEvent: day };
  }
  const firstEvent = firstEventDay(history, sources, account);
  const start = Math.max(from ?? firstEvent, history.first) as Day;
  const end = to ?? history.last;
  if (end > history.last) {
    const message = `the history ends on ${formatDay(history.last)}, before ${formatDay(end)}`;
    const remedy = 'Open the history up to that day, or give an earlier --to.';
    return [problem('setting_invalid', { field: '--to' }, message, { remedy })];
  }
  if (end >= start) return { from: start, to: end, firstEvent };
  const field = from === null ? '--to' : '--from';
  const message = `the period would end on ${formatDay(end)}, before it begins on ${formatDay(start)}`;
  return [
    problem('setting_invalid', { field }, message, { remedy: 'Give a later --to or an earlier --from.' }),
  ];
}

/** Says that a period begins later than was asked for: before the first event there is nothing to value. */
export function startsEarly(history: History, from: Day | null): Problem[] {
  if (from === null || history.last < history.first || from >= history.first) return [];
  const message = `the history starts on ${formatDay(history.first)}; nothing is known of ${formatDay(from)}`;
  return [problem('from_before_history', { field: '--from' }, message)];
}

/** Of all accounts, also beside the one that is asked for: lots that came from another were chosen by its method. */
function lotMethodsOf(
  { accounts }: History,
  { accounts: lookup, conventions }: ReportSources,
): ReadonlyMap<string, LotMethod> {
  const stated = accounts.map((name) => [name, lookup(name)?.lotMethod ?? conventions.lots] as const);
  return new Map(stated.filter(([, method]) => method !== conventions.lots));
}

/** What the accounts of the report say of money. */
function moneyOf({ foldSource }: History, { account }: ReportRequest): NamedMoney {
  const { settings, order } = foldSource;
  const wanted = account === null ? null : settings.table.accounts.find(account);
  return namedMoney(settings, order, (candidate) => wanted === null || candidate === wanted);
}

function firstEventDay(history: History, { table, order }: ReportSources, account: string | null): Day {
  if (account === null) return history.first;
  const wanted = table.accounts.find(account);
  let first: number = history.last;
  for (const row of order) {
    if (table.account.values[row] === wanted) first = Math.min(first, table.day.values[row]);
  }
  return first as Day;
}

/** Whether risk is annualized by 365: by a calendar without holidays, or where nothing but crypto is held. */
function isAlwaysOpen(
  history: History,
  { instruments }: ReportSources,
  { calendar }: ReportRequest,
): boolean {
  if ([calendar].flat().includes('24x7')) return true;
  return (
    history.symbols.length > 0 && history.symbols.every((symbol) => instruments(symbol)?.kind === 'crypto')
  );
}
