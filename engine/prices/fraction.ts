import type { Int } from '../amounts/index.ts';

/** A positive fraction of two safe integers; `exact` is false if it is only the nearest such one. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
  readonly exact: boolean;
}

const LIMIT = BigInt(Number.MAX_SAFE_INTEGER);

/** A positive fraction in lowest terms, or the best approximation of it by safe integers. */
export function safeFraction(numerator: Int, denominator: Int): Fraction {
  let p = BigInt(numerator);
  let q = BigInt(denominator);
  const divisor = greatestCommonDivisor(p, q);
  p /= divisor;
  q /= divisor;
  if (p <= LIMIT && q <= LIMIT) return { numerator: Number(p), denominator: Number(q), exact: true };
  return { ...nearest(p, q), exact: false };
}

/**
 * The last convergent of the continued fraction whose terms are safe; off by less than 1 ÷ (q · 2^53), q its own
 * denominator. Source: Khinchin, Continued Fractions, theorem 9.
 */
function nearest(p: bigint, q: bigint): { numerator: number; denominator: number } {
  let [before, last] = [
    [0n, 1n],
    [1n, 0n],
  ];
  let [a, b] = [p, q];
  while (b !== 0n) {
    const whole = a / b;
    const next = [whole * last[0] + before[0], whole * last[1] + before[1]];
    if (next[0] > LIMIT || next[1] > LIMIT) break;
    [before, last] = [last, next];
    [a, b] = [b, a % b];
  }
  const [numerator, denominator] = last;
  if (numerator === 0n || denominator === 0n) throw new RangeError('a rate beyond 10^15, or below 10^-15');
  return { numerator: Number(numerator), denominator: Number(denominator) };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
