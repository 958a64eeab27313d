import { type DailyColumns, type Day, type Problem, timeWeighted } from '@tidemark/engine';
import { equityDays } from '../figures/equity-history.ts';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';

/** What a write does, or would do, to the figures of a portfolio. Amounts in minor units of its base currency. */
export interface Effect {
  readonly base: string;
  /** Rows of the equity history that differ. */
  readonly daysChanged: number;
  /** First and last of them; null where none does. */
  readonly from: Day | null;
  readonly to: Day | null;
  /** Equity today, on the market basis. */
  readonly equityBefore: number;
  readonly equityAfter: number;
  /** Time-weighted return of the whole life, a fraction; null where there is none. */
  readonly twrBefore: number | null;
  readonly twrAfter: number | null;
  readonly problems: readonly Problem[];
}

/** Figures that a write can change, as they are now. */
export interface Standing {
  readonly first: Day;
  readonly equity: Float64Array;
  readonly netFlow: Float64Array;
  readonly twr: number | null;
  readonly lastEquity: number;
}

/** To be taken before a write: the history's own arrays change with it. */
export function standingOf({ history, facts }: OpenPortfolio): Standing {
  const columns = history.columns();
  const { equity, length } = columns;
  return {
    first: history.first,
    equity: equity.slice(),
    netFlow: columns.netFlow.slice(),
    twr: length === 0 ? null : returnOf(columns, facts.portfolio.flows),
    lastEquity: length === 0 ? 0 : equity[length - 1],
  };
}

function returnOf(columns: DailyColumns, flows: Parameters<typeof timeWeighted>[1]): number | null {
  const sum = (a: Float64Array, b: Float64Array) => a.map((value, n) => value + b[n]);
  const { index } = timeWeighted(
    {
      values: columns.equity,
      inflows: sum(columns.deposits, columns.transfersIn),
      outflows: sum(columns.withdrawals, columns.transfersOut),
      opening: columns.opening,
    },
    flows,
  );
  return index[index.length - 1] - 1;
}

/** Compares what was with what is. */
export function effectOf(before: Standing, portfolio: OpenPortfolio, problems: readonly Problem[]): Effect {
  const after = standingOf(portfolio);
  const rows = equityDays(portfolio).filter((day) => differs(before, after, day));
  return {
    base: portfolio.history.base,
    daysChanged: rows.length,
    from: rows[0] ?? null,
    to: rows.at(-1) ?? null,
    equityBefore: before.lastEquity,
    equityAfter: after.lastEquity,
    twrBefore: before.twr,
    twrAfter: after.twr,
    problems,
  };
}

function differs(before: Standing, after: Standing, day: Day): boolean {
  const [a, b] = [day - before.first, day - after.first];
  return before.equity[a] !== after.equity[b] || before.netFlow[a] !== after.netFlow[b];
}
