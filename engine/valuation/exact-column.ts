import { type Int, int, rescale } from '../amounts/index.ts';
import { toWhole } from './minor-units.ts';

/** Sums within this bound are exact in a double whatever order they are made in. */
const EXACT = 2 ** 51;

/**
 * A running total day by day, exact: whole numbers at `scale`, in a Float64Array while they fit, else in an array
 * of `Int`s. An amount is added to a day and takes effect from it on once `settle` is called.
 */
export class ExactColumn {
  scale: number;
  private levels: Float64Array | Int[];
  private changes: Float64Array | Int[];
  /** No level can be larger, whichever of the amounts not yet settled are added. */
  private reach = 0;
  /** Days to which amounts were added since the last `settle`; none where the first is after the last. */
  private changedFrom: number;
  private changedTo = -1;

  constructor(days: number, scale: number) {
    this.levels = new Float64Array(days);
    this.changes = new Float64Array(days);
    this.changedFrom = days;
    this.scale = scale;
  }

  /** Adds units × 10^-scale to a day. */
  add(day: number, units: Int, scale: number): void {
    if (units === 0) return;
    if (scale > this.scale) this.refine(scale);
    if (day < this.changedFrom) this.changedFrom = day;
    if (day > this.changedTo) this.changedTo = day;
    const amount = scale === this.scale ? units : rescale(units, scale, this.scale, 'toward-zero');
    if (typeof amount === 'number' && this.changes instanceof Float64Array) {
      if (this.reach + Math.abs(amount) >= EXACT) this.reach = this.bound(this.changes);
      this.reach += Math.abs(amount);
      if (this.reach < EXACT) {
        this.changes[day] += amount;
        return;
      }
    }
    this.growBig();
    this.changes[day] = int.add(this.changes[day], amount);
  }

  /** Brings the levels up to date; answers the first day that changed, or the number of days. */
  settle(): number {
    const { levels, changes, changedTo } = this;
    let first = this.changedFrom;
    // What was taken out and added again is no change.
    while (first <= changedTo && changes[first] === 0) first++;
    this.changedFrom = levels.length;
    this.changedTo = -1;
    if (first > changedTo) return levels.length;
    if (levels instanceof Float64Array && changes instanceof Float64Array) {
      let shift = 0;
      for (let day = first; day <= changedTo; day++) {
        shift += changes[day];
        changes[day] = 0;
        levels[day] += shift;
      }
      if (shift !== 0) for (let day = changedTo + 1; day < levels.length; day++) levels[day] += shift;
    } else {
      let shift: Int = 0;
      for (let day = first; day < levels.length; day++) {
        shift = int.add(shift, changes[day]);
        changes[day] = 0;
        levels[day] = int.add(levels[day], shift);
      }
    }
    return first;
  }

  /** Whether all values are held in doubles. */
  get isSmall(): boolean {
    return this.levels instanceof Float64Array;
  }

  /** What `reach` must be at least: amounts that were taken out again no longer count. */
  private bound(changes: Float64Array): number {
    let top = 0;
    let sum = 0;
    for (let day = 0; day < changes.length; day++) {
      top = Math.max(top, Math.abs(this.levels[day] as number));
      sum += Math.abs(changes[day]);
    }
    return top + sum;
  }

  private growBig(): void {
    if (!(this.levels instanceof Float64Array)) return;
    this.levels = Array.from(this.levels);
    this.changes = Array.from(this.changes);
  }

  private refine(scale: number): void {
    const factor = int.pow10(scale - this.scale);
    this.scale = scale;
    // Nothing but zeros so far.
    if (this.isSmall && this.reach === 0) return;
    const reach = this.reach * Number(factor);
    if (!(reach < EXACT) || typeof factor !== 'number') this.growBig();
    this.reach = reach;
    for (const values of [this.levels, this.changes]) {
      for (let day = 0; day < values.length; day++) values[day] = int.mul(values[day], factor);
    }
  }

  level(day: number): Int {
    return this.levels[day];
  }

  /** Levels rounded half away from zero to `decimals`, from a day on, into `out`. */
  roundInto(out: Float64Array, from: number, decimals: number): void {
    const { levels } = this;
    const digits = this.scale - decimals;
    if (digits === 0 && levels instanceof Float64Array) {
      out.set(levels.subarray(from), from);
      return;
    }
    let last: Int = 0;
    let rounded = 0;
    for (let day = from; day < levels.length; day++) {
      const level = levels[day];
      // Totals change on few days; the rounding is done on those.
      if (level !== last) {
        last = level;
        rounded = toWhole(level, digits);
      }
      out[day] = rounded;
    }
  }
}
