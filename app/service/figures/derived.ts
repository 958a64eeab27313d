import {
  type DailyColumns,
  type Day,
  type History,
  Journal,
  type Position,
  type Problem,
} from '@tidemark/engine';
import { firstDays } from '../portfolio/official-days.ts';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { type Margin, marginOf } from './margin.ts';
import { sessionsOf } from './sessions.ts';

/** Flows of each day, both at least zero. */
export interface FlowColumns {
  readonly inflows: Float64Array;
  readonly outflows: Float64Array;
}

interface KeptPositions {
  readonly day: Day;
  readonly from: Day;
  readonly positions: readonly Position[];
}

/** Those of now, and those with their amounts since the first event. */
const POSITIONS_KEPT_MAX = 2;

/** What several figures of a portfolio need; made when first asked for, and kept while its history stays as it is. */
export class Derived {
  readonly revision: number;
  private readonly portfolio: OpenPortfolio;
  private madeJournal: Journal | null = null;
  private madeProblems: readonly Problem[] | null = null;
  private madeFlows: FlowColumns | null = null;
  private madeSessions: Int32Array | null = null;
  private madeEquityRows: Int32Array | null = null;
  private madeMargin: Margin | null = null;
  private madeBegun: ReadonlyMap<string, number> | null = null;

  private madePositions: readonly KeptPositions[] = [];

  constructor(portfolio: OpenPortfolio) {
    this.portfolio = portfolio;
    this.revision = portfolio.history.revision;
  }

  get columns(): DailyColumns {
    return this.portfolio.history.columns();
  }

  get journal(): Journal {
    this.madeJournal ??= Journal.of(this.portfolio.history);
    return this.madeJournal;
  }

  /** What is wrong with, or doubtful about, the facts. */
  get problems(): readonly Problem[] {
    this.madeProblems ??= [...this.portfolio.facts.problems, ...this.portfolio.history.problems];
    return this.madeProblems;
  }

  /** Positions at the end of a day with their amounts since `from`, by instrument; those asked for last are kept. */
  positions(day: Day, from: Day): readonly Position[] {
    const found = this.madePositions.find((made) => made.day === day && made.from === from);
    if (found !== undefined) return found.positions;
    const positions = this.portfolio.history.positions(day, from);
    this.madePositions = [{ day, from, positions }, ...this.madePositions].slice(0, POSITIONS_KEPT_MAX);
    return positions;
  }

  /** Of all accounts as one. */
  get flows(): FlowColumns {
    this.madeFlows ??= flowsOf(this.columns);
    return this.madeFlows;
  }

  /** What is borrowed, over all accounts. */
  get margin(): Margin {
    this.madeMargin ??= marginOf(this.portfolio);
    return this.madeMargin;
  }

  /** The day of each account's first event. */
  get begun(): ReadonlyMap<string, number> {
    this.madeBegun ??= firstDays(this.portfolio);
    return this.madeBegun;
  }

  /** The sessions of the accounts' calendars, as indices into the columns. */
  get sessions(): Int32Array {
    this.madeSessions ??= sessionsOf(this.portfolio);
    return this.madeSessions;
  }

  /** The days that the daily roll-forward has rows of: sessions, and other days with a flow. */
  get equityRows(): Int32Array {
    this.madeEquityRows ??= withFlowDays(this.sessions, this.flows);
    return this.madeEquityRows;
  }
}

const kept = new WeakMap<History, Derived>();

export function derivedOf(portfolio: OpenPortfolio): Derived {
  const found = kept.get(portfolio.history);
  if (found !== undefined && found.revision === portfolio.history.revision) return found;
  const made = new Derived(portfolio);
  kept.set(portfolio.history, made);
  return made;
}

export function flowsOf({ deposits, withdrawals, transfersIn, transfersOut }: DailyColumns): FlowColumns {
  return {
    inflows: deposits.map((amount, k) => amount + transfersIn[k]),
    outflows: withdrawals.map((amount, k) => amount + transfersOut[k]),
  };
}

function withFlowDays(sessions: Int32Array, { inflows, outflows }: FlowColumns): Int32Array {
  const rows: number[] = [];
  let next = 0;
  for (let k = 0; k < inflows.length; k++) {
    const isSession = sessions[next] === k;
    if (isSession) next++;
    if (isSession || inflows[k] !== 0 || outflows[k] !== 0) rows.push(k);
  }
  return Int32Array.from(rows);
}
