import { describe, expect, test } from 'vitest';
import { dec } from '../amounts/index.ts';
import { type Day, formatDay, parseDay } from '../calendar/day.ts';
import { PriceBook, type PriceColumn } from '../prices/index.ts';
import { buildMark } from './build-mark.ts';
import { type Mark, markPrice } from './mark.ts';

const on = (text: string): Day => parseDay(text) as Day;
const span = { first: on('2024-01-01'), last: on('2024-01-31') };

function column(prices: Record<string, string>): PriceColumn | undefined {
  const book = new PriceBook([], []);
  for (const [day, price] of Object.entries(prices)) book.set('ACME', on(day), dec(price), 'test');
  return book.find('ACME');
}

function priceOn(mark: Mark | null, day: string): number | null {
  const price = markPrice(mark, on(day) - span.first);
  return price === null ? null : Number(price.units) / 10 ** price.scale;
}

describe('the price that an instrument is valued at', () => {
  test('is the last quote on or before the day', () => {
    const mark = buildMark(column({ '2024-01-02': '10.5', '2024-01-05': '11' }), [], [], span, 5);
    expect(priceOn(mark, '2024-01-01')).toBe(null);
    expect(priceOn(mark, '2024-01-04')).toBe(10.5);
    expect(priceOn(mark, '2024-01-31')).toBe(11);
  });

  test('is the price of the last trade before the first quote, and says from when it is quoted', () => {
    const trades = [
      { day: on('2024-01-03'), price: dec('9') },
      { day: on('2024-01-06'), price: dec('9.5') },
      { day: on('2024-01-20'), price: dec('50') },
    ];
    const mark = buildMark(column({ '2024-01-10': '10' }), trades, [], span, 5);
    expect(priceOn(mark, '2024-01-02')).toBe(null);
    expect(priceOn(mark, '2024-01-05')).toBe(9);
    expect(priceOn(mark, '2024-01-09')).toBe(9.5);
    expect(priceOn(mark, '2024-01-25')).toBe(10);
    expect(formatDay((span.first + (mark?.quotedFrom ?? 0)) as Day)).toBe('2024-01-10');
  });

  test('is restated where a quote is carried over a split, and not where the day has its own', () => {
    const splits = [{ day: on('2024-01-08'), ratio: dec('4') }];
    const carried = buildMark(column({ '2024-01-02': '100', '2024-01-12': '26' }), [], splits, span, 5);
    expect(priceOn(carried, '2024-01-07')).toBe(100);
    expect(priceOn(carried, '2024-01-08')).toBe(25);
    expect(priceOn(carried, '2024-01-12')).toBe(26);
    const quoted = buildMark(column({ '2024-01-02': '100', '2024-01-08': '27' }), [], splits, span, 5);
    expect(priceOn(quoted, '2024-01-08')).toBe(27);
  });

  test('is restated by splits between a quote of before the history and its first day', () => {
    const splits = [{ day: on('2023-12-20'), ratio: dec('2') }];
    const mark = buildMark(column({ '2023-12-01': '100' }), [], splits, span, 5);
    expect(priceOn(mark, '2024-01-01')).toBe(50);
  });

  test('is stale when it is older than the days given', () => {
    const mark = buildMark(column({ '2024-01-02': '10', '2024-01-20': '11' }), [], [], span, 5);
    expect([...(mark?.stale ?? [])].map((day) => formatDay((span.first + day) as Day))).toEqual([
      '2024-01-08',
      '2024-01-19',
      '2024-01-26',
      '2024-01-31',
    ]);
  });

  test('is unknown where nothing states one', () => {
    expect(buildMark(undefined, [], [], span, 5)).toBe(null);
  });
});
