import { type Decimal, decimal } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import type { Derivation } from './derivation.ts';

/** The balance of one currency, over one account or all. */
export interface CashBalance {
  readonly currency: string;
  /** In the currency, to its minor unit. */
  readonly amount: Decimal;
  /** In minor units of base. */
  readonly value: number;
}

/** Balances that are not zero, by currency. */
export function cashBalancesOn(derivation: Derivation, day: Day, account: string | undefined): CashBalance[] {
  const { world } = derivation;
  const at = derivation.dayIndex(day);
  const sums = new Map<string, { units: number; decimals: number; value: number }>();
  for (const number of derivation.accounts()) {
    if (account !== undefined && world.table.accounts.texts[number] !== account) continue;
    for (const bucket of derivation.books(number).buckets.values()) {
      const units = bucket.levels('cash')?.[at] ?? 0;
      const sum = sums.get(bucket.currency) ?? { units: 0, decimals: bucket.decimals, value: 0 };
      sums.set(bucket.currency, {
        ...sum,
        units: sum.units + units,
        value: sum.value + bucket.rate.toBase(units, at),
      });
    }
  }
  return [...sums]
    .filter(([, sum]) => sum.units !== 0)
    .map(([currency, { units, decimals, value }]) => ({ currency, amount: decimal(units, decimals), value }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
