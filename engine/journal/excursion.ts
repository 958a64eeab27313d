/**
 * How far a round trip went against its holder and for him while it was open, in money before fees:
 *
 *   MAE = the lowest, MFE = the highest of  what its fills brought so far + what is open at the price
 *
 * over the closes of the days at whose end it was open and the prices of its own fills; at its first entry both are
 * zero, so MAE ≤ 0 ≤ MFE. Between two fills the sum moves with the price alone, so only the lowest and the highest
 * close count.
 *
 * Source: J. Sweeney, Maximum Adverse Excursion (Wiley 1997), where a trade has one entry and one exit, and the
 * figure is the distance from the entry; this is that distance times the units, for any number of fills.
 */
import { type Decimal, decimal, type Int, int, multiplyDivide, rescale } from '../amounts/index.ts';
import { addDays, type Day } from '../calendar/index.ts';
import type { LotSettings } from '../lots/index.ts';
import type { FoldSource } from '../valuation/fold-source.ts';
import { markTick } from '../valuation/mark.ts';
import type { Fill, RoundTrip } from './round-trip.ts';

/** Daily prices of instruments: index 0 of every mark is the day `first`, the history ends with `last`. */
export type DailyMarks = FoldSource['marks'];

/** Where an excursion was first reached. */
export interface ExcursionPlace {
  readonly day: Day;
  /** In the units of that day; null where a fill states none. */
  readonly price: Decimal | null;
}

export interface Excursion {
  /** ≤ 0, in the trip's currency. */
  readonly adverse: Decimal;
  /** ≥ 0. */
  readonly favourable: Decimal;
  /** Null where the excursion is zero: it never left its entry that way. */
  readonly adverseAt: ExcursionPlace | null;
  readonly favourableAt: ExcursionPlace | null;
}

/** Null where the trip was open at the end of days of which none has a quoted price. */
export function excursionOf(settings: LotSettings, trip: RoundTrip, marks: DailyMarks): Excursion | null {
  const watch = new Watch(settings, trip, marks);
  for (let i = 0; i <= trip.fills.length; i++) {
    for (const change of trip.unitChanges) {
      if (change.before !== i) continue;
      watch.closesBefore(change.day);
      watch.changeUnits(change.symbol, change.ratio);
    }
    const fill = trip.fills[i];
    watch.closesBefore(fill === undefined ? addDays(marks.last, 1) : fill.day);
    if (fill === undefined) break;
    watch.fill(fill);
  }
  if (watch.closes > 0 && watch.quoted === 0) return null;
  return {
    adverse: decimal(watch.lowest, trip.scales.cost),
    favourable: decimal(watch.highest, trip.scales.cost),
    adverseAt: watch.lowestAt,
    favourableAt: watch.highestAt,
  };
}

class Watch {
  lowest: Int = 0;
  highest: Int = 0;
  lowestAt: ExcursionPlace | null = null;
  highestAt: ExcursionPlace | null = null;
  /** Days at whose end the trip was open, and those of them that have a quote to look at. */
  closes = 0;
  quoted = 0;
  private brought: Int = 0;
  private units: Int = 0;
  private symbol: number;
  private since: Day;
  private readonly settings: LotSettings;
  private readonly trip: RoundTrip;
  private readonly marks: DailyMarks;

  constructor(settings: LotSettings, trip: RoundTrip, marks: DailyMarks) {
    this.settings = settings;
    this.trip = trip;
    this.marks = marks;
    this.symbol = trip.origin.symbol;
    this.since = trip.fills[0].day;
  }

  /** The closes from the last step to the day before `day`. */
  closesBefore(day: Day): void {
    const from = this.since - this.marks.first;
    const to = day - this.marks.first - 1;
    this.since = day;
    if (this.units === 0 || to < from) return;
    this.closes += to - from + 1;
    const mark = this.marks.markOf(this.symbol);
    if (mark === null || to < mark.quotedFrom) return;
    let lowest = Math.max(from, mark.quotedFrom);
    let highest = lowest;
    this.quoted += to - lowest + 1;
    for (let index = lowest + 1; index <= to; index++) {
      const tick = markTick(mark, index);
      if (tick < markTick(mark, lowest)) lowest = index;
      if (tick > markTick(mark, highest)) highest = index;
    }
    for (const index of [lowest, highest]) {
      const tick = markTick(mark, index);
      const place = { day: addDays(this.marks.first, index), price: decimal(tick, mark.scale) };
      this.see(this.valueAt(tick, mark.scale), place);
    }
  }

  fill({ kind, row, day, quantity, money }: Fill): void {
    this.brought = int.add(this.brought, money);
    this.units = int.add(this.units, quantity);
    // What an entry or exit brought is its units at a price, at which all that is open can be valued.
    if (kind !== 'entry' && kind !== 'exit') return;
    const place = { day, price: this.settings.table.price.get(row) };
    this.see(multiplyDivide(this.units, int.neg(money), quantity), place);
  }

  changeUnits(symbol: number, ratio: Decimal): void {
    const { quantity: scale } = this.trip.scales;
    this.symbol = symbol;
    this.units = rescale(int.mul(this.units, ratio.units), scale + ratio.scale, scale, 'half-away-from-zero');
  }

  private valueAt(tick: number, scale: number): Int {
    const { unitValue } = this.settings.symbols[this.symbol];
    const value = int.mul(int.mul(this.units, tick), unitValue.units);
    const { quantity, cost } = this.trip.scales;
    return rescale(value, quantity + scale + unitValue.scale, cost, 'half-away-from-zero');
  }

  private see(value: Int, place: ExcursionPlace): void {
    const gain = int.add(this.brought, value);
    if (int.compare(gain, this.lowest) < 0) {
      this.lowest = gain;
      this.lowestAt = place;
    }
    if (int.compare(gain, this.highest) > 0) {
      this.highest = gain;
      this.highestAt = place;
    }
  }
}
