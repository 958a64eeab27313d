/** All risk figures of one column of returns at once, each as its own file defines it. */
import { alpha, beta } from './beta.ts';
import { calmar } from './calmar.ts';
import { capture } from './capture.ts';
import { correlation } from './correlation.ts';
import { downsideDeviation } from './downside-deviation.ts';
import type { RiskConvention } from './excess-returns.ts';
import type { Measure, MeasureProblemCode } from './measure.ts';
import { sharpe } from './sharpe.ts';
import { sortino } from './sortino.ts';
import { informationRatio, trackingError } from './tracking-error.ts';
import { expectedShortfall, valueAtRisk } from './value-at-risk.ts';
import { type VolatilityConvention, volatility } from './volatility.ts';

export type RiskSummaryInput = {
  /** Simple returns of consecutive periods. */
  readonly returns: ArrayLike<number>;
  /** Of the same periods; null for none. */
  readonly benchmark: ArrayLike<number> | null;
  /** Total return and maximum drawdown over `years`, for the Calmar ratio. */
  readonly total: number;
  readonly depth: number;
  readonly years: number;
};

export type RiskSummaryConvention = RiskConvention & {
  readonly volatilityOf: VolatilityConvention['returns'];
  /** Share of the periods in the tail: 0.05 for VaR 95 %. */
  readonly tail: number;
};

const OWN = [
  'volatility',
  'downsideDeviation',
  'sharpe',
  'sortino',
  'calmar',
  'valueAtRisk',
  'expectedShortfall',
] as const;

/** The figures that a benchmark is needed for. */
export const AGAINST_BENCHMARK = [
  'beta',
  'alpha',
  'correlation',
  'trackingError',
  'informationRatio',
  'upCapture',
  'downCapture',
] as const;

export type RiskFigure = (typeof OWN)[number] | (typeof AGAINST_BENCHMARK)[number];

export function needsBenchmark(figure: RiskFigure): boolean {
  return (AGAINST_BENCHMARK as readonly RiskFigure[]).includes(figure);
}

export type RiskSummary = {
  /** Null where unknown; the figures against a benchmark are null without one. */
  readonly figures: Readonly<Record<RiskFigure, number | null>>;
  readonly convention: RiskSummaryConvention;
  /** Why a figure is null, for each that could not be computed from what was given. */
  readonly problems: readonly { readonly figure: RiskFigure; readonly code: MeasureProblemCode }[];
};

/** @throws RangeError when the benchmark or a risk-free series has another length than the returns. */
export function riskSummary(input: RiskSummaryInput, convention: RiskSummaryConvention): RiskSummary {
  const measures = { ...ownMeasures(input, convention), ...benchmarkMeasures(input, convention) };
  const names: readonly RiskFigure[] = [...OWN, ...AGAINST_BENCHMARK];
  const figures = Object.fromEntries(names.map((name) => [name, measures[name]?.value ?? null]));
  const problems = names.flatMap((figure) =>
    (measures[figure]?.problems ?? []).map(({ code }) => ({ figure, code })),
  );
  return { figures: figures as Record<RiskFigure, number | null>, convention, problems };
}

type Measures = Partial<Record<RiskFigure, Measure<unknown>>>;

function ownMeasures(input: RiskSummaryInput, convention: RiskSummaryConvention): Measures {
  const { returns, total, depth, years } = input;
  const { periodsPerYear, volatilityOf, tail } = convention;
  return {
    volatility: volatility(returns, { periodsPerYear, returns: volatilityOf }),
    downsideDeviation: downsideDeviation(returns, convention),
    sharpe: sharpe(returns, convention),
    sortino: sortino(returns, convention),
    calmar: calmar(total, depth, { years }),
    valueAtRisk: valueAtRisk(returns, tail),
    expectedShortfall: expectedShortfall(returns, tail),
  };
}

function benchmarkMeasures(
  { returns, benchmark }: RiskSummaryInput,
  convention: RiskSummaryConvention,
): Measures {
  if (benchmark === null) return {};
  return {
    beta: beta(returns, benchmark, convention),
    alpha: alpha(returns, benchmark, convention),
    correlation: correlation(returns, benchmark),
    trackingError: trackingError(returns, benchmark, convention),
    informationRatio: informationRatio(returns, benchmark, convention),
    upCapture: capture(returns, benchmark, 'up'),
    downCapture: capture(returns, benchmark, 'down'),
  };
}
