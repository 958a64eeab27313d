import {
  type Day,
  type Depth,
  explain,
  explanationDocument,
  formatDay,
  seriesDates,
  startsEarly,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import type { ExplainedDocument } from './documents.ts';
import { findings, refusedQuestion } from './findings.ts';
import { type Scope, scopeOf } from './scope.ts';

export interface ExplainedRequest {
  /** Of a day, or with `symbol` of a position. */
  readonly figure: string;
  /** Today where absent. */
  readonly date?: Day | undefined;
  readonly symbol?: string | undefined;
  /** Of a figure of a period: its first day. */
  readonly from?: Day | undefined;
  readonly depth: Depth;
  readonly account?: string | undefined;
}

/** How a figure came about. Throws Refusal where there is no such figure, or no such day. */
export function explained(
  portfolio: OpenPortfolio,
  request: ExplainedRequest,
  today: Day,
): ExplainedDocument {
  const { figure, symbol, from, depth, account } = request;
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
    ...(figure === 'drawdown' && scope.at >= 0 && { days: seriesDays(scope, from) }),
  };
  const { explanation, problems } = explain(scope.history, asked);
  if (explanation === null) throw refusedQuestion(problems);
  return {
    figure,
    date: formatDay(day),
    symbol: symbol ?? null,
    account_id: account ?? null,
    explanation: explanationDocument(explanation) as ExplainedDocument['explanation'],
    problems: findings([...scope.problems, ...startsEarly(scope.history, from ?? null)]),
  };
}

/** The days that a report takes its drawdown over. */
function seriesDays({ portfolio, history, order }: Scope, from: Day | undefined): Day[] {
  const first = Math.max(from ?? history.first, history.first) as Day;
  const { book, prices } = portfolio.facts;
  const sources = { table: book.table, order, prices, symbols: history.symbols };
  const { days } = seriesDates(sources, first, history.last, 'auto', 'day');
  return Array.from(days, (index) => (first + index) as Day);
}
