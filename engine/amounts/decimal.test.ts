import { Decimal as Reference } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { expectCanonical, Numbers } from '../../test/random-numbers.ts';
import {
  absolute,
  add,
  compare,
  type Decimal,
  dec,
  decimal,
  divide,
  equals,
  formatDecimal,
  formatFixed,
  type Int,
  isZero,
  MAX_DIGITS,
  multiply,
  negate,
  normalize,
  parseDecimal,
  type Rounding,
  round,
  signOf,
  subtract,
  unitsAt,
} from './index.ts';

/** decimal.js is the other implementation; 200 digits are more than any result here has. */
const Wide = Reference.clone({
  precision: 400,
  rounding: Reference.ROUND_DOWN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

const ROUNDINGS: readonly [Rounding, Reference.Rounding][] = [
  ['half-away-from-zero', Reference.ROUND_HALF_UP],
  ['half-even', Reference.ROUND_HALF_EVEN],
  ['half-up', Reference.ROUND_HALF_CEIL],
  ['toward-zero', Reference.ROUND_DOWN],
  ['away-from-zero', Reference.ROUND_UP],
  ['floor', Reference.ROUND_FLOOR],
  ['ceiling', Reference.ROUND_CEIL],
];

const seed = Number(process.env.TIDEMARK_SEED);

function text(a: Decimal): string {
  expectCanonical(a.units);
  return formatDecimal(normalize(a));
}

/** decimal.js writes -0; we have one zero. */
function reference(value: Reference): string {
  return value.isZero() ? '0' : value.toFixed();
}

interface Sample {
  readonly ours: Decimal;
  readonly theirs: Reference;
}

/** Numbers to combine; made once, because reading them costs more than computing with them. */
const SAMPLES: readonly Sample[] = samples(3000);

function samples(count: number): Sample[] {
  const numbers = new Numbers(seed);
  return Array.from({ length: count }, () => {
    const ours = numbers.decimal();
    return { ours, theirs: new Wide(formatDecimal(ours)) };
  });
}

function eachPair(
  count: number,
  check: (a: Decimal, b: Decimal, x: Reference, y: Reference, numbers: Numbers) => void,
): void {
  const numbers = new Numbers(seed + 1);
  for (let k = 0; k < count; k++) {
    const a = SAMPLES[numbers.below(SAMPLES.length)];
    const b = SAMPLES[numbers.below(SAMPLES.length)];
    check(a.ours, b.ours, a.theirs, b.theirs, numbers);
  }
}

describe(`A million random operations agree with decimal.js (seed ${seed})`, { timeout: 30_000 }, () => {
  test('addition and subtraction', () => {
    eachPair(200_000, (a, b, x, y) => {
      if (text(add(a, b)) !== reference(x.plus(y))) expect(text(add(a, b))).toBe(reference(x.plus(y)));
      if (text(subtract(a, b)) !== reference(x.minus(y)))
        expect(text(subtract(a, b))).toBe(reference(x.minus(y)));
    });
  });
  test('multiplication', () => {
    eachPair(150_000, (a, b, x, y) => {
      if (text(multiply(a, b)) !== reference(x.times(y)))
        expect(text(multiply(a, b))).toBe(reference(x.times(y)));
    });
  });
  test('comparison', () => {
    eachPair(150_000, (a, b, x, y) => {
      if (Math.sign(compare(a, b)) !== x.comparedTo(y))
        expect([text(a), text(b), compare(a, b)]).toBe(x.comparedTo(y));
    });
  });
  test.each(ROUNDINGS)('division rounded %s', (rounding, mode) => {
    eachPair(14_000, (a, b, x, y, numbers) => {
      if (isZero(b)) return;
      const scale = numbers.below(12);
      const quotient = text(divide(a, b, scale, rounding));
      const other = reference(x.div(y).toDP(scale, mode));
      if (quotient !== other) expect([text(a), text(b), scale, quotient]).toBe(other);
    });
  });
  test.each(ROUNDINGS)('rounding %s', (rounding, mode) => {
    eachPair(20_000, (a, _b, x, _y, numbers) => {
      const scale = numbers.below(12);
      const rounded = text(round(a, scale, rounding));
      const other = reference(x.toDP(scale, mode));
      if (rounded !== other) expect([text(a), scale, rounded]).toBe(other);
    });
  });
  test('writing and reading', () => {
    const numbers = new Numbers(seed);
    for (let k = 0; k < 100_000; k++) {
      const a = numbers.decimal();
      const read = parseDecimal(formatDecimal(a)) as Decimal;
      if (!equals(read, a)) expect(read).toEqual(a);
      expectCanonical(read.units);
    }
  });
});

describe('Halves are rounded by name', () => {
  const halves: [Rounding, ...string[]][] = [
    //                       2.5  -2.5   3.5  -3.5
    ['half-away-from-zero', '3', '-3', '4', '-4'],
    ['half-even', '2', '-2', '4', '-4'],
    ['half-up', '3', '-2', '4', '-3'],
    ['toward-zero', '2', '-2', '3', '-3'],
    ['away-from-zero', '3', '-3', '4', '-4'],
    ['floor', '2', '-3', '3', '-4'],
    ['ceiling', '3', '-2', '4', '-3'],
  ];
  test.each(halves)('%s', (rounding, ...expected) => {
    const values = ['2.5', '-2.5', '3.5', '-3.5'];
    expect(values.map((value) => formatDecimal(round(dec(value), 0, rounding)))).toEqual(expected);
    expect(values.map((value) => formatDecimal(divide(dec(value), dec('1'), 0, rounding)))).toEqual(expected);
    expect(values.map((value) => formatDecimal(divide(dec(value), dec('-1'), 0, rounding)))).toEqual(
      values.map((value) => formatDecimal(round(negate(dec(value)), 0, rounding))),
    );
  });
});

describe('Text', () => {
  test.each([
    ['0', 0, 0],
    ['-0', 0, 0],
    ['-0.00', 0, 2],
    ['+7', 7, 0],
    ['.5', 5, 1],
    ['5.', 5, 0],
    ['007.10', 710, 2],
    ['9007199254740991', 9007199254740991, 0],
    ['9007199254740992', 9007199254740992n, 0],
    ['-90071992547409.93', -9007199254740993n, 2],
    ['0000000000000000000001', 1, 0],
  ] as [string, Int, number][])('%s is read', (written, units, scale) => {
    expect(parseDecimal(written)).toEqual({ units, scale });
  });
  test.each([
    '',
    ' 1',
    '1 ',
    '1e3',
    '1,000',
    '0x10',
    '--1',
    '1.2.3',
    '.',
    '-',
    '+.',
    'NaN',
    'Infinity',
    '١',
    '1'.repeat(MAX_DIGITS + 3),
  ])('%j is not a decimal', (written) => {
    expect(parseDecimal(written)).toBeNull();
    expect(() => dec(written)).toThrow(SyntaxError);
  });
  test('is written with as many decimals as the value needs, and no fewer than asked', () => {
    expect(formatDecimal(dec('-0.050'))).toBe('-0.05');
    expect(formatDecimal(dec('-0.050'), 2)).toBe('-0.05');
    expect(formatDecimal(dec('12'), 2)).toBe('12.00');
    expect(formatDecimal(dec('12.3456'), 2)).toBe('12.3456');
    expect(formatDecimal(dec('0.000'), 2)).toBe('0.00');
    expect(formatDecimal(decimal(-5, 3))).toBe('-0.005');
  });
  test('of a fixed length loses no digit', () => {
    expect(formatFixed(dec('12.30'), 1)).toBe('12.3');
    expect(() => formatFixed(dec('12.34'), 1)).toThrow(RangeError);
  });
});

describe('Small things', () => {
  test('division by zero throws', () => {
    for (const [rounding] of ROUNDINGS)
      expect(() => divide(dec('1'), dec('0.00'), 2, rounding)).toThrow(RangeError);
  });
  test('signs and sizes', () => {
    expect(['-0.1', '0', '3'].map((value) => signOf(dec(value)))).toEqual([-1, 0, 1]);
    expect(['-0.1', '0', '3'].map((value) => formatDecimal(absolute(dec(value))))).toEqual(['0.1', '0', '3']);
  });
  test('units at a scale lose no digit', () => {
    expect(unitsAt(dec('1.50'), 1)).toBe(15);
    expect(unitsAt(dec('1.5'), 4)).toBe(15_000);
    expect(() => unitsAt(dec('1.55'), 1)).toThrow(RangeError);
  });
  test('a product of the longest numbers still adds', () => {
    const tiny = dec(`0.${'0'.repeat(58)}1`);
    const product = multiply(multiply(tiny, tiny), multiply(tiny, tiny));
    expect(formatDecimal(subtract(add(product, dec('1')), product))).toBe('1');
  });
});
