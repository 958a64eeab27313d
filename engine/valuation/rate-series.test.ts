import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Day } from '../calendar/day.ts';
import type { RateColumn } from '../prices/index.ts';
import { RateSeries } from './rate-series.ts';

const column = (numerator: number, denominator: number): RateColumn => ({
  currency: 'EUR',
  base: 'USD',
  first: 0 as Day,
  length: 1,
  numerator: Float64Array.of(numerator),
  denominator: Float64Array.of(denominator),
  estimatedBefore: 0 as Day,
  path: [],
  legs: [],
  exact: true,
});

const series = (numerator: number, denominator: number, from: number, base: number): RateSeries =>
  new RateSeries(column(numerator, denominator), 0 as Day, 1, { from, base });

function exactly(units: number, numerator: number, denominator: number, shift: number): number {
  const up = BigInt(units) * BigInt(numerator) * 10n ** BigInt(Math.max(shift, 0));
  const down = BigInt(denominator) * 10n ** BigInt(Math.max(-shift, 0));
  const size = up < 0n ? -up : up;
  const whole = (2n * size + down) / (2n * down);
  return Number(up < 0n ? -whole : whole);
}

test('1,000.00 USD at 1.1588 USD per EUR are 862.96 EUR (Portfolio Performance, CurrencyTestCase)', () => {
  expect(series(10000, 11588, 2, 2).toBase(100000, 0)).toBe(86296);
});

test('half a minor unit is rounded away from zero: 0.01 at 0.5 is 0.01, −0.01 is −0.01', () => {
  expect(series(1, 2, 2, 2).toBase(1, 0)).toBe(1);
  expect(series(1, 2, 2, 2).toBase(-1, 0)).toBe(-1);
});

test('yen have no decimals: 15,000 JPY at 0.0075 USD are 112.50 USD', () => {
  expect(series(75, 10000, 0, 2).toBase(15000, 0)).toBe(11250);
});

test('converting answers what whole numbers answer, for any amount and fraction', () => {
  const amount = fc.oneof(
    fc.integer({ min: -(10 ** 12), max: 10 ** 12 }),
    fc.integer({ min: -500, max: 500 }),
  );
  const part = fc.oneof(fc.integer({ min: 1, max: 10 ** 7 }), fc.constantFrom(1, 2, 4, 8, 5, 25, 10000));
  const digits = fc.constantFrom(0, 2, 3);
  fc.assert(
    fc.property(amount, part, part, digits, digits, (units, numerator, denominator, from, base) => {
      const answer = series(numerator, denominator, from, base).toBase(units, 0);
      expect(answer).toBe(exactly(units, numerator, denominator, base - from) + 0);
    }),
    { numRuns: 20000 },
  );
});
