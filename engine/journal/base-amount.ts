import { divideInteger, type Int, int } from '../amounts/index.ts';
import type { Rate } from '../lots/index.ts';

/** units × 10^-scale at a rate into base, in base's minor units, rounded half away from zero. */
export function baseAmount(units: Int, scale: number, rate: Rate, baseDecimals: number): number {
  if (units === 0) return 0;
  const shift = scale - baseDecimals;
  const up = shift < 0 ? int.pow10(-shift) : 1;
  const down = shift > 0 ? int.pow10(shift) : 1;
  const numerator = int.mul(int.mul(units, rate.numerator), up);
  return Number(divideInteger(numerator, int.mul(rate.denominator, down), 'half-away-from-zero'));
}
