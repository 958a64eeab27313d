/**
 * What an account or portfolio was worth at the end of a day, on two bases:
 *
 *   realized   starting balance + realized result + net flows, units that moved in kind at their cost
 *   market     starting balance + whole result + net flows, units at their market value: the equity
 *
 * The starting balance is an argument: changing it costs one addition a date, and nothing is computed again.
 * All amounts are whole minor units of the base currency.
 */
import type { Day } from '../calendar/index.ts';
import { type Problem, problem } from '../problems/index.ts';
import type { DailyColumns } from '../valuation/daily-columns.ts';
import type { NamedMoney } from './named-money.ts';

/** Which gains count: only those that were realized, or those of open positions too. */
export type ValueBasis = 'realized' | 'market';

/** What the first day's opening events brought, and whether the ledger says anything of money. */
export interface OpeningMoney {
  readonly cash: number;
  /** Units at their cost; their market value is what is left of the columns' opening. */
  readonly unitsAtCost: number;
  readonly named: NamedMoney;
}

/** Running totals at the end of each day, one value per calendar day from `first` on. */
export interface ValueTotals {
  readonly first: Day;
  readonly length: number;
  /** Digits of the base currency's minor unit. */
  readonly decimals: number;
  readonly openingCash: number;
  readonly openingUnits: Readonly<Record<ValueBasis, number>>;
  readonly named: NamedMoney;
  /** Deposits − withdrawals + transfers in − out since the opening. */
  readonly netFlow: Readonly<Record<ValueBasis, Float64Array>>;
  /** What is neither opening nor flow. */
  readonly result: Readonly<Record<ValueBasis, Float64Array>>;
}

/** What the growth figures and the risk at entry start from. */
export interface StartingBalance {
  readonly amount: number;
  /** `set` by the user; else the `opening` events; else the `first_flows`; else `assumed`. */
  readonly source: 'set' | 'opening' | 'first_flows' | 'assumed';
  /** The day it is there from: the first day but for `first_flows`. */
  readonly day: Day;
  /** What it adds to the value that the ledger alone gives: a balance that is set replaces the opening cash. */
  readonly beyondLedger: number;
}

/** An account value and the sum that makes it: `value = startingBalance + result + netFlow`. */
export interface AccountValue {
  readonly value: number;
  readonly startingBalance: number;
  readonly result: number;
  readonly netFlow: number;
}

/** The balance that is assumed where the ledger names no money at all: 10,000 of the base currency. */
const ASSUMED_UNITS = 10_000;
const ASSUMED_TEXT = '10,000';

/**
 * Totals of daily columns. `heldFx`, a level: what rates have done to the cost of what is held since it was bought,
 * which nobody has realized; null where all is in base.
 */
export function valueTotals(
  columns: DailyColumns,
  opening: OpeningMoney,
  decimals: number,
  heldFx: Float64Array | null,
): ValueTotals {
  const { length } = columns;
  const unitsAtMarket = columns.opening - opening.cash;
  const openingGain = unitsAtMarket - opening.unitsAtCost;
  const flow = { realized: new Float64Array(length), market: new Float64Array(length) };
  const result = { realized: new Float64Array(length), market: new Float64Array(length) };
  let flowAtMarket = 0;
  let flowAtCost = openingGain;
  for (let i = 0; i < length; i++) {
    flowAtMarket += columns.netFlow[i];
    flowAtCost += columns.netFlow[i] - columns.transferredGain[i];
    flow.market[i] = flowAtMarket;
    flow.realized[i] = flowAtCost;
    result.market[i] = columns.equity[i] - columns.opening - flowAtMarket;
    const openGain = columns.unrealized[i] + (heldFx?.[i] ?? 0);
    // What a broker reports beyond the ledger is nobody's realized result.
    const inLedger = columns.equity[i] - columns.unreconciled[i] - openGain;
    result.realized[i] = inLedger - opening.cash - opening.unitsAtCost - flowAtCost;
  }
  return {
    first: columns.first,
    length,
    decimals,
    openingCash: opening.cash,
    openingUnits: { realized: opening.unitsAtCost, market: unitsAtMarket },
    named: opening.named,
    netFlow: flow,
    result,
  };
}

/**
 * The starting balance by the first rule that applies: what the user set (in place of the opening cash; opening
 * positions stay), the opening events of the first day, the net flows of the first day that has any, 10,000.
 */
export function startingBalance(totals: ValueTotals, basis: ValueBasis, set: number | null): StartingBalance {
  const { first, openingCash, named } = totals;
  const units = totals.openingUnits[basis];
  if (set !== null)
    return { amount: set + units, source: 'set', day: first, beyondLedger: set - openingCash };
  if (named.by === 'opening') {
    return { amount: openingCash + units, source: 'opening', day: first, beyondLedger: 0 };
  }
  if (named.by === 'flows') {
    const amount = totals.netFlow[basis][named.firstDay - first] ?? 0;
    return { amount, source: 'first_flows', day: named.firstDay, beyondLedger: 0 };
  }
  const assumed = ASSUMED_UNITS * 10 ** totals.decimals;
  return { amount: assumed, source: 'assumed', day: first, beyondLedger: assumed };
}

/** That a starting balance had to be assumed, and what is measured against it; none where it was not. */
export function assumedProblems(source: StartingBalance['source'], measured: 'growth' | 'risk'): Problem[] {
  if (source !== 'assumed') return [];
  const message = `the ledger names no deposit, opening or transfer; ${measured} is measured against an assumed ${ASSUMED_TEXT}`;
  return [problem('starting_balance_assumed', { field: 'starting_balance' }, message)];
}

/**
 * The account value at the end of `day`; null before the day that precedes the first. The end of that day is the
 * opening alone. After the last day the last value holds.
 */
export function accountValueAt(
  totals: ValueTotals,
  day: Day,
  basis: ValueBasis,
  starting: StartingBalance,
): AccountValue | null {
  const index = Math.min(day - totals.first, totals.length - 1);
  if (index < -1) return null;
  const result = index < 0 ? 0 : totals.result[basis][index];
  const flow = index < 0 ? 0 : totals.netFlow[basis][index];
  const ledger = totals.openingCash + totals.openingUnits[basis];
  const value = ledger + starting.beyondLedger + result + flow;
  const started =
    starting.source !== 'first_flows' ? starting.amount : day >= starting.day ? starting.amount : 0;
  return { value, startingBalance: started, result, netFlow: value - started - result };
}

/** In percent of the starting balance; null where that is not above zero. */
export interface GrowthPercents {
  readonly trading: number | null;
  readonly total: number | null;
}

/** trading = result × 100 ÷ starting balance          total = (result + net flow) × 100 ÷ starting balance */
export function growthPercents(starting: number, result: number, netFlow: number): GrowthPercents {
  if (!(starting > 0)) return { trading: null, total: null };
  // Divided last, so that 28 % is 28 and not a hair beside it.
  return { trading: (result * 100) / starting, total: ((result + netFlow) * 100) / starting };
}

/** That growth is unknown because of what it would be measured against. */
export function startingProblem(): Problem {
  const message = 'the starting balance is not above zero, so growth in percent of it is unknown';
  return problem('starting_balance_not_positive', { field: 'trading_growth_percent' }, message);
}
