import { type Day, valueDocument } from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { comparedWith, type OtherPrices } from './benchmark.ts';
import { findings } from './findings.ts';
import { type PeriodRequest, type ReportTerms, reportOf } from './report.ts';

export interface ValueRequest extends PeriodRequest, Omit<ReportTerms, 'benchmark'> {
  /** A symbol; none where absent. */
  readonly benchmark?: string | undefined;
  readonly others?: OtherPrices | undefined;
}

/** The whole document of `tidemark value --json`, up to today where no `to` is given. */
export function value(
  portfolio: OpenPortfolio,
  request: ValueRequest,
  today: Day,
): ReturnType<typeof valueDocument> {
  const compared = comparedWith(portfolio, request.benchmark, request.others);
  const { report } = reportOf(portfolio, request, { ...request, benchmark: compared.levels }, today);
  const document = valueDocument(report);
  return { ...document, problems: [...findings(compared.problems), ...document.problems] };
}
