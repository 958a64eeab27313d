import { type Decimal, decimal, type Int, int } from '../engine/amounts/index.ts';

/** Where number turns into bigint, where halves lie, and the plainest values. */
const EDGES: readonly bigint[] = [
  0n,
  1n,
  2n,
  5n,
  10n,
  25n,
  50n,
  500n,
  2n ** 53n - 2n,
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 53n + 1n,
  2n ** 54n,
  10n ** 15n,
  10n ** 16n,
  5n * 10n ** 20n,
];

/** Random numbers from a seed (mulberry32), weighted towards where exactness is lost. */
export class Numbers {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** From 0 to n − 1. */
  below(n: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * n);
  }

  /** A third small, a third about 2^53, a third up to 40 digits; either sign. */
  int(): Int {
    return int.intOf(this.below(2) === 0 ? this.size() : -this.size());
  }

  decimal(): Decimal {
    return decimal(this.int(), this.below(4) === 0 ? this.below(24) : this.below(7));
  }

  private size(): bigint {
    switch (this.below(4)) {
      case 0:
        return EDGES[this.below(EDGES.length)];
      case 1:
        return BigInt(this.below(10 ** (1 + this.below(8))));
      case 2:
        return this.digits(15 + this.below(3));
      default:
        return this.digits(18 + this.below(23));
    }
  }

  private digits(count: number): bigint {
    let text = '';
    while (text.length < count) text += this.below(10 ** 8);
    return BigInt(text.slice(0, count));
  }
}

/** A number where it is safe and never -0, else a bigint. */
export function isCanonical(value: Int): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0);
  return value > 9007199254740991n || value < -9007199254740991n;
}

export function expectCanonical(value: Int): void {
  if (!isCanonical(value))
    throw new Error(`${typeof value} ${Object.is(value, -0) ? '-0' : value} is not canonical`);
}
