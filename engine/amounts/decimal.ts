import type { Int } from './int.ts';
import * as int from './int.ts';
import { divideInteger, type Rounding, rescale } from './rounding.ts';

/** An exact decimal: `units` × 10^-`scale`. Immutable; trailing zeros carry no meaning. */
export interface Decimal {
  readonly units: Int;
  readonly scale: number;
}

/** More digits than any broker, chain or currency uses; beyond it a number is malformed rather than precise. */
export const MAX_DIGITS = 60;

/** 0 and 1, of any unit. */
export const ZERO: Decimal = Object.freeze({ units: 0, scale: 0 });
export const ONE: Decimal = Object.freeze({ units: 1, scale: 0 });

/** `units` × 10^-`scale`; `scale` is a whole number of decimals from 0 on, and not checked. */
export function decimal(units: Int, scale: number): Decimal {
  return { units, scale };
}

const PLAIN = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/**
 * Reads plain decimal notation: optional sign, digits, optional point and digits. No exponent, no thousands
 * separator, no white space, at most MAX_DIGITS digits. Anything else is null.
 */
export function parseDecimal(text: string): Decimal | null {
  if (text.length > MAX_DIGITS + 2 || !PLAIN.test(text)) return null;
  const point = text.indexOf('.');
  const digits = point < 0 ? text : text.slice(0, point) + text.slice(point + 1);
  const scale = point < 0 ? 0 : text.length - point - 1;
  const units = digits.length <= 15 ? Number(digits) + 0 : int.intOf(BigInt(digits.replace('+', '')));
  return { units, scale };
}

/**
 * Like `parseDecimal`, for literals in code and tests.
 * @throws SyntaxError for text that is no plain decimal
 */
export function dec(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (parsed === null) throw new SyntaxError(`not a decimal: ${JSON.stringify(text)}`);
  return parsed;
}

/** Plain notation, `-0.05`, with as many decimals as the value needs, at least `minDecimals`; never an exponent. */
export function formatDecimal(a: Decimal, minDecimals = 0): string {
  let digits = int.abs(a.units).toString();
  const sign = a.units < 0 ? '-' : '';
  if (a.scale > 0) {
    digits = digits.padStart(a.scale + 1, '0');
    const whole = digits.slice(0, -a.scale);
    let fraction = digits.slice(-a.scale);
    let end = fraction.length;
    while (end > minDecimals && fraction.charCodeAt(end - 1) === 48) end--;
    fraction = fraction.slice(0, end).padEnd(minDecimals, '0');
    return sign + whole + (fraction === '' ? '' : `.${fraction}`);
  }
  return sign + digits + (minDecimals > 0 ? `.${'0'.repeat(minDecimals)}` : '');
}

/**
 * Plain notation with exactly `decimals` places.
 * @throws RangeError if digits would be lost: round first, by name
 */
export function formatFixed(a: Decimal, decimals: number): string {
  const rounded = round(a, decimals, 'toward-zero');
  if (!equals(rounded, a)) throw new RangeError(`${formatDecimal(a)} has more than ${decimals} decimals`);
  return formatDecimal(rounded, decimals);
}

/** a + b, exact, at the finer of both scales. */
export function add(a: Decimal, b: Decimal): Decimal {
  if (a.scale === b.scale) return { units: int.add(a.units, b.units), scale: a.scale };
  const scale = Math.max(a.scale, b.scale);
  return { units: int.add(unitsAt(a, scale), unitsAt(b, scale)), scale };
}

/** a − b, exact, at the finer of both scales. */
export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, negate(b));
}

/** a × b, exact, at the sum of both scales: round where a result is kept. */
export function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: int.mul(a.units, b.units), scale: a.scale + b.scale };
}

/**
 * a ÷ b to `scale` decimals, the digits beyond taken off by `rounding`.
 * @throws RangeError where b is zero
 */
export function divide(a: Decimal, b: Decimal, scale: number, rounding: Rounding): Decimal {
  const shift = scale + b.scale - a.scale;
  const numerator = shift >= 0 ? int.mul(a.units, int.pow10(shift)) : a.units;
  const denominator = shift >= 0 ? b.units : int.mul(b.units, int.pow10(-shift));
  return { units: divideInteger(numerator, denominator, rounding), scale };
}

/** −a at the same scale. */
export function negate(a: Decimal): Decimal {
  return { units: int.neg(a.units), scale: a.scale };
}

/** |a| at the same scale. */
export function absolute(a: Decimal): Decimal {
  return a.units < 0 ? negate(a) : a;
}

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compare(a: Decimal, b: Decimal): number {
  if (a.scale === b.scale) return int.compare(a.units, b.units);
  const scale = Math.max(a.scale, b.scale);
  return int.compare(unitsAt(a, scale), unitsAt(b, scale));
}

/** Whether both have one value; 1.0 and 1.00 do. */
export function equals(a: Decimal, b: Decimal): boolean {
  return compare(a, b) === 0;
}

/** -1, 0 or 1. */
export function signOf(a: Decimal): -1 | 0 | 1 {
  return int.sign(a.units);
}

/** Whether the value is zero, at whatever scale. */
export function isZero(a: Decimal): boolean {
  return a.units === 0;
}

/** To `scale` decimals by `rounding`; a value that has fewer is unchanged in value. */
export function round(a: Decimal, scale: number, rounding: Rounding): Decimal {
  return { units: rescale(a.units, a.scale, scale, rounding), scale };
}

/**
 * The value in units of 10^-`scale`, exactly.
 * @throws RangeError if `scale` is coarser than the value's digits
 */
export function unitsAt(a: Decimal, scale: number): Int {
  if (scale >= a.scale) return rescale(a.units, a.scale, scale, 'toward-zero');
  const units = rescale(a.units, a.scale, scale, 'toward-zero');
  if (int.compare(rescale(units, scale, a.scale, 'toward-zero'), a.units) !== 0) {
    throw new RangeError(`${formatDecimal(a)} has more than ${scale} decimals`);
  }
  return units;
}

/** The same value without trailing zeros. */
export function normalize(a: Decimal): Decimal {
  let { units, scale } = a;
  while (scale > 0 && (typeof units === 'number' ? units % 10 === 0 : units % 10n === 0n)) {
    units = typeof units === 'number' ? units / 10 : int.intOf(units / 10n);
    scale--;
  }
  return scale === a.scale ? a : { units, scale };
}
