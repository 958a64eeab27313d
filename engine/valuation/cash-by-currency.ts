import type { Derivation } from './derivation.ts';

/**
 * The cash of an account at the end of each day by currency, each balance in whole minor units of base: what the
 * account owes in one currency stays apart from what it has in another.
 */
export function cashByCurrencyOf(derivation: Derivation, account: number): Map<string, Float64Array> {
  const balances = new Map<string, Float64Array>();
  for (const bucket of derivation.books(account).buckets.values()) {
    const inBase = bucket.levels('cash').map((units, day) => bucket.rate.toBase(units, day));
    balances.set(bucket.currency, inBase);
  }
  return balances;
}
