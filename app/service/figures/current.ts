import { exactNumber, formatInstant } from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { derivedOf } from './derived.ts';
import type { CurrentDocument } from './documents.ts';
import { findings } from './findings.ts';
import {
  type Freshness,
  freshnessOf,
  type HeldPosition,
  heldPositions,
  isFresh,
  lastEvent,
  quotedAt,
} from './held-prices.ts';
import { moneyIn, type Scope, scopeOf } from './scope.ts';
import { dayOfInstant } from './sessions.ts';

type CurrentPosition = CurrentDocument['positions'][number];

/** What it is worth now, with the latest prices; `now` in milliseconds since 1970. */
export function current(portfolio: OpenPortfolio, now: number): CurrentDocument {
  const scope = scopeOf(portfolio, dayOfInstant(now));
  const { columns, at, history } = scope;
  const money = moneyIn(history);
  const held = heldPositions(scope);
  const { margin } = derivedOf(scope.portfolio);
  return {
    base_currency: history.base,
    total_value: at < 0 ? 0 : money(columns.equity[at]),
    investment_value: at < 0 ? 0 : money(columns.longValue[at] + columns.shortValue[at]),
    cash_balance: at < 0 ? 0 : money(columns.cash[at]),
    borrowed: at < 0 ? 0 : money(margin.borrowed[at]),
    margin_use: at < 0 ? null : margin.use(at),
    positions: held.map((one) => positionDocument(one, scope, now)),
    ...updated(scope, held, now),
    problems: findings(scope.problems),
  };
}

/** When the newest price was quoted, and whether every held one is fresh. */
export function freshness(portfolio: OpenPortfolio, now: number): Freshness {
  const scope = scopeOf(portfolio, dayOfInstant(now));
  return updated(scope, heldPositions(scope), now);
}

const updated = (scope: Scope, held: readonly HeldPosition[], now: number): Freshness =>
  freshnessOf(
    held.map(({ price }) => price),
    now,
    lastEvent(scope, now),
  );

function positionDocument(
  { position, price }: HeldPosition,
  { history }: Scope,
  now: number,
): CurrentPosition {
  const money = moneyIn(history);
  const { costBasis, value } = position;
  const quoted = quotedAt(price, now);
  return {
    ticker: position.symbol,
    ...exactNumber('shares', position.quantity),
    cost_basis: money(costBasis),
    current_value: money(value),
    ...exactNumber('price_per_share', position.price),
    currency: position.currency,
    price_at: quoted === null ? null : formatInstant(quoted),
    price_fresh: isFresh(quoted, now),
    unrealized_gain_loss: money(value - costBasis),
    unrealized_gain_loss_percent: costBasis === 0 ? null : ((value - costBasis) * 100) / Math.abs(costBasis),
  };
}
