import { describe, expect, test } from 'vitest';
import type { Day } from '../calendar/day.ts';
import type { Lot } from './lot.ts';
import type { LotQueue } from './lot-queue.ts';
import { queueFor } from './methods/index.ts';

const lot = (opened: number, quantity: number, cost: number): Lot => ({
  opened: opened as Day,
  quantity,
  cost,
  costBase: 0,
  row: opened,
  arrived: 0,
});

/** Three lots: the middle one dearest, the last one cheapest per unit. */
const three = (): Lot[] => [lot(1, 10, 1000), lot(2, 10, 1200), lot(3, 20, 1800)];

function orderOf(queue: LotQueue): number[] {
  const order: number[] = [];
  for (let next = queue.next(99); next !== undefined; next = queue.next(99)) {
    order.push(next.opened);
    queue.drop(next);
  }
  return order;
}

describe('which lot a closing takes first', () => {
  test.each([
    ['fifo', [1, 2, 3]],
    ['lifo', [3, 2, 1]],
    ['hifo', [2, 1, 3]],
  ] as const)('%s', (method, expected) => {
    const queue = queueFor(method, () => -1);
    for (const each of three()) queue.insert(each);
    expect(orderOf(queue)).toEqual(expected);
  });

  test('hifo takes the oldest of lots that cost the same per unit', () => {
    const queue = queueFor('hifo', () => -1);
    for (const each of [lot(1, 10, 1000), lot(2, 5, 500), lot(3, 1, 100)]) queue.insert(each);
    expect(orderOf(queue)).toEqual([1, 2, 3]);
  });

  test('specific takes the lot that the sale names, and the oldest where it names none', () => {
    const queue = queueFor('specific', (row) => (row === 7 ? 2 : -1));
    for (const each of three()) queue.insert(each);
    expect(queue.next(7)?.opened).toBe(2);
    expect(queue.next(8)?.opened).toBe(1);
  });

  test('fifo goes by the day a lot was opened, not by when it came in', () => {
    const queue = queueFor('fifo', () => -1);
    for (const each of [lot(5, 1, 1), lot(2, 1, 1), lot(9, 1, 1)]) queue.insert(each);
    expect(orderOf(queue)).toEqual([2, 5, 9]);
  });
});

test('average cost is one pool: 10 for 1000 and 10 for 1200 are 20 for 2200, dated by the first', () => {
  const queue = queueFor('average', () => -1);
  for (const each of three().slice(0, 2)) queue.insert(each);
  expect(queue.all()).toEqual([{ opened: 1, row: 1, quantity: 20, cost: 2200, costBase: 0, arrived: 0 }]);
});

test('lots of one day are listed as they came, the dearest first or not', () => {
  const queue = queueFor('hifo', () => -1);
  const [dear, cheap] = [lot(1, 10, 1200), lot(1, 10, 1000)];
  queue.insert(dear);
  queue.insert(cheap);
  expect(queue.all()).toEqual([dear, cheap]);
});
