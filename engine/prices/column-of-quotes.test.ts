import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimal } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { columnOfQuotes, type QuoteColumns } from './column-of-quotes.ts';
import { PriceBookBuilder } from './price-builder.ts';

type Drawn = { readonly day: number; readonly units: number; readonly scale: number };

const drawn = (max: number) =>
  fc.uniqueArray(
    fc.record({
      day: fc.integer({ min: 14000, max: 15000 }),
      units: fc.integer({ min: -9_000_000, max }),
      scale: fc.integer({ min: 0, max: 6 }),
    }),
    { selector: ({ day }) => day, minLength: 1, maxLength: 40 },
  );

const columnsOf = (all: readonly Drawn[], source: number): QuoteColumns => ({
  days: Int32Array.from(all, ({ day }) => day),
  units: Float64Array.from(all, ({ units }) => units),
  scales: Uint8Array.from(all, ({ scale }) => scale),
  source,
});

describe('a column of quotes', () => {
  test('is the one that a book of the same quotes has, a later source before an earlier one', () => {
    fc.assert(
      fc.property(drawn(900_000_000), drawn(900_000_000), (one, two) => {
        const builder = new PriceBookBuilder();
        for (const [source, all] of [one, two].entries()) {
          builder.source(`feed ${source}`);
          for (const { day, units, scale } of all)
            builder.putPrice(builder.symbol('X'), day as Day, decimal(units, scale), source);
        }
        const expected = builder.finish().book.find('X');
        const made = columnOfQuotes('X', null, [columnsOf(one, 0), columnsOf(two, 1)], 2);
        expect({ ...made, longestGap: 0 }).toEqual({ ...expected, longestGap: 0 });
      }),
    );
  });

  test('loses digits, and says so, where they leave no room for a large price', () => {
    const made = columnOfQuotes(
      'X',
      'USD',
      [
        columnsOf(
          [
            { day: 1, units: 123456, scale: 6 },
            { day: 2, units: 9_000_000_000_000, scale: 0 },
          ],
          0,
        ),
      ],
      1,
    );
    expect(made).toMatchObject({ rounded: true, scale: 3 });
    expect([...(made?.ticks ?? [])]).toEqual([123, 9_000_000_000_000_000]);
  });

  test('is null without a quote', () => {
    expect(columnOfQuotes('X', null, [columnsOf([], 0)], 1)).toBeNull();
  });
});
