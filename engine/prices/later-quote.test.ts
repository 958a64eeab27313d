import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Decimal, dec } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { columnOfQuote, withLaterQuote } from './later-quote.ts';
import { PriceBook } from './price-book.ts';

const price = fc
  .tuple(fc.integer({ min: -99_999_999, max: 9_999_999_999 }), fc.integer({ min: 0, max: 8 }))
  .map(([units, scale]) => ({ units, scale }));

const quotes = fc.uniqueArray(fc.record({ day: fc.integer({ min: 0, max: 60 }), price }), {
  selector: ({ day }) => day,
  minLength: 1,
  maxLength: 12,
});

function bookOf(rows: readonly { day: number; price: Decimal }[]): PriceBook {
  const book = new PriceBook([], ['csv', 'feed']);
  for (const { day, price } of rows) book.set('ACME', day as Day, price, 'csv');
  return book;
}

test('a column with one more quote behind it is what a book of all of them has, and the shared one stays', () => {
  fc.assert(
    fc.property(quotes, price, fc.integer({ min: 61, max: 80 }), (rows, last, day) => {
      const column = bookOf(rows).find('ACME');
      const book = bookOf(rows);
      book.set('ACME', day as Day, last, 'feed');
      if (column === undefined) throw new Error('a column of its quotes');
      const before = structuredClone(column);
      const later = { day: day as Day, price: last, currency: null, source: 1 };
      expect(withLaterQuote(column, later, 2)).toEqual({ ...book.find('ACME'), longestGap: 0 });
      expect(column).toEqual(before);
    }),
  );
});

test('the column of one quote is what a book of it has', () => {
  const book = new PriceBook([], ['csv', 'feed']);
  book.set('ACME', 5 as Day, dec('10.50'), 'feed');
  const quote = { day: 5 as Day, price: dec('10.50'), currency: 'USD', source: 1 };
  expect(columnOfQuote('ACME', quote, 2)).toEqual({ ...book.find('ACME'), currency: 'USD' });
});

test('a quote of a day that has one, or of an earlier day, is refused', () => {
  const column = bookOf([{ day: 5, price: dec('1') }]).find('ACME');
  if (column === undefined) throw new Error('a column of its quote');
  const quote = { day: 5 as Day, price: dec('2'), currency: null, source: 0 };
  expect(() => withLaterQuote(column, quote, 2)).toThrow(RangeError);
});
