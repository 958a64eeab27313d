/** Pale enough at its fullest that text on it keeps its contrast. */
const FULL_PERCENT = 32;
/** What is not zero is seen. */
const LEAST_PERCENT = 4;

/** The background of a value: gains one way, losses the other, in full from `full` on by size. */
export function tint(value: number | null, full: number): string {
  if (value === null || value === 0) return 'var(--well)';
  const share = Math.max(Math.min(Math.abs(value) / (full || 1), 1) * FULL_PERCENT, LEAST_PERCENT);
  return `color-mix(in oklab, var(--${value > 0 ? 'gain' : 'loss'}) ${share}%, var(--surface))`;
}
