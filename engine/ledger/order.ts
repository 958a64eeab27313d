import { DayOrder } from './order-day.ts';
import type { EventTable } from './table.ts';

/**
 * The order in which rows take effect. `rows` are in file order: the order in which they were given.
 *
 * 1. By day.
 * 2. Within an account's day by time, if every row of that account's day has one; else, and between equal times,
 *    `opening`, `split`, `transfer_in`, `deposit`, then file order, `withdrawal` and `transfer_out` last.
 * 3. The accounts of a day follow one another whole, by their number in the table, except that
 * 4. a `transfer_out` comes before the `transfer_in` that it pairs with on the same day (`pairTransfers`): the
 *    account that gives comes before the account that takes. Where accounts give to each other in a circle, the
 *    `transfer_in` for which that cannot be waits until right after its `transfer_out`.
 *
 * Pairs are those of the rows given here: `pairTransfers` of the same rows makes the same ones.
 * So whoever folds all accounts in this order meets the lots of a transfer where they leave before they arrive.
 * Only cash whose `transfer_in` has the earlier date, paired by `link`, arrives first.
 * Costs O(rows) where the rows are in order already.
 */
export function orderEvents(table: EventTable, rows: Int32Array): Int32Array {
  const ordered = byDay(table.day.values, rows);
  const days = table.day.values;
  const withinDay = new DayOrder(table);
  for (let from = 0; from < ordered.length; ) {
    const day = days[ordered[from]];
    let to = from + 1;
    while (to < ordered.length && days[ordered[to]] === day) to++;
    withinDay.sort(ordered, from, to);
    from = to;
  }
  return ordered;
}

/** Where the day `day` or a later one begins in rows that are in order. */
export function firstOfDay(table: EventTable, ordered: Int32Array, day: number): number {
  const days = table.day.values;
  let from = 0;
  let to = ordered.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (days[ordered[middle]] < day) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The rows by day, those of one day as they were. */
function byDay(days: Int32Array, rows: Int32Array): Int32Array {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let ascending = true;
  for (let k = 0; k < rows.length; k++) {
    const day = days[rows[k]];
    if (day < last) ascending = false;
    else last = day;
    if (day < first) first = day;
  }
  if (ascending) return rows.slice();
  // Days that lie far apart (a mistyped year) would make the counts long; centuries are still cheap.
  return last - first <= COUNTED_DAYS_MAX
    ? countingSort(days, rows, first, last)
    : comparisonSort(days, rows);
}

const COUNTED_DAYS_MAX = 200_000;

function countingSort(days: Int32Array, rows: Int32Array, first: number, last: number): Int32Array {
  const places = new Int32Array(last - first + 2);
  for (let k = 0; k < rows.length; k++) places[days[rows[k]] - first + 1]++;
  for (let k = 1; k < places.length; k++) places[k] += places[k - 1];
  const sorted = new Int32Array(rows.length);
  for (let k = 0; k < rows.length; k++) sorted[places[days[rows[k]] - first]++] = rows[k];
  return sorted;
}

function comparisonSort(days: Int32Array, rows: Int32Array): Int32Array {
  return Int32Array.from(Array.from(rows).sort((a, b) => days[a] - days[b]));
}
