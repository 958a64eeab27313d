import { expect, test } from 'vitest';
import { dec, formatDecimal } from '../amounts/index.ts';
import { type Day, parseDay } from '../calendar/day.ts';
import { rawPrices } from './adjusted.ts';
import type { PriceBook } from './price-book.ts';
import { PriceBookBuilder } from './price-builder.ts';
import { type PriceColumn, priceOn } from './price-column.ts';
import type { SplitRow } from './splits.ts';

const on = (text: string): Day => parseDay(text) as Day;

function book(rows: readonly (readonly [string, string])[]): PriceBook {
  const builder = new PriceBookBuilder();
  const source = builder.source('adjusted.csv');
  for (const [day, price] of rows) builder.putPrice(builder.symbol('AAPL'), on(day), dec(price), source);
  return builder.finish().book;
}

const split = (day: string, ratio: string, symbol = 'AAPL'): SplitRow => ({
  day: on(day),
  symbol,
  ratio: dec(ratio),
  source: {},
});
const price = (of: PriceBook, day: string): string => {
  const found = priceOn(of.find('AAPL') as PriceColumn, on(day));
  return found === null ? '' : formatDecimal(found);
};

test('a raw price is the adjusted one times the ratios of all later splits', () => {
  // AAPL split 7:1 on 2014-06-09 and 4:1 on 2020-08-31; closes of 645.57, 93.70 and 129.04 on these days' eves and day.
  const adjusted = book([
    ['2014-06-06', '23.05607143'],
    ['2014-06-09', '23.425'],
    ['2020-08-31', '129.04'],
  ]);
  const { book: raw, problems } = rawPrices(adjusted, [
    split('2020-08-31', '4'),
    split('2014-06-09', '7'),
    split('2016-01-01', '9', 'IBM'),
  ]);
  expect(problems).toEqual([]);
  expect(price(raw, '2014-06-06')).toBe('645.57000004');
  expect(price(raw, '2014-06-09')).toBe('93.7');
  expect(price(raw, '2020-08-31')).toBe('129.04');
  expect(raw.sources).toEqual(['adjusted.csv']);
});

test('a raw price that does not fit exactly is rounded to ten decimals', () => {
  const adjusted = book([['2014-06-06', '23.0560714285714']]);
  const { book: raw } = rawPrices(adjusted, [split('2014-06-09', '0.3333333')]);
  // 23.0560714285714 × 0.3333333 = 7.68535637432141904762
  expect(price(raw, '2014-06-06')).toBe('7.6853563743');
});

test('adjusted prices without a list of splits are a problem, with an empty one they are raw', () => {
  const adjusted = book([['2014-06-06', '23.05']]);
  expect(rawPrices(adjusted, null).problems.map(({ code }) => code)).toEqual(['adjusted_without_splits']);
  expect(rawPrices(adjusted, []).problems).toEqual([]);
  expect(price(rawPrices(adjusted, []).book, '2014-06-06')).toBe('23.05');
});
