/**
 * Correlations of every pair of return series, each over the periods that both know.
 *
 * A pair with fewer than `minimumPeriods` in common has no correlation. Since pairs may rest on different
 * periods, the matrix need not be positive semidefinite.
 * Source: correlation.ts; pairwise complete observations as in R's `cor(use = "pairwise.complete.obs")`.
 */
import { correlation } from './correlation.ts';
import { type MeasureProblem, requireLength } from './measure.ts';

export type NamedReturns = {
  readonly name: string;
  /** One entry a period; null where the return is not known. */
  readonly returns: ArrayLike<number | null>;
};

export type CorrelationMatrix = {
  readonly names: readonly string[];
  /** Symmetric; 1 on the diagonal where a series varies, null where a correlation is unknown. */
  readonly values: readonly (readonly (number | null)[])[];
  readonly convention: { readonly method: 'pearson'; readonly minimumPeriods: number };
  /** `at` is row · n + column of an unknown pair, row <= column. */
  readonly problems: readonly MeasureProblem[];
};

/** @throws RangeError when the series differ in length. */
export function correlationMatrix(
  series: readonly NamedReturns[],
  convention: { readonly minimumPeriods: number },
): CorrelationMatrix {
  const size = series.length;
  const values = series.map(() => new Array<number | null>(size).fill(null));
  const problems: MeasureProblem[] = [];
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      const pair = commonPeriods(series[i], series[j]);
      const enough = pair.a.length >= convention.minimumPeriods;
      const found = correlation(pair.a, pair.b);
      const value = enough ? found.value : null;
      values[i][j] = value;
      values[j][i] = value;
      const code = enough ? found.problems[0]?.code : 'history_too_short';
      if (value === null && code !== undefined) problems.push({ code, at: i * size + j });
    }
  }
  const names = series.map(({ name }) => name);
  return { names, values, convention: { method: 'pearson', ...convention }, problems };
}

function commonPeriods(first: NamedReturns, second: NamedReturns): { a: Float64Array; b: Float64Array } {
  const { length } = first.returns;
  requireLength(second.name, second.returns, length);
  const a = new Float64Array(length);
  const b = new Float64Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) {
    const x = first.returns[i];
    const y = second.returns[i];
    if (x === null || y === null) continue;
    a[count] = x;
    b[count++] = y;
  }
  return { a: a.subarray(0, count), b: b.subarray(0, count) };
}
