import { divideInteger, type Int, int } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import type { RateColumn } from '../prices/index.ts';

/** The cells that a series is made from. */
export type RateCells = Pick<
  RateColumn,
  'first' | 'length' | 'numerator' | 'denominator' | 'estimatedBefore'
>;

/**
 * One currency's rate into base on every day of a history, for converting whole minor units. The product with the
 * exact fraction is rounded half away from zero: in doubles where they decide it, exactly where they cannot.
 */
export class RateSeries {
  /** Base itself: nothing converts. */
  readonly isBase: boolean;
  /** Rates of days before this index are the first known rate. */
  readonly estimatedBefore: number;
  private readonly numerator: Float64Array;
  private readonly denominator: Float64Array;
  /** Minor units of base per minor unit, nearest double. */
  private readonly factor: Float64Array;
  private readonly shift: number;

  /** `column` null: the currency is base. `decimals`: minor digits of the currency and of base. */
  constructor(column: RateCells | null, first: Day, days: number, decimals: { from: number; base: number }) {
    this.isBase = column === null;
    this.shift = decimals.base - decimals.from;
    this.estimatedBefore = column === null ? 0 : Math.max(0, column.estimatedBefore - first);
    const length = column === null ? 0 : days;
    this.numerator = new Float64Array(length);
    this.denominator = new Float64Array(length);
    this.factor = new Float64Array(length);
    if (column !== null) this.fill(column, first);
  }

  private fill(column: RateCells, first: Day): void {
    const scale = 10 ** this.shift;
    for (let day = 0; day < this.factor.length; day++) {
      const at = Math.min(Math.max(first + day - column.first, 0), column.length - 1);
      this.numerator[day] = column.numerator[at];
      this.denominator[day] = column.denominator[at];
      this.factor[day] = (this.numerator[day] / this.denominator[day]) * scale;
    }
  }

  /** Minor units of the currency on a day as minor units of base. */
  toBase(units: number, day: number): number {
    if (this.isBase || units === 0) return units + 0;
    const product = units * this.factor[day];
    const size = Math.abs(product);
    const whole = Math.floor(size);
    const beyondHalf = size - whole - 0.5;
    // Three roundings went into `size`; where it is farther than they reach from a half, it decides.
    if (size < 2 ** 50 && Math.abs(beyondHalf) > size * 2 ** -50) {
      const rounded = beyondHalf > 0 ? whole + 1 : whole;
      return product < 0 ? 0 - rounded : rounded;
    }
    return Number(this.toBaseExactly(units, day));
  }

  private toBaseExactly(units: Int, day: number): Int {
    const { numerator, denominator } = this.on(day);
    const up = this.shift > 0 ? int.pow10(this.shift) : 1;
    const down = this.shift < 0 ? int.pow10(-this.shift) : 1;
    return divideInteger(
      int.mul(int.mul(units, numerator), up),
      int.mul(denominator, down),
      'half-away-from-zero',
    );
  }

  /** The exact fraction, base per unit. */
  on(day: number): { numerator: Int; denominator: Int } {
    if (this.isBase) return { numerator: 1, denominator: 1 };
    return { numerator: this.numerator[day], denominator: this.denominator[day] };
  }
}
