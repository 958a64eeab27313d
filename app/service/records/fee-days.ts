import type { Day, History } from '@tidemark/engine';

/** What fees are measured on, by the end of a day, in minor units of the account's currency. */
export interface FeeDays {
  readonly first: Day;
  readonly last: Day;
  readonly decimals: number;
  /** Equity before the first day's flows. */
  readonly opening: number;
  equity(day: Day): number;
  netFlow(day: Day): number;
  /** What is owed in any currency, at least zero. */
  borrowed(day: Day): number;
  /** Takes a fee, or interest, out of the account from a day on; one below zero puts it back. */
  charge(from: Day, units: number): void;
}

/** The days of an account that was derived alone, in its own currency. */
export function feeDaysOf(history: History, account: string): FeeDays {
  const { first, last, decimals, base } = history;
  const columns = history.columns();
  const equity = columns.equity.slice();
  const own = new Float64Array(equity.length);
  const owedElsewhere = new Float64Array(equity.length);
  for (const [currency, balances] of history.cashByCurrency(account)) {
    for (let at = 0; at < equity.length; at++) {
      if (currency === base) own[at] = balances[at];
      else owedElsewhere[at] += Math.max(0, -balances[at]);
    }
  }
  return {
    first,
    last,
    decimals,
    opening: columns.opening,
    equity: (day) => equity[day - first],
    netFlow: (day) => columns.netFlow[day - first],
    borrowed: (day) => Math.max(0, -own[day - first]) + owedElsewhere[day - first],
    charge: (from, units) => {
      for (let at = Math.max(0, from - first); at < equity.length; at++) {
        equity[at] -= units;
        own[at] -= units;
      }
    },
  };
}
