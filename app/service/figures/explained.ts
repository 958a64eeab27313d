import {
  type Day,
  type Depth,
  explain,
  explanationDocument,
  folded,
  formatDay,
  seriesDates,
  startsEarly,
  type ValueBasis,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import type { ExplainedDocument } from './documents.ts';
import { findings, refusedQuestion } from './findings.ts';
import { reportOf } from './report.ts';
import { type Scope, scopeOf } from './scope.ts';
import { riskCalendars } from './sessions.ts';

export interface ExplainedRequest {
  /** Of a day or a period, or with `symbol` of a position. */
  readonly figure: string;
  /** Today where absent. */
  readonly date?: Day | undefined;
  readonly symbol?: string | undefined;
  /** Of a figure of a period: its first day. */
  readonly from?: Day | undefined;
  readonly depth: Depth;
  /** Of account value and growth. */
  readonly basis?: ValueBasis | undefined;
  readonly logReturns?: boolean | undefined;
  readonly account?: string | undefined;
}

/** How a figure came about. Throws Refusal where there is no such figure, or no such day. */
export function explained(
  portfolio: OpenPortfolio,
  request: ExplainedRequest,
  today: Day,
): ExplainedDocument {
  const { figure, symbol, from, depth, account, basis = 'realized' } = request;
  const day = request.date ?? today;
  const scope = scopeOf(portfolio, day, account);
  const asked = {
    figure,
    day,
    depth,
    flows: portfolio.facts.portfolio.flows,
    ...(symbol !== undefined && { symbol }),
    ...(scope.account !== undefined && { account: scope.account }),
    ...(from !== undefined && { from }),
    basis,
    ...(OVER_SERIES.has(figure) && scope.at >= 0 && daysOf(portfolio, scope, request, today)),
  };
  const { explanation, problems } = explain(scope.history, asked);
  if (explanation === null) throw refusedQuestion(problems);
  return {
    figure,
    date: formatDay(day),
    symbol: symbol ?? null,
    account_id: account ?? null,
    explanation: explanationDocument(
      depth === 'all' ? explanation : folded(explanation),
    ) as ExplainedDocument['explanation'],
    problems: findings([...scope.problems, ...startsEarly(scope.history, from ?? null)]),
  };
}

/** What is taken over the days of a report. */
const OVER_SERIES: ReadonlySet<string> = new Set(['drawdown', 'max_drawdown', 'volatility']);

/** The days that a report takes its drawdown and its risk over. */
function daysOf(
  whole: OpenPortfolio,
  { portfolio, history, order, day }: Scope,
  { from, account, date, logReturns }: ExplainedRequest,
  today: Day,
) {
  const { report } = reportOf(whole, { from, to: date, account }, {}, today);
  const { book, prices } = portfolio.facts;
  const sources = { table: book.table, order, prices, symbols: history.symbols };
  const dates = seriesDates(sources, report.from, day, riskCalendars(portfolio), 'day');
  const dayAt = (index: number): Day => (report.from + index) as Day;
  return {
    days: Array.from(dates.days, dayAt),
    risk: { days: Array.from(dates.risk, dayAt), periodsPerYear: report.annualization },
    volatilityOf: logReturns ? ('logarithmic' as const) : ('simple' as const),
  };
}
