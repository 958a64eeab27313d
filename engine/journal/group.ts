import type { LotSettings, Market, OptionLinks, OuterSplit } from '../lots/index.ts';
import { scalesOf } from '../lots/scales.ts';
import { type GroupedTrips, Grouping } from './grouping.ts';
import { groupPlainTrips } from './plain-trips.ts';
import { WatchedFold } from './watched-fold.ts';

/** Rows of linked instruments that change units or costs, in effective order, and the splits known from outside. */
export interface TripGroup {
  readonly rows: Int32Array;
  readonly splits: readonly OuterSplit[];
}

/**
 * Groups the fills of linked instruments into round trips, per account and symbol from flat to flat. The lots are
 * folded as for the daily figures, so a part that is closed has the gain that the account's method gives it; but
 * `uk` shares one pool, because matching with purchases after a sale would tie trips together. Fees are apart from
 * what fills brought unless `settings` capitalizes them.
 */
export function groupTrips(
  settings: LotSettings,
  market: Market,
  group: TripGroup,
  links: OptionLinks,
): GroupedTrips {
  const { rows, splits } = group;
  const plain = splits.length === 0 ? groupPlainTrips(settings, rows) : null;
  if (plain !== null) return { trips: plain, costChanges: [] };
  return groupByFold(settings, market, group, links);
}

/** As `groupTrips`, always by folding lots as the daily figures do. */
export function groupByFold(
  settings: LotSettings,
  market: Market,
  { rows, splits }: TripGroup,
  links: OptionLinks,
): GroupedTrips {
  const grouping = new Grouping(
    new WatchedFold(settings, market, scalesOf(settings, rows, splits), null, links),
  );
  const { day } = settings.table;
  let next = 0;
  for (const row of rows) {
    while (next < splits.length && splits[next].day <= day.values[row]) grouping.split(splits[next++]);
    grouping.row(row);
  }
  while (next < splits.length) grouping.split(splits[next++]);
  return grouping;
}
