import { absolute, compare, type Decimal, multiply, ZERO } from '../amounts/index.ts';
import { type Day, formatDay } from '../calendar/day.ts';
import { type EventTable, firstOfDay } from '../ledger/index.ts';
import { type Problem, problem } from '../problems/index.ts';
import type { Derivation } from './derivation.ts';
import { rowSource } from './row-source.ts';
import { firstTooLarge } from './too-large.ts';

/** One error for each account whose figures grow beyond what is exact, at the largest event of that day. */
export function sizeProblems(derivation: Derivation): Problem[] {
  const { world, order, span } = derivation;
  const { table } = world;
  const problems: Problem[] = [];
  for (const account of derivation.accounts()) {
    const index = firstTooLarge(derivation.columns(account) ?? {}, span.last - span.first + 1);
    if (index < 0) continue;
    const day = (span.first + index) as Day;
    const name = table.accounts.texts[account] ?? 'in transit';
    const message = `on ${formatDay(day)}, figures of the account ${JSON.stringify(name)} are beyond 2^53 minor units`;
    problems.push(problem('value_too_large', placeOf(table, largestOf(table, order, account, day)), message));
  }
  return problems;
}

/** The account's event of a day that moves most; -1 where it has none that day. */
function largestOf(table: EventTable, order: Int32Array, account: number, day: Day): number {
  let largest = -1;
  let most: Decimal = ZERO;
  for (let i = firstOfDay(table, order, day); i < order.length && table.day.values[order[i]] === day; i++) {
    if (table.account.values[order[i]] !== account) continue;
    const size = sizeOf(table, order[i]);
    if (largest >= 0 && compare(size, most) <= 0) continue;
    largest = order[i];
    most = size;
  }
  return largest;
}

function sizeOf(table: EventTable, row: number): Decimal {
  const amount = absolute(table.amount.get(row) ?? ZERO);
  const value = absolute(multiply(table.quantity.get(row) ?? ZERO, table.price.get(row) ?? ZERO));
  return compare(amount, value) > 0 ? amount : value;
}

function placeOf(table: EventTable, row: number): Problem['source'] {
  if (row < 0) return {};
  return rowSource(table, row, table.amount.has(row) && !table.quantity.has(row) ? 'amount' : 'quantity');
}
