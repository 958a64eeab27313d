import type { Journal, RiskTerms, RoundTrip, TradeAtRisk } from '@tidemark/engine';

/** What trades can be sorted by; null where it is unknown, which comes last either way. */
const KEYS = {
  opened: null,
  closed: ({ trade }) => trade.closed,
  symbol: ({ trade }) => trade.symbol,
  position_size_percent: ({ sizePercent }) => sizePercent,
  risk_percent: ({ riskPercent }) => riskPercent,
  r_multiple: ({ trade }) => trade.rMultiple,
  net_pnl: ({ trade }) => trade.base.net,
  holding_days: ({ trade }) => trade.holdingDays,
} as const satisfies Record<string, ((one: TradeAtRisk) => number | string | null) | null>;

export type TradesSort = keyof typeof KEYS;

/** `trips` in order of opening, sorted; of equal ones the newest opening comes first. */
export function sortedTrips(
  journal: Journal,
  trips: readonly RoundTrip[],
  terms: RiskTerms,
  {
    sort = 'opened',
    order = 'desc',
  }: { readonly sort?: TradesSort | undefined; readonly order?: 'asc' | 'desc' | undefined },
): readonly RoundTrip[] {
  const keyOf = KEYS[sort];
  if (keyOf === null) return order === 'asc' ? trips : trips.toReversed();
  const direction = order === 'asc' ? 1 : -1;
  return journal
    .tradesAtRisk(trips.toReversed(), terms)
    .map((one) => ({ trip: one.trade.trip, key: keyOf(one) }))
    .sort((a, b) => compare(a.key, b.key, direction))
    .map(({ trip }) => trip);
}

function compare(a: number | string | null, b: number | string | null, direction: 1 | -1): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  if (a === b) return 0;
  return a < b ? -direction : direction;
}
