import { type Day, EVENT_TYPES, firstOfDay } from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { flowsOf } from './derived.ts';
import { instantOf } from './event-instants.ts';

/** Money that came in or went out within a day. */
export interface FlowWithin {
  /** Milliseconds since 1970; without a time an inflow is there from the start of its day, an outflow at its end. */
  readonly at: number;
  /** Minor units of base, below zero for an outflow. */
  readonly amount: number;
}

const DEPOSIT = EVENT_TYPES.indexOf('deposit');
const WITHDRAWAL = EVENT_TYPES.indexOf('withdrawal');

/**
 * The flows of a day on which nothing happens but deposits and withdrawals of the base currency; none on a day without
 * events. Null for any other day, and where they are not all that the history says came in and went out.
 */
export function flowsWithin(portfolio: OpenPortfolio, day: Day): readonly FlowWithin[] | null {
  const { facts, history } = portfolio;
  const { table } = facts.book;
  if (facts.splits.some((split) => split.day === day)) return null;
  const order = facts.book.inForce();
  const flows: FlowWithin[] = [];
  for (const row of order.subarray(firstOfDay(table, order, day), firstOfDay(table, order, day + 1))) {
    const flow = flowOf(portfolio, row);
    if (flow === null) return null;
    flows.push(flow);
  }
  const { inflows, outflows } = flowsOf(history.columns());
  const at = day - history.first;
  const sumIf = (is: (amount: number) => boolean) =>
    flows.reduce((sum, { amount }) => sum + (is(amount) ? amount : 0), 0);
  const isAll = sumIf((n) => n > 0) === inflows[at] && -sumIf((n) => n < 0) + 0 === outflows[at];
  return isAll ? flows : null;
}

/** Null for any other event. */
function flowOf({ facts, history }: OpenPortfolio, row: number): FlowWithin | null {
  const { table } = facts.book;
  const type = table.type.values[row];
  if (type !== DEPOSIT && type !== WITHDRAWAL) return null;
  const currency = table.currencies.texts[table.settleCurrency.values[row]];
  const { decimals } = history;
  if (currency !== history.base || !table.amount.has(row) || table.amount.scaleOf(row) > decimals)
    return null;
  const amount = Number(table.amount.unitsAt(row, decimals));
  if (table.time.values[row] < 0)
    return { at: amount > 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY, amount };
  return { at: instantOf(facts, row), amount };
}
