import {
  amountNumber,
  type Day,
  type Disposal,
  exactNumber,
  formatDay,
  type OpenLot,
  type Position,
  toNumber,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import type { LotsDocument } from './documents.ts';
import { findings } from './findings.ts';
import { type PageRequest, pageOf } from './page.ts';
import { held } from './positions.ts';
import { moneyIn, type Scope, scopeOf } from './scope.ts';

export interface LotsRequest extends PageRequest {
  readonly status: 'open' | 'closed';
  readonly symbol?: string | undefined;
  /** Open at its end, closed up to it; today where absent. */
  readonly date?: Day | undefined;
  /** Closed on that day or later. */
  readonly from?: Day | undefined;
  readonly account?: string | undefined;
}

type LotDocument = LotsDocument['items'][number];

/** The account that units are in while they are between two accounts. */
const IN_TRANSIT = 'in transit';

/** Tax lots: open ones by account, instrument and opening, closed ones in order of closing. */
export function lots(portfolio: OpenPortfolio, request: LotsRequest, today: Day): LotsDocument {
  const day = request.date ?? today;
  const scope = scopeOf(portfolio, day, request.account);
  const page = request.status === 'open' ? openPage(scope, request) : closedPage(scope, request);
  return {
    ...page,
    date: formatDay(day),
    base_currency: portfolio.history.base,
    problems: findings(scope.problems),
  };
}

type LotPage = Pick<LotsDocument, 'items' | 'next_cursor'>;

function openPage(scope: Scope, request: LotsRequest): LotPage {
  const found = scope.at < 0 ? [] : scope.history.openLots(scope.day);
  const ofAccount = found.filter(({ account }) => scope.account === undefined || account === scope.account);
  const valued = withValues(ofAccount, scope).filter(({ lot }) => isAsked(lot, request));
  const { items, nextCursor } = pageOf(valued, request, ({ lot: { account, symbol, opened, id } }) =>
    JSON.stringify([account, symbol, opened, id]),
  );
  return { items: items.map((one) => openDocument(one, scope)), next_cursor: nextCursor };
}

const isAsked = ({ symbol }: { symbol: string }, request: LotsRequest): boolean =>
  request.symbol === undefined || symbol === request.symbol;

interface ValuedLot {
  readonly lot: OpenLot;
  /** Null where the position's value does not go by quantity. */
  readonly value: number | null;
  readonly unrealized: number | null;
}

/**
 * Each lot's share of its position: of the value by quantity, of what it cost at today's rates by cost. Running totals
 * are rounded, so that the lots of a position sum to it exactly.
 */
function withValues(found: readonly OpenLot[], scope: Scope): ValuedLot[] {
  const keyOf = (symbol: string, account: string): string => JSON.stringify([symbol, account]);
  const positions = scope.at < 0 ? [] : held(scope, scope.day, 'account');
  const byKey = new Map(positions.map((one) => [keyOf(one.symbol, one.account ?? IN_TRANSIT), one]));
  const groups = Map.groupBy(found, ({ symbol, account }) => keyOf(symbol, account || IN_TRANSIT));
  const values = new Map<OpenLot, ValuedLot>();
  for (const [key, members] of groups)
    for (const one of sharesOf(members, byKey.get(key), scope)) values.set(one.lot, one);
  return found.map((lot) => values.get(lot) as ValuedLot);
}

function sharesOf(members: readonly OpenLot[], position: Position | undefined, scope: Scope): ValuedLot[] {
  const { instruments } = scope.portfolio.facts;
  const isFuture = instruments(members[0].symbol)?.kind === 'future';
  if (position === undefined || (isFuture && members.length > 1))
    return members.map((lot) => ({ lot, value: null, unrealized: null }));
  const values = shares(
    position.value,
    members.map(({ quantity }) => toNumber(quantity)),
  );
  const costs = shares(
    position.value - position.unrealized,
    members.map(({ cost }) => toNumber(cost)),
  );
  return members.map((lot, k) => ({ lot, value: values[k], unrealized: values[k] - costs[k] }));
}

/** A whole amount shared out by weights; the shares sum to it. */
function shares(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let running = 0;
  let given = 0;
  return weights.map((weight, k) => {
    running += weight;
    const until = k === weights.length - 1 || total === 0 ? amount : Math.round((amount * running) / total);
    const share = until - given;
    given = until;
    return share;
  });
}

function openDocument({ lot, value, unrealized }: ValuedLot, { history, day }: Scope): LotDocument {
  const money = moneyIn(history);
  return {
    status: 'open',
    account_id: lot.account || IN_TRANSIT,
    symbol: lot.symbol,
    opened: formatDay(lot.opened),
    ...exactNumber('quantity', lot.quantity),
    days_held: Math.max(0, day - lot.opened),
    currency: lot.currency,
    cost: amountNumber(lot.cost, lot.currency),
    cost_base: money(lot.costBase),
    value: value === null ? null : money(value),
    unrealized_pnl: unrealized === null ? null : money(unrealized),
    transaction_id: lot.id,
  };
}

function closedPage(scope: Scope, request: LotsRequest): LotPage {
  const { history, account, day } = scope;
  const from = request.from ?? history.first;
  const found = scope.at < 0 || from > day ? [] : history.disposals(from, day, account);
  const asked = found.filter((disposal) => isAsked(disposal, request));
  const { id } = scope.portfolio.facts.book.table.rare;
  const { items, nextCursor } = pageOf(asked, request, ({ row, lotRow, account: of, symbol }) =>
    JSON.stringify([of, symbol, id.get(row) ?? row, id.get(lotRow) ?? lotRow]),
  );
  return {
    items: items.map((one) => closedDocument(one, scope, id.get(one.row) ?? null)),
    next_cursor: nextCursor,
  };
}

function closedDocument(disposal: Disposal, { history }: Scope, closedBy: string | null): LotDocument {
  const money = moneyIn(history);
  const { opened, closed, quantity } = disposal;
  return {
    status: 'closed',
    account_id: disposal.account,
    symbol: disposal.symbol,
    opened: formatDay(opened),
    ...exactNumber('quantity', quantity),
    days_held: Math.max(0, closed - opened),
    closed: formatDay(closed),
    side: quantity.units < 0 ? 'short' : 'long',
    proceeds: money(disposal.proceeds),
    cost: money(disposal.cost),
    pnl: money(disposal.pnl),
    fx_pnl: money(disposal.fx),
    transaction_id: closedBy,
  };
}
