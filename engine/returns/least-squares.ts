/**
 * Linear least squares by Householder's orthogonal transformations, which do not square the condition of
 * the problem as the normal equations do.
 *
 * Source: G. Golub, C. Van Loan, Matrix Computations (4th ed. 2013), chapter 5.
 */

/** A column whose part outside the columns before it is smaller than this share of it adds nothing. */
const RANK_TOLERANCE = 1e-11;

/**
 * The coefficients that bring the sum of columns nearest to `target`; null where a column is a
 * combination of those before it, or there are fewer rows than columns.
 */
export function leastSquares(columns: readonly Float64Array[], target: Float64Array): Float64Array | null {
  const work = columns.map((column) => column.slice());
  const rest = target.slice();
  const lengths = columns.map((column) => norm(column, 0));
  const diagonal = new Float64Array(columns.length);
  if (target.length < columns.length) return null;
  for (let j = 0; j < work.length; j++) {
    const reflector = work[j].slice(j);
    const length = norm(work[j], j);
    if (!(length > RANK_TOLERANCE * lengths[j])) return null;
    diagonal[j] = reflector[0] > 0 ? -length : length;
    reflector[0] -= diagonal[j];
    for (let k = j + 1; k < work.length; k++) reflect(work[k], reflector, j);
    reflect(rest, reflector, j);
  }
  return backSubstitute(work, diagonal, rest);
}

/** The length of a column from row `from` down. */
function norm(column: Float64Array, from: number): number {
  let scale = 0;
  for (let i = from; i < column.length; i++) scale = Math.max(scale, Math.abs(column[i]));
  if (scale === 0) return 0;
  let squares = 0;
  for (let i = from; i < column.length; i++) squares += (column[i] / scale) ** 2;
  return scale * Math.sqrt(squares);
}

/** Mirrors the rows of `column` from `from` down in the plane that `reflector` is normal to. */
function reflect(column: Float64Array, reflector: Float64Array, from: number): void {
  let product = 0;
  let squares = 0;
  for (let i = 0; i < reflector.length; i++) {
    product += reflector[i] * column[from + i];
    squares += reflector[i] * reflector[i];
  }
  const factor = (2 * product) / squares;
  for (let i = 0; i < reflector.length; i++) column[from + i] -= factor * reflector[i];
}

function backSubstitute(
  upper: readonly Float64Array[],
  diagonal: Float64Array,
  right: Float64Array,
): Float64Array {
  const solution = new Float64Array(diagonal.length);
  for (let j = diagonal.length - 1; j >= 0; j--) {
    let sum = right[j];
    for (let k = j + 1; k < diagonal.length; k++) sum -= upper[k][j] * solution[k];
    solution[j] = sum / diagonal[j];
  }
  return solution;
}
