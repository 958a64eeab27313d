import { describe, expect, test } from 'vitest';
import { factorBetas } from './factor-betas.ts';

/** NIST Statistical Reference Datasets, linear regression: Longley (1967), a nearly collinear problem. */
const LONGLEY = [
  [60323, 83.0, 234289, 2356, 1590, 107608, 1947],
  [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
  [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
  [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
  [63221, 96.2, 328975, 2099, 3099, 112075, 1951],
  [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
  [64989, 99.0, 365385, 1870, 3547, 115094, 1953],
  [63761, 100.0, 363112, 3578, 3350, 116219, 1954],
  [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
  [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
  [68169, 108.4, 442769, 2936, 2798, 120445, 1957],
  [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
  [68655, 112.6, 482704, 3813, 2552, 123366, 1959],
  [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
  [69331, 115.7, 518173, 4806, 2572, 127852, 1961],
  [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
];
const CERTIFIED = [
  15.0618722713733, -0.035819179292591, -2.02022980381683, -1.03322686717359, -0.0511041056535807,
  1829.15146461355,
];

function column(j: number): number[] {
  return LONGLEY.map((row) => row[j] ?? Number.NaN);
}

const factors = [1, 2, 3, 4, 5, 6].map((j) => ({ name: `x${j}`, returns: column(j) }));

test('Longley: coefficients, R squared and residual deviation as certified by NIST', () => {
  const found = factorBetas(column(0), factors);
  for (const [j, certified] of CERTIFIED.entries()) {
    expect((found.betas[j]?.beta ?? 0) / certified).toBeCloseTo(1, 8);
  }
  expect((found.intercept ?? 0) / -3482258.63459582).toBeCloseTo(1, 8);
  expect(found.rSquared).toBeCloseTo(0.995479004577296, 11);
  expect(found.residualDeviation).toBeCloseTo(304.854073561965, 6);
  expect(found.problems).toEqual([]);
});

describe('what has no betas', () => {
  test('a factor that is twice another, or constant', () => {
    const twice = { name: 'twice x1', returns: column(1).map((x) => 2 * x) };
    const constant = { name: 'constant', returns: column(1).fill(0.01) };
    for (const extra of [twice, constant]) {
      const found = factorBetas(column(0), [...factors, extra]);
      expect(found.problems).toEqual([{ code: 'factors_collinear' }]);
      expect(found.betas.map(({ beta }) => beta)).toEqual(new Array(7).fill(null));
    }
  });

  test('fewer periods than unknowns', () => {
    const short = factors.map(({ name, returns }) => ({ name, returns: returns.slice(0, 6) }));
    expect(factorBetas(column(0).slice(0, 6), short).problems).toEqual([{ code: 'history_too_short' }]);
  });
});

test('as many periods as unknowns fit exactly, and leave no residual to measure', () => {
  const found = factorBetas([0.01, 0.03], [{ name: 'f', returns: [0, 0.01] }]);
  expect(found.betas[0]?.beta).toBeCloseTo(2, 12);
  expect(found).toMatchObject({ residualDeviation: null, problems: [{ code: 'history_too_short' }] });
});

// r = 0.001 + 1.5 · f exactly
test('a single factor that explains everything: beta, intercept and an R squared of 1', () => {
  const f = [0.01, -0.02, 0.005, 0.03];
  const found = factorBetas(
    f.map((x) => 0.001 + 1.5 * x),
    [{ name: 'market', returns: f }],
  );
  expect(found.betas[0]?.beta).toBeCloseTo(1.5, 12);
  expect(found.intercept).toBeCloseTo(0.001, 12);
  expect(found.rSquared).toBeCloseTo(1, 12);
});
