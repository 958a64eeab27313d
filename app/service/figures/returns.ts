import {
  addDays,
  calendarTable,
  type Day,
  formatDay,
  minorUnitsToNumber,
  outcomes,
  type Period,
  periodRows,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { benchmarkReturn, comparedWith, type OtherPrices } from './benchmark.ts';
import type { ReturnsDocument } from './documents.ts';
import { findings } from './findings.ts';
import { type PeriodRequest, periodOf, reportOf } from './report.ts';

export interface ReturnsRequest extends PeriodRequest {
  readonly by: Period;
  /** A symbol; the portfolio's own where absent. */
  readonly benchmark?: string | undefined;
  readonly others?: OtherPrices | undefined;
}

/** Returns of a period, and of its parts. */
export function returns(portfolio: OpenPortfolio, request: ReturnsRequest, today: Day): ReturnsDocument {
  const { facts, conventions } = portfolio;
  const found = reportOf(portfolio, request, {}, today);
  const { report, scope } = found;
  const { twr, twrAnnualized, xirr, modifiedDietz } = report.performance;
  const compared = comparedWith(portfolio, request.benchmark ?? facts.portfolio.benchmark, request.others);
  const benchmark = (from: Day, to: Day): number | null =>
    compared.levels === null
      ? null
      : benchmarkReturn(compared.levels, addDays(from, -1), to, conventions.staleAfterDays);
  const money = (amount: number): number => minorUnitsToNumber(amount, report.decimals);
  const rows = periodRows(report, request.by);
  const { best, worst, winRate } = outcomes(
    rows.map((row) => row.return),
    0,
  );
  return {
    base_currency: report.base,
    ...periodOf(found),
    by: request.by,
    conventions: { flows: report.request.flows, day_count: 'act/365' },
    twr,
    twr_annualized: twrAnnualized,
    xirr,
    modified_dietz: modifiedDietz,
    benchmark: compared.name,
    benchmark_return: scope.at < 0 ? null : benchmark(report.from, report.to),
    rows: rows.map((row) => ({
      from: formatDay(row.from),
      to: formatDay(row.to),
      start_value: money(row.startValue),
      net_flow: money(row.netFlow),
      pnl: money(row.pnl),
      end_value: money(row.endValue),
      return: row.return,
      ...(compared.name !== null && { benchmark_return: benchmark(row.from, row.to) }),
    })),
    calendar: calendarTable(periodRows(report, 'month')).map(({ year, months, total }) => ({
      year,
      months: [...months],
      total,
    })),
    best,
    worst,
    win_rate: winRate,
    problems: findings([...compared.problems, ...report.problems]),
  };
}
