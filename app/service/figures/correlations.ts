import {
  addDays,
  type Day,
  type Factor,
  Findings,
  factorBetas,
  formatDay,
  type Problem,
  positionCorrelations,
  priceReturns,
  seriesDates,
  timeWeighted,
  yearsBack,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { comparedWith, type OtherPrices } from './benchmark.ts';
import { flowsOf } from './derived.ts';
import type { CorrelationsDocument } from './documents.ts';
import { findings, refusedQuestion } from './findings.ts';
import type { PeriodRequest } from './report.ts';
import { type Scope, scopeOf } from './scope.ts';
import { periodEndsFirst } from './wrong-period.ts';

export interface CorrelationsRequest extends PeriodRequest {
  /** Symbols; the portfolio's benchmark where absent. */
  readonly factors?: readonly string[] | undefined;
  readonly others?: OtherPrices | undefined;
}

/** Fewer common days give no correlation. */
const MINIMUM_PERIODS = 20;
const PORTFOLIO = 'portfolio';

type Returns = readonly (number | null)[];
type BetaDocument = CorrelationsDocument['betas'][number];

/**
 * Correlations of what is held at the end of the period, and betas to factor series: daily returns over the days of
 * the period on which something has a price, of the last year where no `from` is given.
 */
export function correlations(
  portfolio: OpenPortfolio,
  request: CorrelationsRequest,
  today: Day,
): CorrelationsDocument {
  const end = request.to ?? today;
  const scope = scopeOf(portfolio, end, request.account);
  const { day, history } = scope;
  const from = Math.max(request.from ?? yearsBack(day, 1), history.first) as Day;
  if (scope.at >= 0 && from > day) throw refusedQuestion([periodEndsFirst(from, day)]);
  const days = scope.at < 0 ? [] : riskDays(scope, from);
  const of = { day, ...(scope.account !== undefined && { account: scope.account }) };
  const matrix = positionCorrelations(history, of, days, { minimumPeriods: MINIMUM_PERIODS });
  const factors = factorsOf(portfolio, request, days);
  const why = new Findings();
  for (const { code } of matrix.problems) why.note('correlation', code, null);
  const subjects = new Map<string, Returns>([
    [PORTFOLIO, portfolioReturns(scope, days)],
    ...matrix.names.map((name) => [name, priceReturns(history, name, days)] as const),
  ]);
  const betas =
    factors.known.length === 0
      ? []
      : Array.from(subjects, ([name, of]) => betasOf(name, of, factors.known, why));
  return {
    from: days.length < 2 ? null : formatDay(days[1]),
    to: days.length < 2 ? null : formatDay(days[days.length - 1]),
    date: formatDay(end),
    conventions: { method: 'pearson', minimum_periods: MINIMUM_PERIODS },
    symbols: [...matrix.names],
    matrix: matrix.values.map((row) => [...row]),
    factors: factors.known.map(({ name }) => name),
    betas,
    problems: findings([...scope.problems, ...factors.problems, ...why.problems()]),
  };
}

/** The days of from…day with a price. */
function riskDays({ portfolio, history, order, day }: Scope, from: Day): Day[] {
  const { book, prices } = portfolio.facts;
  const sources = { table: book.table, order, prices, symbols: history.symbols };
  const { risk } = seriesDates(sources, from, day, 'auto', 'day');
  return Array.from(risk, (index) => addDays(from, index));
}

interface KnownFactor {
  readonly name: string;
  readonly returns: Returns;
}

function factorsOf(
  portfolio: OpenPortfolio,
  { factors, others }: CorrelationsRequest,
  days: readonly Day[],
): { known: readonly KnownFactor[]; problems: readonly Problem[] } {
  const { benchmark } = portfolio.facts.portfolio;
  const names = factors ?? (benchmark === null ? [] : [benchmark]);
  const compared = [...new Set(names)].map((name) => comparedWith(portfolio, name, others));
  const known = compared.flatMap(({ name, levels }) => {
    if (name === null || levels === null) return [];
    const byDay = new Map(levels.days.map((day, k) => [day, levels.levels[k]]));
    return [{ name, returns: changes(days.map((day) => byDay.get(day) ?? null)) }];
  });
  return { known, problems: compared.flatMap(({ problems }) => problems) };
}

/** From each level to the next; null where one of both is not known or not above zero. */
function changes(levels: readonly (number | null)[]): Returns {
  return levels.slice(1).map((level, k) => {
    const before = levels[k];
    return level === null || before === null || !(before > 0) ? null : level / before - 1;
  });
}

/** Time-weighted, from each of the days to the next. */
function portfolioReturns({ columns, portfolio }: Scope, days: readonly Day[]): Returns {
  const { inflows, outflows } = flowsOf(columns);
  const daily = { values: columns.equity, inflows, outflows, opening: columns.opening };
  const { index } = timeWeighted(daily, portfolio.facts.portfolio.flows);
  return changes(days.map((day) => index[day - columns.first]));
}

/** Over the days on which the subject and every factor have a return. */
function betasOf(
  name: string,
  returns: Returns,
  factors: readonly KnownFactor[],
  why: Findings,
): BetaDocument {
  const isCommon = (k: number): boolean =>
    returns[k] !== null && factors.every((factor) => factor.returns[k] !== null);
  const common = [...returns.keys()].filter(isCommon);
  const pick = (from: Returns): number[] => common.map((k) => from[k] ?? 0);
  const fit = factorBetas(
    pick(returns),
    factors.map((factor): Factor => ({ name: factor.name, returns: pick(factor.returns) })),
  );
  for (const { code } of fit.problems) why.note('betas', code, null);
  return {
    name,
    betas: fit.betas.map(({ beta }) => beta),
    intercept: fit.intercept,
    r_squared: fit.rSquared,
    residual_deviation: fit.residualDeviation,
    periods: fit.periods,
  };
}
