import { addDays, type Day, exactNumber, formatDay, type Position } from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { derivedOf } from './derived.ts';
import type { PositionsDocument } from './documents.ts';
import { findings } from './findings.ts';
import { type PageRequest, pageOf } from './page.ts';
import { moneyIn, type Scope, scopeOf } from './scope.ts';

export interface PositionsRequest extends PageRequest {
  /** Today where absent. */
  readonly date?: Day | undefined;
  /** First day of the amounts of a period; the first event where absent. */
  readonly from?: Day | undefined;
  readonly by: 'symbol' | 'account';
  /** Closed ones as well. */
  readonly closed: boolean;
  readonly account?: string | undefined;
}

export type PositionDocument = PositionsDocument['items'][number];

/** Holdings at the end of any day, with what they brought since `from`. */
export function positions(
  portfolio: OpenPortfolio,
  request: PositionsRequest,
  today: Day,
): PositionsDocument {
  const day = request.date ?? today;
  const scope = scopeOf(portfolio, day, request.account);
  const isEmpty = scope.at < 0;
  const from = isEmpty ? null : firstDay(scope, request.from);
  const found = from === null ? [] : held(scope, from, request.by);
  const asked = request.closed ? found : found.filter(({ quantity }) => quantity.units !== 0);
  const { items, nextCursor } = pageOf(asked, request, ({ symbol, account }) =>
    JSON.stringify([symbol, account]),
  );
  return {
    items: items.map((one) => positionDocument(one, scope)),
    next_cursor: nextCursor,
    date: formatDay(day),
    from: from === null ? null : formatDay(from),
    base_currency: portfolio.history.base,
    problems: findings(scope.problems),
  };
}

/** At least the first day of the history, at most the day itself. */
function firstDay({ history, day }: Scope, from: Day | undefined): Day {
  return Math.min(Math.max(from ?? history.first, history.first), day) as Day;
}

/** Positions of a scope by symbol, closed ones among them. */
export function held(scope: Scope, from: Day, by: 'symbol' | 'account' = 'symbol'): readonly Position[] {
  const { portfolio, history, day, account } = scope;
  if (account === undefined && by === 'symbol') return derivedOf(portfolio).positions(day, from);
  return history.positions(day, from, { by, ...(account !== undefined && { account }) });
}

/** What is held at the end of the scope's day, by instrument. */
export function openPositions(scope: Scope): readonly Position[] {
  if (scope.at < 0) return [];
  return held(scope, scope.day).filter(({ quantity }) => quantity.units !== 0);
}

export function positionDocument(position: Position, scope: Scope): PositionDocument {
  const money = moneyIn(scope.history);
  const equity = scope.columns.equity[scope.at];
  const { costBasis, unrealized, value } = position;
  return {
    symbol: position.symbol,
    account_id: position.account,
    ...exactNumber('quantity', position.quantity),
    ...exactNumber('average_cost', position.averageCost),
    cost_basis: money(costBasis),
    ...exactNumber('price', position.price),
    price_date: position.priceDate === null ? null : formatDay(position.priceDate),
    currency: position.currency,
    value: money(value),
    weight: equity > 0 ? value / equity : null,
    unrealized_pnl: money(unrealized),
    unrealized_percent: costBasis === 0 ? null : (unrealized * 100) / Math.abs(costBasis),
    realized_pnl: money(position.realized),
    income: money(position.income),
    fees: money(position.fees),
    taxes: money(position.taxes),
    fx_pnl: money(position.fx),
    estimated: position.estimated,
    stale: isStale(position, scope),
  };
}

function isStale({ quantity, priceDate }: Position, { day, portfolio }: Scope): boolean {
  if (quantity.units === 0 || priceDate === null) return false;
  return addDays(priceDate, portfolio.conventions.staleAfterDays) < day;
}
