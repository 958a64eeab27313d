import {
  assumedProblems,
  type Day,
  minorUnitsToNumber,
  type RiskTerms,
  type RoundTrip,
  riskProblems,
  statisticsOf,
  type Trade,
  type TradeAtRisk,
  tradeDocument,
  tradesReportOn,
  type ValueBasis,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { unknownId } from '../refusal.ts';
import { derivedOf } from './derived.ts';
import type { TradesDocument } from './documents.ts';
import { findings } from './findings.ts';
import { type PageRequest, pageOf } from './page.ts';
import { sortedTrips, type TradesSort } from './sorted-trips.ts';

export interface TradesRequest extends PageRequest {
  readonly status?: 'open' | 'closed' | undefined;
  readonly symbol?: string | undefined;
  readonly strategy?: string | undefined;
  readonly tag?: string | undefined;
  /** Opened on that day or later. */
  readonly from?: Day | undefined;
  /** Opened on that day or earlier. */
  readonly to?: Day | undefined;
  readonly closedOn?: Day | undefined;
  /** Of the account value at entry; the portfolio's own where absent. */
  readonly basis?: ValueBasis | undefined;
  /** Also the statistics of all trades that the filters let through. */
  readonly statistics: boolean;
  /** The newest opening first where absent. */
  readonly sort?: TradesSort | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
  readonly account?: string | undefined;
}

/** The journal, the newest opening first unless sorted otherwise. Throws Refusal `not_found` for an account that the portfolio has not. */
export function trades(portfolio: OpenPortfolio, request: TradesRequest): TradesDocument {
  const { account } = request;
  if (account !== undefined && !portfolio.facts.portfolio.accounts.includes(account))
    throw unknownId('account', account);
  const derived = derivedOf(portfolio);
  const { journal } = derived;
  const terms = riskTerms(portfolio, request.basis, account);
  const asked = journal.trips.filter((trip) => isAsked(journal.trade(trip), request));
  const sorted = sortedTrips(journal, asked, terms, request);
  const { items, nextCursor } = pageOf(sorted, request, (trip) => journal.trade(trip).id);
  const shown = journal.tradesAtRisk(items, terms);
  const { amount, source } = journal.startingBalance(terms);
  return {
    items: shown.map((one) => tradeOf(one, journal.decimals)),
    next_cursor: nextCursor,
    basis: terms.basis,
    base_currency: journal.base,
    starting_balance: minorUnitsToNumber(amount, journal.decimals),
    starting_balance_assumed: source === 'assumed',
    ...(request.statistics && { statistics: statistics(portfolio, asked, terms) }),
    problems: findings([...derived.problems, ...assumedProblems(source, 'risk'), ...riskProblems(shown)]),
  };
}

/** Account values at entry are those of one account, or of all as one. */
export function riskTerms(
  { facts }: OpenPortfolio,
  basis: ValueBasis | undefined,
  account?: string,
): RiskTerms {
  return { account: account ?? null, basis: basis ?? facts.portfolio.riskBasis, startingBalance: null };
}

function isAsked(trade: Trade, request: TradesRequest): boolean {
  const { status, symbol, strategy, tag, from, to, closedOn, account } = request;
  return (
    (status === undefined || trade.status === status) &&
    (symbol === undefined || trade.symbol === symbol) &&
    (strategy === undefined || trade.strategy === strategy) &&
    (tag === undefined || trade.tags.includes(tag)) &&
    (from === undefined || trade.opened >= from) &&
    (to === undefined || trade.opened <= to) &&
    (closedOn === undefined || trade.closed === closedOn) &&
    (account === undefined || trade.account === account)
  );
}

export type TradeDocument = TradesDocument['items'][number];

export function tradeOf(atRisk: TradeAtRisk, decimals: number): TradeDocument {
  const { account, tags, ...rest } = tradeDocument(atRisk, decimals);
  return { ...rest, account_id: account, tags: [...tags] };
}

function statistics(
  portfolio: OpenPortfolio,
  asked: readonly RoundTrip[],
  terms: RiskTerms,
): TradesDocument['statistics'] {
  const { journal } = derivedOf(portfolio);
  return statisticsOf(tradesReportOn(journal, asked, { ...terms, from: null, to: null }));
}
