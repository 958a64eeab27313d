import type { Decimal } from './decimal.ts';
import { decimal, formatDecimal } from './decimal.ts';
import type { Int } from './int.ts';

/**
 * The one place where exact amounts become numbers and whole minor units become amounts again.
 * Ratios, charts and JSON numbers are made here; nothing else in the engine leaves the exact world.
 */
export function toNumber(a: Decimal): number {
  // Number() of plain decimal text is correctly rounded by the language; dividing would round twice.
  return typeof a.units === 'number' && a.scale <= 22 ? a.units / 10 ** a.scale : Number(formatDecimal(a));
}

/** Whole minor units (cents) as an exact decimal of the currency. */
export function fromMinorUnits(units: Int, decimals: number): Decimal {
  return decimal(units, decimals);
}

/** Whole minor units as a JSON number, e.g. 12345 with 2 decimals → 123.45, the nearest double to it. */
export function minorUnitsToNumber(units: number, decimals: number): number {
  return units / 10 ** decimals + 0;
}
