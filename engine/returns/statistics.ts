/** Sample statistics of a column of numbers; the divisor of variances and covariances is n - 1. */

/** The mean, or null of nothing. */
export function mean(x: ArrayLike<number>): number | null {
  if (x.length === 0) return null;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i];
  return sum / x.length;
}

/**
 * The sample covariance, or null under two pairs. Two passes, the second about the means of the first,
 * corrected for what rounding left in them (T. Chan, G. Golub, R. LeVeque, "Algorithms for Computing the
 * Sample Variance", The American Statistician 37, 1983).
 */
export function sampleCovariance(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const meanX = mean(x);
  const meanY = mean(y);
  if (meanX === null || meanY === null || x.length < 2) return null;
  if (isConstant(x) || isConstant(y)) return 0;
  let products = 0;
  let leftX = 0;
  let leftY = 0;
  for (let i = 0; i < x.length; i++) {
    const dx = x[i] - meanX;
    const dy = y[i] - meanY;
    products += dx * dy;
    leftX += dx;
    leftY += dy;
  }
  return (products - (leftX * leftY) / x.length) / (x.length - 1);
}

/** The sample variance, or null under two values; exactly 0 where all values are equal. */
export function sampleVariance(x: ArrayLike<number>): number | null {
  return sampleCovariance(x, x);
}

/** The sample standard deviation, or null under two values; exactly 0 where all values are equal. */
export function sampleDeviation(x: ArrayLike<number>): number | null {
  const variance = sampleVariance(x);
  return variance === null ? null : Math.sqrt(variance);
}

/**
 * The quantile at `p` (0…1), linear between order statistics at 1 + (n - 1)·p, or null of nothing.
 * Source: R. Hyndman, Y. Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50
 * (1996), definition 7 (the default of R, NumPy and Excel's PERCENTILE.INC).
 */
export function quantile(x: ArrayLike<number>, p: number): number | null {
  if (x.length === 0) return null;
  const sorted = Float64Array.from(x).sort();
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

function isConstant(x: ArrayLike<number>): boolean {
  for (let i = 1; i < x.length; i++) if (x[i] !== x[0]) return false;
  return true;
}
