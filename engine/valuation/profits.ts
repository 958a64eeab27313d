import type { Day } from '../calendar/day.ts';
import type { Derivation } from './derivation.ts';
import { cashParts, holdingParts, type Part, type PartSink } from './instrument-parts.ts';
import { levelOn } from './positions.ts';

/** How the parts of a day's P&L count in it; flows are none of it. */
const SIGNS: Readonly<Partial<Record<Part, 1 | -1>>> = {
  realized: 1,
  income: 1,
  fees: -1,
  taxes: -1,
  fx: 1,
  unexplained: 1,
  transferredGain: -1,
};

/**
 * P&L of each instrument over the days from…to, in minor units of base, by number: the sums of the daily P&L of
 * `instrumentColumns`, at the cost of its events instead of that of its days.
 */
export function profitsOf(
  derivation: Derivation,
  from: Day,
  to: Day,
  account: number | null,
): Map<number, number> {
  const { world } = derivation;
  const first = from - world.span.first;
  const last = to - world.span.first;
  const profits = new Map<number, number>();
  const give = (symbol: number, amount: number): void => {
    profits.set(symbol, (profits.get(symbol) ?? 0) + amount);
  };
  const sinkOf =
    (symbol: number): PartSink =>
    (part, day, amount) => {
      if (day >= first && day <= last) give(symbol, (SIGNS[part] ?? 0) * amount);
    };
  for (const state of derivation.states.values()) {
    for (const holding of state.lots.timelines) {
      if (account !== null && holding.account !== account) continue;
      const { symbol } = holding;
      holdingParts(derivation, state, holding, sinkOf(symbol));
      const gainOn = (day: number): number =>
        day < 0 ? 0 : (levelOn(derivation, state, holding, day)?.gain ?? 0);
      give(symbol, gainOn(last) - gainOn(first - 1));
    }
  }
  for (const symbol of world.table.symbols.texts.keys()) {
    const sink = sinkOf(symbol);
    for (const row of derivation.rowsOf(symbol))
      if (account === null || world.table.account.values[row] === account) cashParts(derivation, row, sink);
  }
  return profits;
}
