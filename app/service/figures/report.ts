import {
  type Benchmark,
  type CalendarName,
  type Day,
  formatDay,
  type Period,
  type ReportRequest,
  type ValueReport,
  valueReport,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { refusedQuestion } from './findings.ts';
import { type Scope, scopeOf } from './scope.ts';

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
  readonly calendar?: CalendarName | 'auto' | undefined;
  readonly riskFree?: number | undefined;
  readonly volatilityOf?: ReportRequest['volatilityOf'] | undefined;
  readonly benchmark?: Benchmark | null | undefined;
}

export interface ScopedReport {
  readonly scope: Scope;
  readonly report: ValueReport;
}

/** The value report of a period by the portfolio's conventions. Throws Refusal where there is no such period. */
export function reportOf(
  portfolio: OpenPortfolio,
  { from, to, account }: PeriodRequest,
  terms: ReportTerms,
  today: Day,
): ScopedReport {
  const scope = scopeOf(portfolio, to ?? today, account);
  const { facts, conventions } = portfolio;
  const sources = {
    table: facts.book.table,
    order: scope.order,
    prices: facts.prices,
    instruments: facts.instruments,
    conventions,
  };
  const { report, problems } = valueReport(scope.history, sources, {
    from: from ?? null,
    to: scope.day,
    every: terms.every ?? 'day',
    account: scope.account ?? null,
    positionsBy: terms.positionsBy ?? 'symbol',
    flows: facts.portfolio.flows,
    calendar: terms.calendar ?? 'auto',
    riskFree: terms.riskFree ?? 0,
    volatilityOf: terms.volatilityOf ?? 'simple',
    benchmark: terms.benchmark ?? null,
  });
  if (report === null) throw refusedQuestion(problems);
  return { scope, report };
}

/** First and last day of a report; null where it has no days. */
export function periodOf({ scope, report }: ScopedReport): { from: string | null; to: string | null } {
  return scope.at < 0 ? { from: null, to: null } : { from: formatDay(report.from), to: formatDay(report.to) };
}
