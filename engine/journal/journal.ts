import type { LotSettings } from '../lots/index.ts';
import type { DailyColumns } from '../valuation/daily-columns.ts';
import type { FoldSource } from '../valuation/fold-source.ts';
import type { History } from '../valuation/history.ts';
import {
  type StartingBalance,
  startingBalance,
  type ValueBasis,
  type ValueTotals,
  valueTotals,
} from './account-value.ts';
import { EntryValues } from './entry-value.ts';
import { FillsByRow } from './fills-by-row.ts';
import { groupTrips, type TripGroup } from './group.ts';
import type { GroupedTrips } from './grouping.ts';
import { heldFx } from './held-fx.ts';
import { openingMoney } from './opening-money.ts';
import type { RoundTrip } from './round-trip.ts';
import { RowClock } from './row-clock.ts';
import { type Trade, tradeOf } from './trade.ts';

/** Everything that a journal is derived from. */
export interface JournalSource extends FoldSource {
  /** Daily figures of an account, or of all as one. */
  readonly columns: (account?: string) => DailyColumns;
}

/** A trade against what the account was worth when it was entered. */
export interface TradeAtRisk {
  readonly trade: Trade;
  /** Minor units of base. */
  readonly accountValue: number;
  /** Shares of that value in percent; null where it is not above zero, and risk also where there is no stop. */
  readonly riskPercent: number | null;
  readonly sizePercent: number | null;
}

/** Account values that a set of trades is measured against: of one account, or (null) of all as one. */
export interface RiskTerms {
  readonly account: string | null;
  readonly basis: ValueBasis;
  /** The starting balance that the user set, in minor units of base; null: what the ledger says. */
  readonly startingBalance: number | null;
}

/**
 * The round trips of a ledger. Grouping is done once; what depends on nothing but a trip is kept, and so are the
 * values at entry that the ledger alone gives, so that another starting balance is one addition a trade.
 */
export class Journal {
  /** In order of opening. */
  readonly trips: readonly RoundTrip[];
  private readonly source: JournalSource;
  private readonly clock: RowClock;
  private readonly trades = new Map<RoundTrip, Trade>();
  private readonly totals = new Map<string | null, ValueTotals>();
  private readonly entries = new Map<string, Map<RoundTrip, number>>();
  /** Grouped with the costs of the convention: what account values are made of. */
  private readonly valued: GroupedTrips;
  private readonly fills: FillsByRow;
  private readonly places: Int32Array;

  /** The journal of the facts as a history has them now; after an edit of the history, another is needed. */
  static of(history: History): Journal {
    return new Journal({ ...history.foldSource, columns: (account) => history.columns(account) });
  }

  constructor(source: JournalSource) {
    this.source = source;
    this.clock = new RowClock(source.settings.table, source.accounts);
    this.places = placesOf(source.order, source.settings.table.count);
    const groups = [...source.groups];
    const grouped = this.group(groups, 'expense');
    this.trips = grouped.trips;
    this.valued = source.settings.fees === 'expense' ? grouped : this.group(groups, source.settings.fees);
    this.fills = new FillsByRow(this.valued.trips);
  }

  /** Base currency. */
  get base(): string {
    const { table, baseCurrency } = this.source.settings;
    return table.currencies.texts[baseCurrency];
  }

  /** Digits of its minor unit. */
  get decimals(): number {
    return this.source.settings.baseDecimals;
  }

  /** A trip's trade; made when first asked for. */
  trade(trip: RoundTrip): Trade {
    let trade = this.trades.get(trip);
    if (trade === undefined) {
      const { settings, market, marks } = this.source;
      trade = tradeOf({ settings, market, marks, clock: this.clock }, trip);
      this.trades.set(trip, trade);
    }
    return trade;
  }

  /** Trades with risk at entry, in order of opening. */
  tradesAtRisk(trips: readonly RoundTrip[], terms: RiskTerms): TradeAtRisk[] {
    const { beyondLedger } = this.startingBalance(terms);
    const valueOf = this.entryValueOf(terms);
    return trips.map((trip) => atRisk(this.trade(trip), valueOf(trip) + beyondLedger));
  }

  startingBalance({ account, basis, startingBalance: set }: RiskTerms): StartingBalance {
    return startingBalance(this.valueTotals(account), basis, set);
  }

  /** Running totals for account values at any date. */
  valueTotals(account: string | null): ValueTotals {
    let totals = this.totals.get(account);
    if (totals === undefined) {
      totals = this.makeTotals(account);
      this.totals.set(account, totals);
    }
    return totals;
  }

  /** Trips by the row that closed them. */
  inOrderOfClosing(trips: readonly RoundTrip[]): RoundTrip[] {
    return sortedBy(trips, (trip) => this.places[trip.fills[trip.fills.length - 1].row]);
  }

  private group(groups: readonly TripGroup[], fees: LotSettings['fees']): GroupedTrips {
    const { settings, market, links } = this.source;
    const grouped = groups.map((group) => groupTrips({ ...settings, fees }, market, group, links));
    const trips = grouped.flatMap((group) => group.trips);
    return {
      trips: sortedBy(trips, (trip) => this.places[trip.origin.row]),
      costChanges: grouped.flatMap(({ costChanges }) => costChanges),
    };
  }

  private makeTotals(account: string | null): ValueTotals {
    const { settings, market, order, columns } = this.source;
    const includes = this.includes(account);
    const daily = columns(account ?? undefined);
    const opening = openingMoney(settings, market, order, this.fills, includes);
    const fx = heldFx(settings, market, this.valued.costChanges, includes, daily);
    return valueTotals(daily, opening, settings.baseDecimals, fx);
  }

  /** The ledger's own values before trips opened, computed when first asked for. */
  private entryValueOf({ account, basis }: RiskTerms): (trip: RoundTrip) => number {
    const key = JSON.stringify([basis, account]);
    const known = this.entries.get(key) ?? new Map<RoundTrip, number>();
    this.entries.set(key, known);
    const { settings, market, order } = this.source;
    const events = {
      settings,
      market,
      order,
      clock: this.clock,
      includes: this.includes(account),
      fills: this.fills,
    };
    const values = new EntryValues(events, this.valueTotals(account), basis);
    return (trip) => {
      const value = known.get(trip) ?? values.before(trip.fills[0].row);
      known.set(trip, value);
      return value;
    };
  }

  private includes(account: string | null): (number: number) => boolean {
    if (account === null) return () => true;
    const number = this.source.settings.table.accounts.find(account);
    return (candidate) => candidate === number;
  }
}

function atRisk(trade: Trade, accountValue: number): TradeAtRisk {
  const { risk, size } = trade.base;
  const known = accountValue > 0;
  return {
    trade,
    accountValue,
    riskPercent: known && risk !== null ? (risk * 100) / accountValue : null,
    sizePercent: known ? (size * 100) / accountValue : null,
  };
}

/** By a whole number; those of one number stay in their order. */
function sortedBy(trips: readonly RoundTrip[], placeOf: (trip: RoundTrip) => number): RoundTrip[] {
  const keys = Float64Array.from(trips, (trip, i) => placeOf(trip) * trips.length + i).sort();
  return Array.from(keys, (key) => trips[key % trips.length]);
}

/** The place of each row in the order. */
function placesOf(order: Int32Array, rows: number): Int32Array {
  const places = new Int32Array(rows);
  for (let i = 0; i < order.length; i++) places[order[i]] = i;
  return places;
}
