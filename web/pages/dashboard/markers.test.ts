import type { Transaction } from '@tidemark/contract';
import { expect, test } from 'vitest';
import type { Point } from './chart-points.ts';
import { markersOf } from './markers.ts';

const at = (day: string, flow = 0) => ({ at: `${day}T21:00:00Z`, flow }) as Point;
const event = (date: string, type: string, amount = '1') => ({ date, type, amount }) as object as Transaction;
const points = [at('2024-01-02', 1000), at('2024-01-03'), at('2024-01-05', -200)];

test('Money in, money out, trades and dividends have marks of their own, at the point of their day', () => {
  const marks = markersOf(points, [event('2024-01-03', 'buy'), event('2024-01-03', 'dividend')]);
  expect(marks.map((mark) => `${mark.at.slice(8, 10)} ${mark.kind}`)).toEqual([
    '02 deposit',
    '03 trade',
    '03 dividend',
    '05 withdrawal',
  ]);
});

test('What happened on a day without a point is marked at the next one, what was before the range is not', () => {
  const marks = markersOf(
    [at('2024-01-03'), at('2024-01-05')],
    [event('2024-01-04', 'sell'), event('2024-01-01', 'buy')],
  );
  expect(marks).toEqual([{ at: '2024-01-05T21:00:00Z', kind: 'trade' }]);
});

test('Trades of one day are one mark', () => {
  expect(
    markersOf([at('2024-01-03')], [event('2024-01-03', 'buy'), event('2024-01-03', 'sell')]),
  ).toHaveLength(1);
});
