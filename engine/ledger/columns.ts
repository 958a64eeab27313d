import { type Decimal, type Int, rescale } from '../amounts/index.ts';

/** The scale of a decimal that is not there. */
export const ABSENT = 255;

/**
 * A growing column of optional decimals: units in a Float64Array, digits in a Uint8Array. The few values beyond
 * 2^53 stand beside it. A ledger of 100,000 rows has no object per amount.
 */
export class DecimalColumn {
  units = new Float64Array(64);
  scales = new Uint8Array(64).fill(ABSENT);
  private readonly beyondSafe = new Map<number, Int>();

  set(row: number, value: Decimal | null): void {
    if (value === null) this.put(row, 0, ABSENT);
    else this.put(row, value.units, value.scale);
  }

  put(row: number, units: Int, scale: number): void {
    if (row >= this.units.length) this.reserve(Math.max(row + 1, this.units.length * 2));
    if (scale > ABSENT)
      throw new RangeError(`a decimal of ${scale} digits after the point does not fit a column`);
    this.scales[row] = scale;
    if (typeof units === 'number') {
      this.units[row] = units;
    } else {
      this.units[row] = Number.NaN;
      this.beyondSafe.set(row, units);
    }
  }

  has(row: number): boolean {
    return row < this.scales.length && this.scales[row] !== ABSENT;
  }

  get(row: number): Decimal | null {
    if (!this.has(row)) return null;
    return { units: this.unitsOf(row), scale: this.scales[row] };
  }

  /** Digits after the point; 0 where absent. */
  scaleOf(row: number): number {
    const scale = row < this.scales.length ? this.scales[row] : ABSENT;
    return scale === ABSENT ? 0 : scale;
  }

  /** Units at a scale no coarser than the value's own; 0 where absent. */
  unitsAt(row: number, scale: number): Int {
    if (row >= this.units.length) return 0;
    if (this.scales[row] === scale) return this.unitsOf(row);
    if (this.scales[row] === ABSENT) return 0;
    return rescale(this.unitsOf(row), this.scales[row], scale, 'toward-zero');
  }

  /** Units at the value's own scale; 0 where absent. */
  unitsOf(row: number): Int {
    if (row >= this.units.length) return 0;
    const units = this.units[row];
    return Number.isNaN(units) ? (this.beyondSafe.get(row) as Int) : units;
  }

  /** Makes room for rows up to `length`. */
  reserve(length: number): void {
    if (length <= this.units.length) return;
    const units = new Float64Array(length);
    units.set(this.units);
    const scales = new Uint8Array(length).fill(ABSENT, this.scales.length);
    scales.set(this.scales);
    this.units = units;
    this.scales = scales;
  }
}

/** A growing column of small integers with a value for "absent". */
export class IntegerColumn {
  values: Int32Array;
  readonly absent: number;

  constructor(absent = -1) {
    this.absent = absent;
    this.values = new Int32Array(64).fill(absent);
  }

  put(row: number, value: number): void {
    if (row >= this.values.length) this.reserve(Math.max(row + 1, this.values.length * 2));
    this.values[row] = value;
  }

  /** Makes room for rows up to `length`. */
  reserve(length: number): void {
    if (length <= this.values.length) return;
    const values = new Int32Array(length).fill(this.absent, this.values.length);
    values.set(this.values);
    this.values = values;
  }

  get(row: number): number {
    return row < this.values.length ? this.values[row] : this.absent;
  }
}

/** Distinct texts by number, in order of first use. */
export class Names {
  readonly texts: string[] = [];
  private readonly numbers = new Map<string, number>();

  /** The number of a text, a new one if it was not seen before. */
  numberOf(text: string): number {
    let n = this.numbers.get(text);
    if (n === undefined) {
      n = this.texts.length;
      this.texts.push(text);
      this.numbers.set(text, n);
    }
    return n;
  }

  find(text: string): number {
    return this.numbers.get(text) ?? -1;
  }
}
