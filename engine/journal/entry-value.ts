/**
 * The account value right before a round trip opened: the value at the end of the day before, and of its own day
 *
 *   inflows    that carry no time, or none later than the opening; a trade with a date only comes after all of them
 *   the rest   that carries an earlier time than the opening, where both have one
 *
 * On the realized basis what a row changes is its cash and the cost of what is held; on the market basis its cash
 * and its units at the last price before the opening: the previous close, or that day's once the market has closed.
 * Each row's change is rounded to the minor unit of base.
 */
import { divideInteger, type Int, int } from '../amounts/index.ts';
import { addDays, type Day } from '../calendar/index.ts';
import { EVENT_TYPES, type EventType, firstOfDay } from '../ledger/index.ts';
import type { LotSettings, Market } from '../lots/index.ts';
import type { ValueBasis, ValueTotals } from './account-value.ts';
import { baseAmount } from './base-amount.ts';
import type { FillsByRow, PlacedFill } from './fills-by-row.ts';
import type { RoundTrip } from './round-trip.ts';
import type { RowClock } from './row-clock.ts';

/** What the value within a day is made of. */
export interface DayEvents {
  readonly settings: LotSettings;
  readonly market: Market;
  readonly clock: RowClock;
  /** Rows in force in effective order. */
  readonly order: Int32Array;
  /** Whether an account (its number) is among those whose value is asked for. */
  readonly includes: (account: number) => boolean;
  /** Of all round trips, grouped with the costs that `settings.fees` says. */
  readonly fills: FillsByRow;
}

const INFLOWS: ReadonlySet<EventType> = new Set(['opening', 'deposit', 'transfer_in']);
/** Rows that move value between holdings; prices of before know nothing of it. */
const CONVERSIONS: ReadonlySet<EventType> = new Set(['spinoff', 'merger', 'rename']);

export class EntryValues {
  private readonly events: DayEvents;
  private readonly totals: ValueTotals;
  private readonly basis: ValueBasis;

  constructor(events: DayEvents, totals: ValueTotals, basis: ValueBasis) {
    this.events = events;
    this.totals = totals;
    this.basis = basis;
  }

  /**
   * The value of the ledger alone before the row that opened a trip, in minor units of base; what the starting
   * balance adds beyond the ledger comes on top. Costs are those of the events of one day.
   */
  before(opening: number): number {
    const { table } = this.events.settings;
    const day = table.day.values[opening] as Day;
    if (this.basis === 'market' && this.events.clock.isAfterClose(opening)) {
      const later = this.changes(day, (row) => !this.precedes(row, opening), day);
      return this.endOf(day) - later;
    }
    const priceDay = this.basis === 'market' ? addDays(day, -1) : day;
    return this.endOf(addDays(day, -1)) + this.changes(day, (row) => this.precedes(row, opening), priceDay);
  }

  private endOf(day: Day): number {
    const { totals, basis } = this;
    const index = Math.min(day - totals.first, totals.length - 1);
    const opening = totals.openingCash + totals.openingUnits[basis];
    return index < 0 ? opening : opening + totals.netFlow[basis][index] + totals.result[basis][index];
  }

  private changes(day: Day, wanted: (row: number) => boolean, priceDay: Day): number {
    const { order, settings, includes } = this.events;
    const { day: days, account } = settings.table;
    let sum = 0;
    for (
      let i = firstOfDay(settings.table, order, day);
      i < order.length && days.values[order[i]] === day;
      i++
    ) {
      const row = order[i];
      if (includes(account.values[row]) && !this.isInTotals(row) && wanted(row))
        sum += this.change(row, priceDay);
    }
    return sum;
  }

  /** The first day's openings come before it begins; a move between two included accounts changes nothing. */
  private isInTotals(row: number): boolean {
    const { settings, includes } = this.events;
    const { table } = settings;
    if (typeOf(table.type.values[row]) === 'opening' && table.day.values[row] === this.totals.first)
      return true;
    const partner = settings.partner(row);
    return partner >= 0 && includes(table.account.values[partner]);
  }

  /** Whether a row of the opening's day counts before it. */
  private precedes(row: number, opening: number): boolean {
    if (row === opening) return false;
    const { clock, settings } = this.events;
    const isInflow = INFLOWS.has(typeOf(settings.table.type.values[row]));
    if (!clock.isTimed(row) || !clock.isTimed(opening)) return isInflow;
    const sooner = clock.instantOf(row) - clock.instantOf(opening);
    return isInflow ? sooner <= 0 : sooner < 0;
  }

  /** By how much a row changes the value, in minor units of base. */
  private change(row: number, priceDay: Day): number {
    const { table } = this.events.settings;
    let change = this.cashOf(row, priceDay);
    if (table.symbol.values[row] < 0) return change;
    if (this.basis === 'market' && CONVERSIONS.has(typeOf(table.type.values[row]))) return change;
    for (const own of this.events.fills.of(row)) change += this.unitsOf(own, priceDay);
    return change;
  }

  private cashOf(row: number, rateDay: Day): number {
    const { table } = this.events.settings;
    const amount = table.amount.get(row);
    let cash =
      amount === null
        ? 0
        : this.toBase(amount.units, amount.scale, table.settleCurrency.values[row], rateDay);
    const into = table.rare.toAmount.get(row);
    const currency = table.toCurrency.values[row];
    if (into !== undefined && currency >= 0) cash += this.toBase(into.units, into.scale, currency, rateDay);
    return cash;
  }

  /** What a fill adds beside the row's cash: the cost of its units, or their worth at the last price. */
  private unitsOf({ trip, fill, index }: PlacedFill, priceDay: Day): number {
    const { settings, market } = this.events;
    const { currency, isFuture, unitValue } = settings.symbols[trip.symbol];
    const { scales } = trip;
    const cost = int.sub(fill.gain, fill.money);
    if (this.basis === 'realized') {
      return this.toBase(isFuture ? fill.gain : cost, scales.cost, currency, priceDay);
    }
    const symbol = symbolAt(trip, index);
    const price = market.price(symbol, priceDay);
    // A future's trade moves no cash: what it is worth is the price less what was agreed.
    const agreed = isFuture ? this.toBase(fill.money, scales.cost, currency, priceDay) : 0;
    if (price === null) return agreed + this.toBase(cost, scales.cost, currency, priceDay);
    const units = int.mul(int.mul(this.unitsOn(priceDay, trip, index), price.units), unitValue.units);
    return agreed + this.toBase(units, scales.quantity + price.scale + unitValue.scale, currency, priceDay);
  }

  /** The units of a fill as they count on the day of the price: without the splits since then. */
  private unitsOn(priceDay: Day, trip: RoundTrip, index: number): Int {
    let units = trip.fills[index].quantity;
    for (const { before, day, ratio } of trip.unitChanges) {
      if (before > index || day <= priceDay) continue;
      units = divideInteger(int.mul(units, int.pow10(ratio.scale)), ratio.units, 'half-away-from-zero');
    }
    return units;
  }

  private toBase(units: Int, scale: number, currency: number, day: Day): number {
    if (units === 0) return 0;
    const { settings, market } = this.events;
    return baseAmount(units, scale, market.rate(currency, day), settings.baseDecimals);
  }
}

function symbolAt(trip: RoundTrip, index: number): number {
  let { symbol } = trip.origin;
  for (const change of trip.unitChanges) if (change.before <= index) symbol = change.symbol;
  return symbol;
}

function typeOf(type: number): EventType {
  return EVENT_TYPES[type];
}
