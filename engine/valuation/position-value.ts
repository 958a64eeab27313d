import { type Decimal, type Int, int, rescale, TEN_TO } from '../amounts/index.ts';
import type { Mark } from './mark.ts';

/** Products below this bound, and what is added to round them, are exact in a double. */
const EXACT_PRODUCT = 2 ** 51;

/**
 * The value of a position for any tick: `R(quantity × unit value × tick)` in minor units, half away from zero.
 * `factor` × tick ÷ `unit` is the exact value in minor units.
 */
export interface Valuer {
  readonly factor: Int;
  /** 10^(digits beyond the minor unit); 1 where the product has no more digits than that. */
  readonly digits: number;
}

export function valuerOf(
  quantity: Int,
  quantityScale: number,
  unitValue: Decimal,
  priceScale: number,
  decimals: number,
): Valuer {
  const factor = int.mul(quantity, unitValue.units);
  const digits = quantityScale + unitValue.scale + priceScale - decimals;
  return digits >= 0 ? { factor, digits } : { factor: int.mul(factor, int.pow10(-digits)), digits: 0 };
}

/** One value, exactly. */
export function markedTo(valuer: Valuer, tick: number): number {
  const { factor, digits } = valuer;
  return Number(rescale(int.mul(factor, tick), digits, 0, 'half-away-from-zero'));
}

/**
 * Adds `sign` × value to out[from…to) for the mark's ticks from index `at` on. Small products are rounded in doubles: they
 * are whole, so adding half a unit and half of one cannot land on a whole number by the error of one multiplication.
 */
export function addValues(
  valuer: Valuer,
  { ticks, hasNegative }: Mark,
  at: number,
  out: Float64Array,
  from: number,
  to: number,
  sign: 1 | -1,
): void {
  const { factor, digits } = valuer;
  if (typeof factor === 'number' && digits <= 15) {
    const size = Math.abs(factor);
    const down = factor < 0 !== sign < 0;
    if (ticks instanceof Int32Array && isSmall(size, ticks, at, to - from, hasNegative)) {
      if (digits === 0) addProducts(down ? -size : size, ticks, at, out, from, to);
      else if (down) subtractRounded(size, TEN_TO[digits], ticks, at, out, from, to);
      else addRounded(size, TEN_TO[digits], ticks, at, out, from, to);
      return;
    }
  }
  addExactly(valuer, ticks, at, out, from, to, sign);
}

/** Whether every product is exact: by the width of the ticks where that is enough, else by looking at them. */
function isSmall(size: number, ticks: Int32Array, at: number, length: number, hasNegative: boolean): boolean {
  if (hasNegative) return false;
  if (size * 2 ** 31 < EXACT_PRODUCT) return true;
  let high = 0;
  for (let i = at; i < at + length; i++) if (ticks[i] > high) high = ticks[i];
  return size * high < EXACT_PRODUCT;
}

function addProducts(
  factor: number,
  ticks: Int32Array,
  at: number,
  out: Float64Array,
  from: number,
  to: number,
): void {
  const shift = at - from;
  for (let day = from; day < to; day++) out[day] += factor * ticks[day + shift];
}

function addRounded(
  factor: number,
  unit: number,
  ticks: Int32Array,
  at: number,
  out: Float64Array,
  from: number,
  to: number,
): void {
  const inverse = 1 / unit;
  const half = unit / 2 + 0.5;
  const shift = at - from;
  for (let day = from; day < to; day++)
    out[day] += Math.floor((factor * ticks[day + shift] + half) * inverse);
}

function subtractRounded(
  factor: number,
  unit: number,
  ticks: Int32Array,
  at: number,
  out: Float64Array,
  from: number,
  to: number,
): void {
  const inverse = 1 / unit;
  const half = unit / 2 + 0.5;
  const shift = at - from;
  for (let day = from; day < to; day++)
    out[day] -= Math.floor((factor * ticks[day + shift] + half) * inverse);
}

function addExactly(
  valuer: Valuer,
  ticks: Int32Array | Float64Array,
  at: number,
  out: Float64Array,
  from: number,
  to: number,
  sign: 1 | -1,
): void {
  const shift = at - from;
  let last = Number.NaN;
  let value = 0;
  for (let day = from; day < to; day++) {
    const tick = ticks[day + shift];
    if (tick !== last) {
      last = tick;
      value = valueOf(valuer, tick);
    }
    out[day] += sign * value;
  }
}

/** In doubles where three roundings cannot decide the wrong way, else exactly. */
function valueOf(valuer: Valuer, tick: number): number {
  const { factor, digits } = valuer;
  const product = (Number(factor) * tick) / TEN_TO[digits];
  const size = Math.abs(product);
  const whole = Math.floor(size);
  const beyondHalf = size - whole - 0.5;
  if (digits > 0 && size < 2 ** 49 && Math.abs(beyondHalf) > size * 2 ** -49) {
    const rounded = beyondHalf > 0 ? whole + 1 : whole;
    return product < 0 ? 0 - rounded : rounded;
  }
  return markedTo(valuer, tick);
}
