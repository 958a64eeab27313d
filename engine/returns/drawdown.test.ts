import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Day } from '../calendar/day.ts';
import { drawdowns } from './drawdown.ts';

const daily = (levels: readonly number[]): Day[] => levels.map((_, i) => (i + 1) as Day);
const START = { day: 0 as Day, level: 1 };

describe('two drawdowns, the second not over: 1 | 0.9 0.8 1.0 1.2 0.6', () => {
  const levels = [0.9, 0.8, 1, 1.2, 0.6];
  const found = drawdowns({ days: daily(levels), levels, reference: START });

  test('the start of the index is a peak', () => {
    expect(found.list[0]).toMatchObject({
      peak: 0,
      trough: 2,
      recovered: 3,
      daysToTrough: 2,
      daysToRecover: 1,
    });
    expect(found.list[0]?.depth).toBeCloseTo(-0.2, 14);
  });

  test('one that lasts has no recovery, and is the deepest', () => {
    expect(found.deepest).toEqual({
      peak: 4,
      trough: 5,
      recovered: null,
      depth: -0.5,
      daysToTrough: 1,
      daysToRecover: null,
    });
    expect(found.longestRecovery).toBe(found.list[0]);
  });

  test('the high-water mark never falls, and each day is measured from it', () => {
    expect([...found.highWaterMark]).toEqual([1, 1, 1, 1.2, 1.2]);
    expect([...found.series].map((d) => Math.round(d * 100))).toEqual([-10, -20, 0, 0, -50]);
  });
});

test('a level that only rises has the depth 0 and no drawdown', () => {
  expect(drawdowns({ days: daily([1, 2]), levels: [1, 2], reference: START })).toMatchObject({
    depth: 0,
    deepest: null,
    list: [],
  });
});

test('a level that starts at nothing has no drawdown that means anything', () => {
  const found = drawdowns({ days: daily([0, 5]), levels: [0, 5], reference: null });
  expect(found).toMatchObject({
    depth: null,
    deepest: null,
    problems: [{ code: 'value_not_positive', at: 0 }],
  });
});

describe('laws', () => {
  const anyLevels = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 50 });

  test('no drawdown is above 0 or below -1, and the deepest day is the depth', () => {
    fc.assert(
      fc.property(anyLevels, (hundredths) => {
        const levels = hundredths.map((level) => level / 100);
        const { series, depth } = drawdowns({ days: daily(levels), levels, reference: START });
        expect(Math.max(...series)).toBeLessThanOrEqual(0);
        expect(Math.min(0, ...series)).toBe(depth);
        expect(depth).toBeGreaterThanOrEqual(-1);
      }),
    );
  });

  test('drawdowns follow one another without overlap', () => {
    fc.assert(
      fc.property(anyLevels, (hundredths) => {
        const levels = hundredths.map((level) => level / 100);
        const { list } = drawdowns({ days: daily(levels), levels, reference: START });
        for (const [i, { peak, trough, recovered }] of list.entries()) {
          expect(peak).toBeLessThan(trough);
          expect(recovered ?? Number.POSITIVE_INFINITY).toBeGreaterThan(trough);
          if (i > 0) expect(peak).toBeGreaterThanOrEqual(list[i - 1]?.recovered ?? Number.POSITIVE_INFINITY);
        }
      }),
    );
  });
});
