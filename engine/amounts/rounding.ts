import { type Int, intOf, pow10 } from './int.ts';

/** Each rounding has a name; there is no default in the public functions that take one. */
export type Rounding =
  | 'half-away-from-zero'
  | 'half-even'
  | 'half-up'
  | 'toward-zero'
  | 'away-from-zero'
  | 'floor'
  | 'ceiling';

/** a ÷ b, rounded to a whole number. Throws RangeError on b = 0. */
export function divideInteger(a: Int, b: Int, rounding: Rounding): Int {
  if (b === 0) throw new RangeError('division by zero');
  if (rounding === 'half-away-from-zero' && typeof a === 'number' && typeof b === 'number') {
    return divideSmall(a, b);
  }
  return intOf(divideBig(BigInt(a), BigInt(b), rounding));
}

/** Half away from zero for small operands: the remainder and its double are exact, so the choice is too. */
function divideSmall(a: number, b: number): number {
  const remainder = a % b;
  const quotient = (a - remainder) / b;
  const twice = 2 * Math.abs(remainder);
  if (twice < Math.abs(b)) return quotient + 0;
  return a < 0 === b < 0 ? quotient + 1 : quotient - 1;
}

function divideBig(a: bigint, b: bigint, rounding: Rounding): bigint {
  const quotient = a / b;
  const remainder = a % b;
  if (remainder === 0n) return quotient;
  const awayFromZero = a < 0n === b < 0n ? 1n : -1n;
  return roundsAway(quotient, remainder, b, awayFromZero > 0n, rounding) ? quotient + awayFromZero : quotient;
}

function roundsAway(
  quotient: bigint,
  remainder: bigint,
  b: bigint,
  positive: boolean,
  rounding: Rounding,
): boolean {
  const twice = remainder < 0n ? -2n * remainder : 2n * remainder;
  const size = b < 0n ? -b : b;
  switch (rounding) {
    case 'half-away-from-zero':
      return twice >= size;
    case 'half-even':
      return twice > size || (twice === size && quotient % 2n !== 0n);
    case 'half-up':
      return twice > size || (twice === size && positive);
    case 'toward-zero':
      return false;
    case 'away-from-zero':
      return true;
    case 'floor':
      return !positive;
    case 'ceiling':
      return positive;
  }
}

/** units·10^-from as units·10^-to, rounded where digits fall away. */
export function rescale(units: Int, from: number, to: number, rounding: Rounding): Int {
  if (to === from) return units;
  if (to > from) {
    const factor = pow10(to - from);
    if (typeof units === 'number' && typeof factor === 'number') {
      const product = units * factor;
      if (product <= Number.MAX_SAFE_INTEGER && product >= -Number.MAX_SAFE_INTEGER) return product;
    }
    return intOf(BigInt(units) * BigInt(factor));
  }
  return divideInteger(units, pow10(from - to), rounding);
}

/**
 * a·b ÷ c rounded half away from zero, exact however large a·b is.
 * A part of a lot takes its share of the cost by this (a = cost, b = part, c = whole).
 */
export function multiplyDivide(a: Int, b: Int, c: Int): Int {
  if (typeof a === 'number' && typeof b === 'number' && typeof c === 'number') {
    const unit = a / c;
    // A whole unit cost needs no rounding, and its product cannot outgrow what it came from when |b| ≤ |c|.
    if (Number.isInteger(unit) && unit * c === a) {
      const product = unit * b;
      if (product <= Number.MAX_SAFE_INTEGER && product >= -Number.MAX_SAFE_INTEGER) return product + 0;
    }
    const product = a * b;
    if (product <= Number.MAX_SAFE_INTEGER && product >= -Number.MAX_SAFE_INTEGER) {
      return divideInteger(product, c, 'half-away-from-zero');
    }
  }
  return intOf(divideBig(BigInt(a) * BigInt(b), BigInt(c), 'half-away-from-zero'));
}
