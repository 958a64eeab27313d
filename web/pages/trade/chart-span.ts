import type { TradeDetail } from '@tidemark/contract';

const DAY_MS = 86_400_000;
/** Days around a trade: a third of its length, and at least so many. */
const AROUND_DAYS_MIN = 20;

/** The days whose prices are drawn around a trade; an open one goes on to the last price. */
export function chartSpan(trade: Pick<TradeDetail, 'opened_at' | 'closed_at' | 'holding_days'>): {
  readonly from: string;
  readonly to?: string;
} {
  const around = Math.max(AROUND_DAYS_MIN, Math.round(trade.holding_days / 3));
  const from = shifted(trade.opened_at, -around);
  return trade.closed_at === null ? { from } : { from, to: shifted(trade.closed_at, around) };
}

const shifted = (at: string, days: number) =>
  new Date(Date.parse(`${at.slice(0, 10)}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
