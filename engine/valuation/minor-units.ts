import { type Int, rescale, TEN_TO } from '../amounts/index.ts';

/** Whole numbers below this bound, with what rounding adds to them, are exact in a double. */
const EXACT = 2 ** 51;

/**
 * units × 10^-digits as a whole number, half away from zero. `digits` may be negative.
 * Small numbers are rounded in doubles: half of one is added beside half a unit, so that the error of the quotient
 * cannot reach a whole number.
 */
export function toWhole(units: Int, digits: number): number {
  if (digits > 0 && digits <= 15 && typeof units === 'number' && units < EXACT && units > -EXACT) {
    const unit = TEN_TO[digits];
    const half = unit / 2 + 0.5;
    return units < 0 ? 0 - Math.floor((half - units) / unit) : Math.floor((units + half) / unit);
  }
  return Number(
    digits >= 0
      ? rescale(units, digits, 0, 'half-away-from-zero')
      : rescale(units, 0, -digits, 'toward-zero'),
  );
}
