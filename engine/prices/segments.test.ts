import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dec, decimal, formatDecimal } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { PriceBookBuilder } from './price-builder.ts';
import { columnOfSegments, packSegment, type Quote, unpackSegment } from './segments.ts';

const quotes = fc
  .uniqueArray(
    fc.record({
      day: fc.integer({ min: -20000, max: 40000 }),
      units: fc.integer({ min: -9_000_000, max: 900_000_000 }),
      scale: fc.integer({ min: 0, max: 6 }),
    }),
    { selector: ({ day }) => day, minLength: 1, maxLength: 40 },
  )
  .map((drawn): Quote[] =>
    drawn
      .sort((a, b) => a.day - b.day)
      .map(({ day, units, scale }) => ({ day: day as Day, price: decimal(units, scale) })),
  );

const texts = (all: readonly Quote[]) => all.map(({ day, price }) => [day, Number(formatDecimal(price))]);

describe('a segment of prices', () => {
  test('gives back the quotes that were packed, to the last digit', () => {
    fc.assert(
      fc.property(quotes, (all) => {
        const bytes = packSegment(all) as Uint8Array;
        expect(texts(unpackSegment(bytes))).toEqual(texts(all));
      }),
    );
  });

  test('makes the column that a book of the same quotes has', () => {
    fc.assert(
      fc.property(quotes, (all) => {
        const near = all.map((quote, k) => ({ ...quote, day: (15000 + 3 * k) as Day }));
        const builder = new PriceBookBuilder();
        const source = builder.source('feed');
        for (const { day, price } of near) builder.putPrice(builder.symbol('X'), day, price, source);
        const expected = builder.finish().book.find('X');
        const half = near.length >> 1;
        const segments = [near.slice(half), near.slice(0, half)]
          .map(packSegment)
          .filter((bytes) => bytes !== null);
        const made = columnOfSegments(
          'X',
          null,
          segments.map((bytes) => ({ bytes, source: 0 })),
          1,
        );
        expect({ ...made, longestGap: 0 }).toEqual({ ...expected, longestGap: 0 });
      }),
    );
  });

  test('of a later source counts where two have a quote for one day', () => {
    const one = packSegment([{ day: 100 as Day, price: dec('1.5') }]) as Uint8Array;
    const two = packSegment([{ day: 100 as Day, price: dec('2.25') }]) as Uint8Array;
    const column = columnOfSegments(
      'X',
      'USD',
      [
        { bytes: one, source: 0 },
        { bytes: two, source: 1 },
      ],
      2,
    );
    expect(column).toMatchObject({ scale: 2, first: 100, length: 1, currency: 'USD' });
    expect([column?.ticks[0], column?.quotes[0]]).toEqual([225, 2]);
  });

  test('is refused where the bytes are something else', () => {
    expect(() => unpackSegment(Uint8Array.of(7, 7, 7))).toThrow(RangeError);
    const bytes = packSegment([{ day: 1 as Day, price: dec('3') }]) as Uint8Array;
    expect(() => unpackSegment(bytes.subarray(0, 12))).toThrow(RangeError);
    expect(packSegment([])).toBeNull();
  });
});
