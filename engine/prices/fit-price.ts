import { type Decimal, type Int, int, rescale } from '../amounts/index.ts';

/** Significant digits of a price that has more than 2^53 ticks: what a double shows of itself. */
const DIGITS_KEPT = 15;

/** A price as ticks that a number holds exactly; `rounded` if its last digits had to go. */
export interface FittedPrice {
  readonly ticks: number;
  readonly scale: number;
  readonly rounded: boolean;
}

/**
 * A price is exact up to 2^53 ticks. Longer ones, which come from files that print binary floating point
 * (26.729999542236328), are rounded half away from zero to 15 significant digits. Null if even whole units have
 * more digits than that.
 */
export function fitPrice(price: Decimal): FittedPrice | null {
  if (typeof price.units === 'number') return { ticks: price.units, scale: price.scale, rounded: false };
  const excess = int.abs(price.units).toString().length - DIGITS_KEPT;
  const scale = price.scale - excess;
  if (scale < 0) return null;
  const ticks = safe(rescale(price.units, price.scale, scale, 'half-away-from-zero'));
  return ticks === null ? null : { ticks, scale, rounded: true };
}

/** Ticks at another scale, rounded half away from zero where digits fall away; null beyond 2^53. */
export function ticksAt(ticks: number, from: number, to: number): number | null {
  return safe(rescale(ticks, from, to, 'half-away-from-zero'));
}

function safe(units: Int): number | null {
  return typeof units === 'number' ? units : null;
}

/** The finest scale, at most `wanted`, at which a price of that many ticks still fits. */
export function finestScale(ticks: number, scale: number, wanted: number): number {
  let fits = wanted;
  while (fits > scale && ticksAt(ticks, scale, fits) === null) fits--;
  return fits;
}
