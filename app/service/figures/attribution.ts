import {
  type AttributedBy,
  type Attribution,
  attributeProfit,
  type Day,
  Findings,
  formatDay,
  minorUnitsToNumber,
  startsEarly,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import type { AttributionDocument } from './documents.ts';
import { findings, refusedQuestion } from './findings.ts';
import type { PeriodRequest } from './report.ts';
import { moneyIn, type Scope, scopeOf, sumOf } from './scope.ts';
import { periodEndsFirst } from './wrong-period.ts';

export interface AttributionRequest extends PeriodRequest {
  readonly by: AttributedBy;
}

/** The names of sources in answers; other parts are called what they are called. */
const SOURCES: Readonly<Record<string, string>> = {
  realized: 'realized_pnl',
  unrealized: 'unrealized_pnl',
  transferredGain: 'transferred_gain',
  fx: 'fx_pnl',
};

/** A result taken apart; the parts sum to it to the minor unit. Throws Refusal where the period ends before it begins. */
export function attribution(
  portfolio: OpenPortfolio,
  request: AttributionRequest,
  today: Day,
): AttributionDocument {
  const { from, to, by } = request;
  const scope = scopeOf(portfolio, to ?? today, request.account);
  const { history, day, at } = scope;
  const money = (amount: number): number => minorUnitsToNumber(amount, history.decimals);
  if (at < 0) return nothing(portfolio, by);
  const first = Math.max(from ?? history.first, history.first) as Day;
  if (first > day) throw refusedQuestion([periodEndsFirst(first, day)]);
  const found = attributed(scope, by, first);
  const { capital } = found.convention;
  const why = new Findings();
  for (const { code } of found.problems)
    why.note(code === 'divisor_zero' ? 'percent_of_total' : 'contribution', code, null);
  return {
    base_currency: history.base,
    from: formatDay(first),
    to: formatDay(day),
    by,
    total_pnl: money(found.total),
    capital: capital === null ? null : money(capital),
    ...bridgeOf(scope, first),
    items: found.parts.map((part) => ({
      name: by === 'source' ? (SOURCES[part.name] ?? part.name) : part.name,
      pnl: money(part.amount),
      percent_of_total: part.percentOfTotal,
      contribution: part.contribution,
    })),
    problems: findings([...scope.problems, ...startsEarly(history, from ?? null), ...why.problems()]),
  };
}

/** What the result stands between: start + deposits − withdrawals + transfers + result = end, to the minor unit. */
function bridgeOf({ history, columns, day }: Scope, first: Day) {
  const [from, to] = [first - history.first, day - history.first];
  const money = moneyIn(history);
  const sum = (column: Float64Array) => sumOf(column, from, to);
  return {
    start_value: money(from === 0 ? columns.opening : columns.equity[from - 1]),
    deposits: money(sum(columns.deposits)),
    withdrawals: money(sum(columns.withdrawals)),
    transfers: money(sum(columns.transfersIn) - sum(columns.transfersOut)),
    end_value: money(columns.equity[to]),
  };
}

function attributed({ portfolio, history, day, account }: Scope, by: AttributedBy, from: Day): Attribution {
  const request = { from, to: day, by, ...(account !== undefined && { account }) };
  return attributeProfit(history, portfolio.facts.instruments, request);
}

function nothing({ history }: OpenPortfolio, by: AttributedBy): AttributionDocument {
  return {
    base_currency: history.base,
    from: null,
    to: null,
    by,
    total_pnl: 0,
    capital: null,
    start_value: 0,
    deposits: 0,
    withdrawals: 0,
    transfers: 0,
    end_value: 0,
    items: [],
    problems: [],
  };
}
