import {
  AGAINST_BENCHMARK,
  addDays,
  type Day,
  type Drawdown,
  FIGURE_NAMES,
  formatDay,
  type RiskFigure,
  type ValueReport,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { comparedWith, type OtherPrices } from './benchmark.ts';
import type { RiskDocument } from './documents.ts';
import { findings } from './findings.ts';
import { type PeriodRequest, periodOf, reportOf } from './report.ts';
import { riskCalendars } from './sessions.ts';

export interface RiskRequest extends PeriodRequest {
  /** A symbol; the portfolio's own where absent. */
  readonly benchmark?: string | undefined;
  readonly others?: OtherPrices | undefined;
  /** A year, as a fraction. */
  readonly riskFree: number;
  readonly logReturns: boolean;
  /** Also the drawdown of each day. */
  readonly series?: boolean | undefined;
}

const OWN = [
  'volatility',
  'downsideDeviation',
  'sharpe',
  'sortino',
  'calmar',
  'valueAtRisk',
  'expectedShortfall',
] as const;

const DRAWDOWNS_SHOWN_MAX = 10;

/** Risk of a period, alone and against a benchmark. */
export function risk(portfolio: OpenPortfolio, request: RiskRequest, today: Day): RiskDocument {
  const { riskFree, logReturns } = request;
  const compared = comparedWith(
    portfolio,
    request.benchmark ?? portfolio.facts.portfolio.benchmark,
    request.others,
  );
  const volatilityOf = logReturns ? 'logarithmic' : 'simple';
  const found = reportOf(portfolio, request, { riskFree, volatilityOf, benchmark: compared.levels }, today);
  const { report } = found;
  const { drawdowns } = report.performance;
  return {
    ...periodOf(found),
    conventions: {
      annualization: report.annualization,
      calendars: riskCalendars(found.scope.portfolio),
      risk_free: riskFree,
      returns: logReturns ? 'log' : 'simple',
    },
    ...figures(report, OWN),
    max_drawdown: maxDrawdown(report),
    drawdowns: drawdowns.list
      .toSorted((a, b) => a.depth - b.depth)
      .slice(0, DRAWDOWNS_SHOWN_MAX)
      .map((one) => drawdownDocument(one, report.to)),
    current_drawdown: drawdowns.series.at(-1) ?? null,
    ...(request.series === true && { series: seriesDocument(report) }),
    high_water_mark: highWaterMark(report),
    benchmark: compared.name,
    ...figures(report, AGAINST_BENCHMARK),
    problems: findings([...compared.problems, ...report.problems]),
  };
}

function figures<Name extends RiskFigure>({ risk: found }: ValueReport, names: readonly Name[]) {
  const named = names.map((name) => [FIGURE_NAMES[name], found[name]]);
  return Object.fromEntries(named) as Record<(typeof FIGURE_NAMES)[Name], number | null>;
}

/** The deepest drawdown of the time-weighted index; days are null where it never fell. */
export function maxDrawdown({ performance }: ValueReport): RiskDocument['max_drawdown'] {
  const { depth, deepest } = performance.drawdowns;
  return {
    depth,
    peak: deepest && formatDay(deepest.peak),
    trough: deepest && formatDay(deepest.trough),
    recovered: deepest?.recovered ? formatDay(deepest.recovered) : null,
  };
}

function drawdownDocument(one: Drawdown, last: Day): RiskDocument['drawdowns'][number] {
  const { depth, peak, trough, recovered } = one;
  return {
    depth,
    peak: formatDay(peak),
    trough: formatDay(trough),
    recovered: recovered === null ? null : formatDay(recovered),
    days: (recovered ?? last) - peak,
    days_to_trough: one.daysToTrough,
    days_to_recover: one.daysToRecover,
  };
}

/** Of a level that does not start above zero there is none. */
function seriesDocument({ performance, period }: ValueReport): NonNullable<RiskDocument['series']> {
  const { drawdowns, drawdownDays } = performance;
  const days = drawdownDays.subarray(0, drawdowns.series.length);
  return {
    date: Array.from(days, (day) => formatDay(addDays(period.from, day))),
    drawdown: Array.from(drawdowns.series, (depth) => depth + 0),
  };
}

/** The highest the index was at the end of a day, the reference day's 1 included; the first day where several are equal. */
function highWaterMark({ performance, period }: ValueReport): RiskDocument['high_water_mark'] {
  const { drawdowns, drawdownDays, daily } = performance;
  const highest = drawdowns.highWaterMark.at(-1);
  if (highest === undefined) return null;
  const at = drawdownDays.find((day) => daily.index[day] === highest);
  const day = addDays(period.from, at ?? -1);
  return { date: formatDay(day), twr_index: highest };
}
