/**
 * Whole numbers of any size that cost what a machine integer costs while they are small.
 *
 * An `Int` is a `number` as long as it is a safe integer (|x| < 2^53) and a `bigint` beyond; never both for
 * the same value, so `===` compares. Every operation is exact. Hot loops stay in the number branch.
 */
export type Int = number | bigint;

const SAFE = Number.MAX_SAFE_INTEGER;

/** The canonical form: a number where it is safe, else a bigint. */
export function intOf(x: bigint): Int {
  return x <= 9007199254740991n && x >= -9007199254740991n ? Number(x) : x;
}

/** a + b. */
export function add(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (sum <= SAFE && sum >= -SAFE) return sum;
  }
  return intOf(BigInt(a) + BigInt(b));
}

/** a − b. */
export function sub(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (difference <= SAFE && difference >= -SAFE) return difference;
  }
  return intOf(BigInt(a) - BigInt(b));
}

/** a × b. */
export function mul(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    // Adding 0 turns -0 into 0: zero has one form.
    if (product <= SAFE && product >= -SAFE) return product + 0;
  }
  return intOf(BigInt(a) * BigInt(b));
}

/** −a; of zero, zero. */
export function neg(a: Int): Int {
  return typeof a === 'number' ? 0 - a : -a;
}

/** |a|. */
export function abs(a: Int): Int {
  return a < 0 ? neg(a) : a;
}

/** -1, 0 or 1. */
export function sign(a: Int): -1 | 0 | 1 {
  return a > 0 ? 1 : a < 0 ? -1 : 0;
}

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compare(a: Int, b: Int): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The smaller of both. */
export function min(a: Int, b: Int): Int {
  return a < b ? a : b;
}

const POWERS: readonly bigint[] = Array.from({ length: 81 }, (_, n) => 10n ** BigInt(n));
const SMALL_POWERS: readonly number[] = Array.from({ length: 16 }, (_, n) => Number(10n ** BigInt(n)));
/** Far above what a product of a few numbers of the longest kind can have. */
const SCALE_MAX = 1000;

/**
 * 10^n for whole n from 0 to 1000.
 * @throws RangeError for any other n
 */
export function pow10(n: number): Int {
  const power = SMALL_POWERS[n] ?? POWERS[n];
  if (power !== undefined) return power;
  if (!Number.isInteger(n) || n < 0 || n > SCALE_MAX) {
    throw new RangeError(`10^${n}: a scale is from 0 to ${SCALE_MAX} digits`);
  }
  return 10n ** BigInt(n);
}
