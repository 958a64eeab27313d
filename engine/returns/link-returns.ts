/**
 * Chain-linking: the return of a whole period from those of its parts.
 *
 *   (1 + r_1)(1 + r_2)…(1 + r_n) - 1
 *
 * Source: CFA Institute, GIPS Standards for Firms (2020), section 2 (returns are linked geometrically).
 */

/** The total of returns that follow one another; 0 for none. */
export function linkReturns(returns: ArrayLike<number>): number {
  let growth = 1;
  for (let i = 0; i < returns.length; i++) growth *= 1 + returns[i];
  return growth - 1;
}
