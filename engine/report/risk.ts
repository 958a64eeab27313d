import { yearsIn } from '../calendar/index.ts';
import { type Problem, problem } from '../problems/index.ts';
import { AGAINST_BENCHMARK, needsBenchmark, type RiskFigure, riskSummary } from '../returns/index.ts';
import { benchmarkReturns } from './benchmark.ts';
import { FIGURE_NAMES } from './figure-names.ts';
import type { Findings } from './findings.ts';
import type { Performance } from './performance.ts';
import type { PeriodColumns } from './period.ts';
import type { ReportRequest } from './request.ts';

export interface RiskReport {
  readonly figures: Readonly<Record<RiskFigure, number | null>>;
  readonly problems: readonly Problem[];
}

/** Share of the periods in the tail of value at risk. */
const TAIL = 0.05;

/**
 * Risk over the days `risk` (indices into the period): the return of such a day compounds those of the days since
 * the one before. `periodsPerYear` annualizes.
 */
export function riskReport(
  period: PeriodColumns,
  found: Performance,
  risk: Int32Array,
  periodsPerYear: number,
  request: ReportRequest,
  findings: Findings,
): RiskReport {
  const returns = compounded(found.daily.dailyReturns, risk);
  const own = riskSummary(
    {
      returns,
      benchmark: null,
      total: found.twr ?? 0,
      depth: found.drawdowns.depth ?? 0,
      years: yearsIn({ from: period.from, to: period.to }),
    },
    conventionOf(request, periodsPerYear),
  );
  for (const { figure, code } of own.problems) findings.note(FIGURE_NAMES[figure], code, null);
  if (request.benchmark === null) return { figures: own.figures, problems: [] };
  const compared = benchmarkReturns(request.benchmark, period, risk, returns);
  const against = riskSummary(
    { returns: compared.own, benchmark: compared.benchmark, total: 0, depth: 0, years: 1 },
    conventionOf(request, periodsPerYear),
  );
  for (const { figure, code } of against.problems) {
    if (needsBenchmark(figure)) findings.note(FIGURE_NAMES[figure], code, null);
  }
  const figures = {
    ...own.figures,
    ...Object.fromEntries(AGAINST_BENCHMARK.map((name) => [name, against.figures[name]])),
  };
  return { figures, problems: compared.cut ? [shortProblem()] : [] };
}

function conventionOf({ riskFree, volatilityOf }: ReportRequest, periodsPerYear: number) {
  return { periodsPerYear, riskFree: { yearly: riskFree }, volatilityOf, tail: TAIL };
}

/** The returns from each of the days to the next, the first from the reference on. */
function compounded(daily: Float64Array, risk: Int32Array): Float64Array {
  const returns = new Float64Array(risk.length);
  for (let k = 0, i = 0; k < risk.length; k++) {
    let growth = 1 + daily[i];
    for (i++; i <= risk[k]; i++) growth *= 1 + daily[i];
    returns[k] = growth - 1;
  }
  return returns;
}

function shortProblem(): Problem {
  const message = 'the benchmark does not reach over the whole period; it is compared where it has levels';
  return problem('benchmark_short', { field: 'benchmark' }, message);
}
