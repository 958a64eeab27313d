import { type Day, addDays } from '../calendar/day.ts';
import type { HistoryInput } from './history-input.ts';

/** Columns have room for so many more days, so that a history that grows by a day is not made anew. */
const SPARE_DAYS = 64;

/** The days of a history: from the first event to the later of the last event, the last price of its instruments, and `to`. */
export interface Span {
  readonly first: Day;
  readonly last: Day;
  /** The last day that the columns have. */
  readonly end: Day;
}

/** Null for a ledger without events. */
export function spanOf({ table, order, prices, to }: HistoryInput): Span | null {
  if (order.length === 0) return null;
  const first = table.day.values[order[0]] as Day;
  let last = table.day.values[order[order.length - 1]] as Day;
  for (const symbol of table.symbols.texts) {
    const column = prices.find(symbol);
    if (column !== undefined && column.length > 0 && column.first + column.length - 1 > last) last = (column.first + column.length - 1) as Day;
  }
  if (to !== undefined && to > last) last = to;
  return { first, last, end: addDays(last, SPARE_DAYS) };
}
