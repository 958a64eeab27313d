import { expect, test } from 'vitest';
import { dec, ratio } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import { PriceBook, type PriceColumn } from '../prices/index.ts';
import type { DailyColumns } from '../valuation/daily-columns.ts';
import { benchmarkOfPrices, benchmarkReturns } from './benchmark.ts';
import type { PeriodColumns } from './period.ts';

/** Days 100…103, risk taken on each; own returns 1 % to 4 %. */
const period: PeriodColumns = {
  from: 100 as Day,
  to: 103 as Day,
  start: 0,
  end: 3,
  columns: {} as DailyColumns,
  startsHistory: true,
  opening: 0,
  unrealizedAtStart: 0,
};
const risk = Int32Array.from([0, 1, 2, 3]);
const own = Float64Array.from([0.01, 0.02, 0.03, 0.04]);
const compare = (days: number[], levels: number[]) =>
  benchmarkReturns({ days: days as Day[], levels }, period, risk, own);

test('a benchmark that covers the period pairs every stretch', () => {
  const { own: mine, benchmark, cut } = compare([99, 100, 101, 102, 103], [100, 110, 110, 99, 198]);
  expect([...mine]).toEqual([...own]);
  expect([...benchmark].map((r) => Math.round(r * 1e9) / 1e9)).toEqual([0.1, 0, -0.1, 1]);
  expect(cut).toBe(false);
});

test('one that begins on the first day leaves out the first stretch, and that is no fault', () => {
  const { own: mine, cut } = compare([100, 101, 102, 103], [1, 2, 3, 4]);
  expect([...mine]).toEqual([0.02, 0.03, 0.04]);
  expect(cut).toBe(false);
});

test('a day without a level takes the one before', () => {
  const { benchmark } = compare([99, 100, 103], [1, 2, 4]);
  expect([...benchmark]).toEqual([1, 0, 0, 1]);
});

test('stretches after its last level are left out, and it is said', () => {
  const { own: mine, cut } = compare([99, 100, 101], [1, 2, 4]);
  expect([...mine]).toEqual([0.01, 0.02]);
  expect(cut).toBe(true);
});

test('no levels at all compare with nothing', () => {
  expect(compare([], [])).toMatchObject({ cut: true });
});

test('a stretch that begins at a level of zero has no return, and it is said', () => {
  const { own: mine, benchmark, cut } = compare([99, 100, 101, 102, 103], [100, 0, 110, 110, 121]);
  expect([...mine]).toEqual([0.01, 0.03, 0.04]);
  expect([...benchmark].map((r) => Math.round(r * 1e9) / 1e9)).toEqual([-1, 0, 0.1]);
  expect(cut).toBe(true);
});

test('prices as a benchmark are restated to the units of the last day, quoted days alone', () => {
  const book = new PriceBook([], []);
  for (const [day, price] of [
    [100, '400'],
    [103, '100'],
    [105, '44'],
  ] as const)
    book.set('IDX', day as Day, dec(price), 'test');
  const split = (day: number, of: string) => ({
    symbol: 'IDX',
    day: day as Day,
    ratio: ratio(dec(of)),
    source: {},
  });
  // Four for one on 103, five for two on 105; one that is announced for 110 has done nothing yet.
  const splits = [split(105, '2.5'), split(103, '4'), split(110, '3')];
  const { days, levels } = benchmarkOfPrices(book.find('IDX') as PriceColumn, splits);
  expect(days).toEqual([100, 103, 105]);
  // 400 ÷ 10 = 40; 100 ÷ 2.5 = 40; 44: it rose by a tenth.
  expect(levels).toEqual([40, 40, 44]);
});
