import { firstOfDay, orderEvents } from './order.ts';
import type { EventTable } from './table.ts';

/** The place of a row in file order: the row itself, or the first row of what it corrects. */
export type FileOrder = (row: number) => number;

/**
 * Rows in order, without `removed` and with `added`: equal to ordering all of them anew, at the cost of the days
 * concerned and one copy.
 */
export function reorder(
  table: EventTable,
  ordered: Int32Array,
  removed: readonly number[],
  added: readonly number[],
  fileOrder: FileOrder,
): Int32Array {
  const gone = new Set(removed);
  const result = new Int32Array(ordered.length - gone.size + added.length);
  let copied = 0;
  let filled = 0;
  for (const day of daysOf(table, [...removed, ...added])) {
    const from = firstOfDay(table, ordered, day);
    const to = firstOfDay(table, ordered, day + 1);
    result.set(ordered.subarray(copied, from), filled);
    filled += from - copied;
    const rows = [
      ...ordered.subarray(from, to).filter((row) => !gone.has(row)),
      ...added.filter((row) => table.day.values[row] === day),
    ].sort((a, b) => fileOrder(a) - fileOrder(b));
    result.set(orderEvents(table, Int32Array.from(rows)), filled);
    filled += rows.length;
    copied = to;
  }
  result.set(ordered.subarray(copied), filled);
  return result;
}

function daysOf(table: EventTable, rows: readonly number[]): number[] {
  return Array.from(new Set(rows.map((row) => table.day.values[row]))).sort((a, b) => a - b);
}
