import { describe, expect, test } from 'vitest';
import { expectCanonical, Numbers } from '../../test/random-numbers.ts';
import { divideInteger, type Int, int, multiplyDivide, type Rounding, rescale } from './index.ts';

const seed = Number(process.env.TIDEMARK_SEED);

/** Each value has one form, and it is that of the bigint result. */
function same(value: Int, exact: bigint): void {
  expectCanonical(value);
  if (BigInt(value) !== exact) expect(BigInt(value)).toBe(exact);
}

function times(count: number, check: (numbers: Numbers) => void): void {
  const numbers = new Numbers(seed);
  for (let k = 0; k < count; k++) check(numbers);
}

/** a ÷ b half away from zero, the schoolbook way: (2|a| + |b|) ÷ 2|b|, cut off, with the sign put back. */
function schoolbook(a: bigint, b: bigint): bigint {
  const size = (x: bigint): bigint => (x < 0n ? -x : x);
  const quotient = (2n * size(a) + size(b)) / (2n * size(b));
  return a < 0n === b < 0n ? quotient : -quotient;
}

describe(`Whole numbers are exact and have one form each (seed ${seed})`, { timeout: 30_000 }, () => {
  test('sums, differences and products', () => {
    times(100_000, (numbers) => {
      const a = numbers.int();
      const b = numbers.int();
      same(int.add(a, b), BigInt(a) + BigInt(b));
      same(int.sub(a, b), BigInt(a) - BigInt(b));
      same(int.mul(a, b), BigInt(a) * BigInt(b));
    });
  });
  test('negation, size, sign, order', () => {
    times(50_000, (numbers) => {
      const a = numbers.int();
      const b = numbers.int();
      same(int.neg(a), -BigInt(a));
      same(int.abs(a), BigInt(a) < 0n ? -BigInt(a) : BigInt(a));
      same(int.sign(a), BigInt(a) > 0n ? 1n : BigInt(a) < 0n ? -1n : 0n);
      same(int.compare(a, b), BigInt(a) > BigInt(b) ? 1n : BigInt(a) < BigInt(b) ? -1n : 0n);
      same(int.min(a, b), BigInt(a) < BigInt(b) ? BigInt(a) : BigInt(b));
    });
  });
  test('equal numbers are identical, so that === compares', () => {
    times(20_000, (numbers) => {
      const a = numbers.int();
      const b = numbers.int();
      if (int.sub(int.add(a, b), b) !== a) expect(int.sub(int.add(a, b), b)).toBe(a);
    });
  });
  test('quotients, rounded half away from zero', () => {
    times(100_000, (numbers) => {
      const a = numbers.int();
      const b = numbers.int();
      if (b === 0) return;
      same(divideInteger(a, b, 'half-away-from-zero'), schoolbook(BigInt(a), BigInt(b)));
    });
  });
  test('a part of a whole: a·b ÷ c', () => {
    times(200_000, (numbers) => {
      const [a, b, c] = [numbers.int(), numbers.int(), numbers.int()];
      if (c === 0) return;
      same(multiplyDivide(a, b, c), schoolbook(BigInt(a) * BigInt(b), BigInt(c)));
    });
  });
  test('shares of an amount differ from the whole by no more than one unit for each share', () => {
    times(20_000, (numbers) => {
      const whole = 1 + numbers.below(1000);
      const part = numbers.below(whole + 1);
      const amount = numbers.int();
      const shares = int.add(
        multiplyDivide(amount, part, whole),
        multiplyDivide(amount, whole - part, whole),
      );
      expect(int.abs(int.sub(shares, amount)) <= 1).toBe(true);
    });
  });
});

describe('Halves of whole numbers', () => {
  test.each([
    [1, 2, 1],
    [-1, 2, -1],
    [1, -2, -1],
    [-1, -2, 1],
    [1, 3, 0],
    [-1, 3, 0],
    [1, -3, 0],
    [0, -5, 0],
    [0, 5, 0],
    [5, 2, 3],
    [-5, 2, -3],
    [9007199254740991, 2, 4503599627370496],
    [-9007199254740991, 2, -4503599627370496],
    [4503599627370496, 9007199254740991, 1],
    [4503599627370495, 9007199254740991, 0],
    [-4503599627370496, 9007199254740991, -1],
  ])('%d ÷ %d is %d', (a, b, expected) => {
    const quotient = divideInteger(a, b, 'half-away-from-zero');
    expectCanonical(quotient);
    expect(quotient).toBe(expected);
  });
});

describe('Powers of ten', () => {
  test('are exact, however many digits', () => {
    for (const n of [0, 1, 15, 16, 22, 23, 80, 81, 240, 1000]) same(int.pow10(n), 10n ** BigInt(n));
  });
  test.each([-1, 1001, 0.5, Number.NaN])('10^%d is refused', (n) => {
    expect(() => int.pow10(n)).toThrow(RangeError);
  });
});

describe('Another number of digits', () => {
  const roundings: Rounding[] = [
    'half-away-from-zero',
    'half-even',
    'half-up',
    'toward-zero',
    'away-from-zero',
    'floor',
    'ceiling',
  ];
  test('more digits and back is the same number, however it is rounded', () => {
    times(20_000, (numbers) => {
      const units = numbers.int();
      const from = numbers.below(10);
      const to = from + numbers.below(30);
      for (const rounding of roundings) {
        const wide = rescale(units, from, to, rounding);
        same(wide, BigInt(units) * 10n ** BigInt(to - from));
        same(rescale(wide, to, from, rounding), BigInt(units));
      }
    });
  });
});
