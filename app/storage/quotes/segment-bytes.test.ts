import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  firstDayOf,
  packYear,
  type Quote,
  quoteOf,
  unpackColumns,
  unpackYear,
  valueOf,
} from './segment-bytes.ts';

const quote: fc.Arbitrary<Quote> = fc.record({
  units: fc.oneof(fc.integer(), fc.maxSafeInteger()),
  scale: fc.oneof(fc.constant(2), fc.nat({ max: 255 })),
  recordedAt: fc.oneof(fc.constant(1_700_000_000_000), fc.nat()),
});
const year = fc.uniqueArray(fc.tuple(fc.nat({ max: 365 }), quote), {
  maxLength: 366,
  selector: ([day]) => day,
});

describe('a packed year', () => {
  test('gives back every quote, wherever its bytes lie in memory', () => {
    fc.assert(
      fc.property(year, fc.nat({ max: 9 }), (days, shift) => {
        const quotes = new Map(days.map(([day, one]) => [firstDayOf(2024) + day, one]));
        const bytes = packYear(2024, quotes);
        const memory = new Uint8Array(bytes.length + shift);
        memory.set(bytes, shift);
        const shifted = memory.subarray(shift);
        const sorted = [...quotes].sort(([a], [b]) => a - b);
        expect([...unpackYear(2024, shifted)]).toEqual(sorted);
        const columns = unpackColumns(2024, shifted);
        expect([...columns.days]).toEqual(sorted.map(([day]) => day));
        expect([...columns.units]).toEqual(sorted.map(([, { units }]) => units));
        expect([...columns.scales]).toEqual(sorted.map(([, { scale }]) => scale));
      }),
    );
  });

  test('of 252 prices with one scale and one time of recording takes 6 bytes a price', () => {
    const quotes = new Map(
      Array.from({ length: 252 }, (_, n) => [firstDayOf(2024) + n, quoteOf('123.45', 9)]),
    );
    expect(packYear(2024, quotes).length).toBe(16 + 252 * 6);
  });

  test('that is damaged is refused', () => {
    const bytes = packYear(2024, new Map([[firstDayOf(2024), quoteOf('1.5', 1)]]));
    for (const wrong of [bytes.subarray(1), bytes.subarray(0, 17), new Uint8Array(), bytes.with(2, 2)]) {
      expect(() => unpackColumns(2024, wrong)).toThrow('packed quotes are damaged');
    }
  });

  test('values keep their digits as they were written', () => {
    for (const value of ['0', '100.50', '-37.63', '0.00000001234', '123456789012345']) {
      expect(valueOf(quoteOf(value, 0))).toBe(value);
    }
  });
});
