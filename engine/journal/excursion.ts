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
import type { RoundTrip } from './round-trip.ts';

/** Daily prices of instruments: index 0 of every mark is the day `first`, the history ends with `last`. */
export type DailyMarks = FoldSource['marks'];

export interface Excursion {
  /** ≤ 0, in the trip's currency. */
  readonly adverse: Decimal;
  /** ≥ 0. */
  readonly favourable: Decimal;
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
    watch.fill(fill.quantity, fill.money, fill.kind === 'entry' || fill.kind === 'exit');
  }
  if (watch.closes > 0 && watch.quoted === 0) return null;
  return {
    adverse: decimal(watch.lowest, trip.scales.cost),
    favourable: decimal(watch.highest, trip.scales.cost),
  };
}

class Watch {
  lowest: Int = 0;
  highest: Int = 0;
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
    let lowest = Number.POSITIVE_INFINITY;
    let highest = Number.NEGATIVE_INFINITY;
    for (let index = Math.max(from, mark.quotedFrom); index <= to; index++) {
      const tick = markTick(mark, index);
      if (tick < lowest) lowest = tick;
      if (tick > highest) highest = tick;
      this.quoted++;
    }
    this.see(this.valueAt(lowest, mark.scale));
    this.see(this.valueAt(highest, mark.scale));
  }

  /** `priced`: what the fill brought is its units at a price, at which all that is open can be valued. */
  fill(quantity: Int, money: Int, priced: boolean): void {
    this.brought = int.add(this.brought, money);
    this.units = int.add(this.units, quantity);
    if (priced) this.see(multiplyDivide(this.units, int.neg(money), quantity));
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

  private see(value: Int): void {
    const gain = int.add(this.brought, value);
    if (int.compare(gain, this.lowest) < 0) this.lowest = gain;
    if (int.compare(gain, this.highest) > 0) this.highest = gain;
  }
}
