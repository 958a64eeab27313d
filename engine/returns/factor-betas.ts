/**
 * Betas to factor series: the least-squares fit of returns on a constant and one or several factors.
 *
 *   r = intercept + sum of beta_j · f_j + residual        R^2 = 1 - sum of residual^2 / sum of (r - mean)^2
 *
 * Source: E. Fama, K. French, "Common risk factors in the returns on stocks and bonds", Journal of
 * Financial Economics 33 (1993); solved as in least-squares.ts.
 */
import { leastSquares } from './least-squares.ts';
import { type MeasureProblem, type MeasureProblemCode, requireLength } from './measure.ts';
import { mean } from './statistics.ts';

export type Factor = { readonly name: string; readonly returns: ArrayLike<number> };

export type FactorBetas = {
  readonly betas: readonly { readonly name: string; readonly beta: number | null }[];
  /** Per period. */
  readonly intercept: number | null;
  /** Null also where the returns never vary. */
  readonly rSquared: number | null;
  /** Per period, with the divisor n - 1 - factors; null where that is zero. */
  readonly residualDeviation: number | null;
  readonly periods: number;
  readonly convention: { readonly method: 'least squares'; readonly intercept: true };
  readonly problems: readonly MeasureProblem[];
};

/**
 * Betas of the returns to all factors at once. All figures are null with `history_too_short` where there
 * are fewer periods than unknowns, and with `factors_collinear` where a factor is constant or a
 * combination of the others.
 * @throws RangeError when the series differ in length.
 */
export function factorBetas(returns: ArrayLike<number>, factors: readonly Factor[]): FactorBetas {
  for (const factor of factors) requireLength(factor.name, factor.returns, returns.length);
  const target = Float64Array.from(returns);
  const constant = new Float64Array(target.length).fill(1);
  const columns = [constant, ...factors.map((factor) => Float64Array.from(factor.returns))];
  if (target.length < columns.length) return unknownBetas(factors, target.length, 'history_too_short');
  const fit = leastSquares(columns, target);
  if (fit === null) return unknownBetas(factors, target.length, 'factors_collinear');
  const residuals = target.map((r, i) => columns.reduce((rest, column, j) => rest - fit[j] * column[i], r));
  const unexplained = sumOfSquares(residuals);
  const average = mean(target) ?? 0;
  const total = sumOfSquares(target.map((r) => r - average));
  const freedom = target.length - columns.length;
  return {
    betas: factors.map(({ name }, j) => ({ name, beta: fit[j + 1] })),
    intercept: fit[0],
    rSquared: total === 0 ? null : 1 - unexplained / total,
    residualDeviation: freedom === 0 ? null : Math.sqrt(unexplained / freedom),
    periods: target.length,
    convention: CONVENTION,
    problems: total === 0 ? [{ code: 'divisor_zero' }] : freedom === 0 ? [{ code: 'history_too_short' }] : [],
  };
}

const CONVENTION = { method: 'least squares', intercept: true } as const;

function unknownBetas(factors: readonly Factor[], periods: number, code: MeasureProblemCode): FactorBetas {
  return {
    betas: factors.map(({ name }) => ({ name, beta: null })),
    intercept: null,
    rSquared: null,
    residualDeviation: null,
    periods,
    convention: CONVENTION,
    problems: [{ code }],
  };
}

function sumOfSquares(x: Float64Array): number {
  return x.reduce((sum, value) => sum + value * value, 0);
}
