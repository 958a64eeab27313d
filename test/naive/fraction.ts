/** An exact fraction of whole numbers: the only arithmetic of the naive model. Slow, and never rounds unasked. */
export class Fraction {
  readonly over: bigint;
  readonly under: bigint;

  /** `under` is above zero. */
  constructor(over: bigint, under = 1n) {
    this.over = over;
    this.under = under;
  }

  /** Reads plain decimal text, e.g. `-12.50`. */
  static of(text: string | number): Fraction {
    const match = /^([+-]?)(\d*)\.?(\d*)$/.exec(String(text));
    if (match === null || match[2] + match[3] === '') throw new SyntaxError(`not a decimal: ${text}`);
    const size = new Fraction(BigInt(match[2] + match[3]), 10n ** BigInt(match[3].length));
    return match[1] === '-' ? size.negated() : size;
  }

  plus(other: Fraction): Fraction {
    if (this.under === other.under) return new Fraction(this.over + other.over, this.under);
    if (this.under % other.under === 0n) {
      return new Fraction(this.over + other.over * (this.under / other.under), this.under);
    }
    if (other.under % this.under === 0n) return other.plus(this);
    return lowest(this.over * other.under + other.over * this.under, this.under * other.under);
  }

  minus(other: Fraction): Fraction {
    return this.plus(other.negated());
  }

  times(other: Fraction): Fraction {
    return new Fraction(this.over * other.over, this.under * other.under);
  }

  /** Throws RangeError when `other` is zero. */
  dividedBy(other: Fraction): Fraction {
    if (other.over === 0n) throw new RangeError('division by zero');
    const sign = other.over < 0n ? -1n : 1n;
    return lowest(this.over * other.under * sign, this.under * other.over * sign);
  }

  negated(): Fraction {
    return new Fraction(-this.over, this.under);
  }

  size(): Fraction {
    return this.over < 0n ? this.negated() : this;
  }

  /** −1, 0 or 1. */
  sign(): number {
    return this.over < 0n ? -1 : this.over > 0n ? 1 : 0;
  }

  /** Negative, zero or positive as this is below, equal to or above `other`. */
  compare(other: Fraction): number {
    return this.minus(other).sign();
  }

  isZero(): boolean {
    return this.over === 0n;
  }

  /** Times 10^`digits`, rounded half away from zero to a whole number. */
  unitsAt(digits: number): bigint {
    const scaled = this.over * 10n ** BigInt(digits);
    const twice = (2n * (scaled < 0n ? -scaled : scaled)) / this.under;
    const size = (twice + 1n) / 2n;
    return scaled < 0n ? -size : size;
  }

  /** Rounded half away from zero to `digits` decimals. */
  rounded(digits: number): Fraction {
    return new Fraction(this.unitsAt(digits), 10n ** BigInt(digits));
  }

  /** Digits behind the point that the value needs; Infinity where no number of them is enough. */
  digits(): number {
    for (let digits = 0; digits <= 60; digits++) {
      if ((this.over * 10n ** BigInt(digits)) % this.under === 0n) return digits;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Plain decimal text; what no number of digits can hold is rounded to 12 of them. */
  toString(): string {
    const needed = this.digits();
    const digits = Number.isFinite(needed) ? needed : 12;
    const units = this.unitsAt(digits);
    const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
    const whole = text.slice(0, text.length - digits);
    return `${units < 0n ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`;
  }
}

export const NOTHING = new Fraction(0n);
export const ONE = new Fraction(1n);

export const smaller = (a: Fraction, b: Fraction): Fraction => (a.compare(b) <= 0 ? a : b);

export const total = (values: Iterable<Fraction>): Fraction => {
  let sum = NOTHING;
  for (const value of values) sum = sum.plus(value);
  return sum;
};

function lowest(over: bigint, under: bigint): Fraction {
  let a = over < 0n ? -over : over;
  let b = under;
  while (b > 0n) [a, b] = [b, a % b];
  return a > 1n ? new Fraction(over / a, under / a) : new Fraction(over, under);
}
