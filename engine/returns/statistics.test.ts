import { describe, expect, test } from 'vitest';
import { mean, quantile, sampleCovariance, sampleDeviation } from './statistics.ts';

/** NIST Statistical Reference Datasets, univariate: NumAcc1 and NumAcc4, which defeat a one-pass variance. */
describe('NIST StRD certified values', () => {
  test('NumAcc1: 10000001, 10000003, 10000002 deviate by exactly 1', () => {
    expect(mean([10000001, 10000003, 10000002])).toBe(10000002);
    expect(sampleDeviation([10000001, 10000003, 10000002])).toBe(1);
  });

  test('NumAcc4: 10000000.2 and 500 pairs of 10000000.1 and 10000000.3 deviate by 0.1', () => {
    const values = Array.from({ length: 1001 }, (_, i) =>
      i === 0 ? 10000000.2 : i % 2 === 1 ? 10000000.1 : 10000000.3,
    );
    expect(mean(values)).toBeCloseTo(10000000.2, 6);
    expect(sampleDeviation(values)).toBeCloseTo(0.1, 8);
  });
});

test('equal values deviate by exactly 0, although their mean is rounded', () => {
  expect(sampleDeviation([0.1, 0.1, 0.1])).toBe(0);
  expect(sampleCovariance([0.1, 0.1, 0.1], [1, 2, 3])).toBe(0);
});

test('too little to go by is unknown, not 0', () => {
  expect([mean([]), sampleDeviation([1]), sampleCovariance([1], [1]), quantile([], 0.5)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

// NumPy manual, numpy.percentile: [[10, 7, 4], [3, 2, 1]] has the median 3.5. At 0.05: 1 + 5 · 0.05 = 1.25.
test('quantiles are linear between the sorted values', () => {
  expect(quantile([10, 7, 4, 3, 2, 1], 0.5)).toBe(3.5);
  expect(quantile([10, 7, 4, 3, 2, 1], 0.05)).toBeCloseTo(1.25, 14);
  expect([quantile([3, 1, 2], 0), quantile([3, 1, 2], 1)]).toEqual([1, 3]);
});
