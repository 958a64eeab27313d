import {
  type Benchmark,
  type Day,
  formatDay,
  type Period,
  type ReportRequest,
  type ValueReport,
  valueReport,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { type Derived, derivedOf } from './derived.ts';
import { refusedQuestion } from './findings.ts';
import { type Scope, scopeOf } from './scope.ts';
import { riskCalendars } from './sessions.ts';

/** Days of a report, and of what. */
export interface PeriodRequest {
  /** The first event where absent. */
  readonly from?: Day | undefined;
  /** Today where absent. */
  readonly to?: Day | undefined;
  readonly account?: string | undefined;
}

/** How a report is made, where it is not as usual. */
export interface ReportTerms {
  readonly every?: Period | undefined;
  readonly positionsBy?: ReportRequest['positionsBy'] | undefined;
  readonly riskFree?: number | undefined;
  readonly volatilityOf?: ReportRequest['volatilityOf'] | undefined;
  readonly benchmark?: Benchmark | null | undefined;
}

export interface ScopedReport {
  readonly scope: Scope;
  readonly report: ValueReport;
}

/** The report of the whole life, which several figures are taken from; of each portfolio the one asked for last. */
const whole = new WeakMap<Derived, { readonly day: Day; readonly report: ValueReport }>();

/** The value report of a period by the portfolio's conventions. Throws Refusal where there is no such period. */
export function reportOf(
  portfolio: OpenPortfolio,
  period: PeriodRequest,
  terms: ReportTerms,
  today: Day,
): ScopedReport {
  const scope = scopeOf(portfolio, period.to ?? today, period.account);
  const isWhole = period.from === undefined && scope.account === undefined && isUsual(terms);
  if (!isWhole) return { scope, report: makeReport(scope, period.from, terms) };
  const derived = derivedOf(scope.portfolio);
  const known = whole.get(derived);
  if (known?.day === scope.day) return { scope, report: known.report };
  const report = makeReport(scope, undefined, terms);
  whole.set(derived, { day: scope.day, report });
  return { scope, report };
}

/** How a report is made unless it is asked for otherwise. */
const USUAL = {
  every: 'day',
  positionsBy: 'symbol',
  riskFree: 0,
  volatilityOf: 'simple',
  benchmark: null,
} as const satisfies Required<ReportTerms>;

function isUsual(terms: ReportTerms): boolean {
  const names = Object.keys(USUAL) as (keyof ReportTerms)[];
  return names.every((name) => (terms[name] ?? USUAL[name]) === USUAL[name]);
}

function makeReport(scope: Scope, from: Day | undefined, terms: ReportTerms): ValueReport {
  const { facts, conventions } = scope.portfolio;
  const sources = {
    table: facts.book.table,
    order: scope.order,
    prices: facts.prices,
    instruments: facts.instruments,
    accounts: facts.accountLookup,
    conventions,
  };
  const { report, problems } = valueReport(scope.history, sources, {
    from: from ?? null,
    to: scope.day,
    every: terms.every ?? USUAL.every,
    account: scope.account ?? null,
    positionsBy: terms.positionsBy ?? USUAL.positionsBy,
    flows: facts.portfolio.flows,
    calendar: riskCalendars(scope.portfolio),
    riskFree: terms.riskFree ?? USUAL.riskFree,
    volatilityOf: terms.volatilityOf ?? USUAL.volatilityOf,
    benchmark: terms.benchmark ?? USUAL.benchmark,
  });
  if (report === null) throw refusedQuestion(problems);
  return report;
}

/** First and last day of a report; null where it has no days. */
export function periodOf({ scope, report }: ScopedReport): { from: string | null; to: string | null } {
  return scope.at < 0 ? { from: null, to: null } : { from: formatDay(report.from), to: formatDay(report.to) };
}
