import {
  accountValueAt,
  assumedProblems,
  type DailyColumns,
  type Day,
  formatDay,
  growthPercents,
  hasErrors,
  type Problem,
  problem,
  type StartingBalance,
  startingBalance,
  startingProblem,
  type ValueBasis,
  type ValueTotals,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { type Derived, derivedOf } from './derived.ts';
import { sumOf } from './scope.ts';

/** An account value with what it is made of; minor units of base: `value = starting + result + deposits − withdrawals`. */
export interface GrowthValue {
  readonly value: number;
  readonly starting: number;
  /** What was realized, and on the market basis the open gain beside; else 0. */
  readonly realized: number;
  readonly unrealized: number;
  /** Since the starting balance, transfers included. */
  readonly deposits: number;
  readonly withdrawals: number;
  readonly tradingPercent: number | null;
  readonly totalPercent: number | null;
}

/** Where a change of value came from. */
export interface GrowthSources {
  readonly trading: number;
  readonly income: number;
  readonly fees: number;
  readonly taxes: number;
  readonly fx: number;
  readonly capital: number;
}

/** Account values of any day on one basis. */
export class GrowthValues {
  readonly starting: StartingBalance;
  private readonly basis: ValueBasis;
  private readonly columns: DailyColumns;
  private readonly totals: ValueTotals;
  private readonly deposits: Float64Array;
  private readonly withdrawals: Float64Array;

  constructor(derived: Derived, basis: ValueBasis) {
    this.basis = basis;
    this.columns = derived.columns;
    this.totals = derived.journal.valueTotals(null);
    this.starting = startingBalance(this.totals, basis, null);
    const { inflows, outflows } = derived.flows;
    const from = this.starting.source === 'first_flows' ? this.starting.day - this.totals.first + 1 : 0;
    const { length } = this.totals;
    this.deposits = new Float64Array(length);
    this.withdrawals = new Float64Array(length);
    const flows = this.totals.netFlow[basis];
    for (let k = from, paidIn = 0, paidOut = 0; k < length; k++) {
      // On the realized basis units that move in kind count at their cost, not at their market value.
      const gain = inflows[k] - outflows[k] - (flows[k] - (k === 0 ? 0 : flows[k - 1]));
      if (outflows[k] > inflows[k]) paidOut += gain;
      else paidIn -= gain;
      this.deposits[k] = paidIn += inflows[k];
      this.withdrawals[k] = paidOut += outflows[k];
    }
  }

  /** Null before the day that precedes the first. */
  at(day: Day): GrowthValue | null {
    const found = accountValueAt(this.totals, day, this.basis, this.starting);
    if (found === null) return null;
    const at = this.indexOf(day);
    const realized = at < 0 ? 0 : this.totals.result.realized[at];
    const { trading, total } = growthPercents(found.startingBalance, found.result, found.netFlow);
    return {
      value: found.value,
      starting: found.startingBalance,
      realized,
      unrealized: found.result - realized,
      deposits: at < 0 ? 0 : this.deposits[at],
      withdrawals: at < 0 ? 0 : this.withdrawals[at],
      tradingPercent: trading,
      totalPercent: total,
    };
  }

  sourcesAt(day: Day, { realized, unrealized, deposits, withdrawals }: GrowthValue): GrowthSources {
    const { columns, basis } = this;
    const at = this.indexOf(day);
    const income = sumOf(columns.income, 0, at);
    const fees = 0 - sumOf(columns.fees, 0, at);
    const taxes = 0 - sumOf(columns.taxes, 0, at);
    const fx = sumOf(columns.fx, 0, at) - (basis === 'realized' ? this.heldFxAt(at) : 0);
    const trading = realized + unrealized - income - fees - taxes - fx;
    return { trading, income, fees, taxes, fx, capital: deposits - withdrawals };
  }

  /** What rates have done to the cost of what is held: the open gain less its part that prices made. */
  private heldFxAt(at: number): number {
    if (at < 0) return 0;
    const { equity, unreconciled, unrealized } = this.columns;
    return equity[at] - unreconciled[at] - unrealized[at] - realizedValueAt(this.totals, at);
  }

  private indexOf(day: Day): number {
    return Math.min(day - this.totals.first, this.totals.length - 1);
  }
}

/** What the ledger alone gives on the realized basis: cash, and what is held at its cost. */
export function realizedValueAt(totals: ValueTotals, at: number): number {
  const opening = totals.openingCash + totals.openingUnits.realized;
  return opening + totals.netFlow.realized[at] + totals.result.realized[at];
}

/** Values of a day, or why there are none. */
export interface GrowthOn {
  readonly values: GrowthValues | null;
  readonly value: GrowthValue | null;
  readonly assumed: boolean;
  readonly problems: readonly Problem[];
}

export function growthOn(portfolio: OpenPortfolio, basis: ValueBasis, day: Day): GrowthOn {
  const derived = derivedOf(portfolio);
  const { history } = portfolio;
  if (hasErrors(derived.problems))
    return { values: null, value: null, assumed: false, problems: derived.problems };
  const values = new GrowthValues(derived, basis);
  const { source } = values.starting;
  const isEmpty = history.last < history.first;
  const value = values.at(isEmpty ? history.first : day);
  return {
    values,
    value,
    assumed: source === 'assumed',
    problems: [
      ...derived.problems,
      ...assumedProblems(source, 'growth'),
      ...(value === null ? [beforeHistory(history.first, day)] : []),
      ...(value !== null && value.tradingPercent === null ? [startingProblem()] : []),
    ],
  };
}

function beforeHistory(first: Day, day: Day): Problem {
  const message = `the history starts on ${formatDay(first)}; nothing is known of ${formatDay(day)}`;
  return problem('from_before_history', { field: 'date' }, message, {
    remedy: 'Ask for a later day, or add the earlier events.',
  });
}
