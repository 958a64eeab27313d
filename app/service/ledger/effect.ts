import { type Day, type Problem, timeWeighted } from '@tidemark/engine';
import { derivedOf } from '../figures/derived.ts';
import { daysThatDiffer, type EquityTable, equityTable } from '../figures/equity-table.ts';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { type Held, heldOn, type Moves, movesOf } from './moves.ts';

/** What a write does, or would do, to the figures of a portfolio. Amounts in minor units of its base currency. */
export interface Effect {
  readonly base: string;
  /** Rows of the equity history up to today that differ in anything that they show. */
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
  /** Of a try alone: a write is not kept waiting for it. */
  readonly moves: Moves | null;
}

/** Figures that a write can change, as they are now. */
export interface Standing {
  readonly rows: EquityTable;
  readonly twr: number | null;
  readonly equity: number;
  /** Null where nobody asks closely. */
  readonly held: Held | null;
}

/**
 * Up to today. To be taken before a write: the history's own arrays change with it. `isTry`: also what tells closely
 * what moves.
 */
export function standingOf(portfolio: OpenPortfolio, isTry = false): Standing {
  const { history, to } = portfolio;
  const rows = equityTable(portfolio, to);
  const at = Math.min(to, history.last) - history.first;
  const held = isTry ? heldOn(portfolio) : null;
  if (at < 0) return { rows, twr: null, equity: 0, held };
  const columns = history.columns();
  return { rows, twr: returnOf(portfolio, at + 1), equity: columns.equity[at], held };
}

/** Of the whole life up to today: of so many days. */
function returnOf(portfolio: OpenPortfolio, days: number): number {
  const { columns, flows } = derivedOf(portfolio);
  const { index } = timeWeighted(
    {
      values: columns.equity.subarray(0, days),
      inflows: flows.inflows.subarray(0, days),
      outflows: flows.outflows.subarray(0, days),
      opening: columns.opening,
    },
    portfolio.facts.portfolio.flows,
  );
  return index[days - 1] - 1;
}

/** Compares what was with what is. */
export function effectOf(before: Standing, portfolio: OpenPortfolio, problems: readonly Problem[]): Effect {
  const after = standingOf(portfolio, before.held !== null);
  const days = daysThatDiffer(before.rows, after.rows);
  const from = days[0] ?? null;
  return {
    base: portfolio.history.base,
    daysChanged: days.length,
    from,
    to: days.at(-1) ?? null,
    equityBefore: before.equity,
    equityAfter: after.equity,
    twrBefore: before.twr,
    twrAfter: after.twr,
    problems,
    moves: movesBetween(before, after, from),
  };
}

function movesBetween(before: Standing, after: Standing, from: Day | null): Moves | null {
  if (before.held === null || after.held === null) return null;
  return movesOf({ rows: before.rows, held: before.held }, { rows: after.rows, held: after.held }, from);
}
