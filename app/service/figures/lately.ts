import { timeWeighted } from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { derivedOf } from './derived.ts';

/** How a portfolio stands today; fractions. */
export interface Lately {
  /** The day's return, flows left out. */
  readonly change: number;
  /** How far its index is below the highest one before: at most 0. */
  readonly drawdown: number;
  /** What brokers reported less the ledger, in minor units of base. */
  readonly unreconciled: number;
}

/** Null where nothing has happened yet. */
export function lately(portfolio: OpenPortfolio): Lately | null {
  const { history, facts, to } = portfolio;
  const at = to - history.first;
  const { columns, flows } = derivedOf(portfolio);
  if (at < 0 || at >= columns.length) return null;
  const daily = { values: columns.equity, ...flows, opening: columns.opening };
  const { index, dailyReturns } = timeWeighted(daily, facts.portfolio.flows);
  let highest = 1;
  for (let day = 0; day <= at; day++) highest = Math.max(highest, index[day]);
  return {
    change: dailyReturns[at],
    drawdown: index[at] / highest - 1,
    unreconciled: columns.unreconciled[at],
  };
}
