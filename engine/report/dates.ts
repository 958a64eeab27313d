import { type Day, day, endOfPeriod, marketCalendar, type Period } from '../calendar/index.ts';
import type { EventTable } from '../ledger/index.ts';
import type { PriceBook } from '../prices/index.ts';
import type { ReportCalendar } from './request.ts';

/** What decides which days a series has. */
export interface DateSources {
  readonly table: EventTable;
  /** The rows in force. */
  readonly order: Int32Array;
  readonly prices: PriceBook;
  /** The instruments of the ledger. */
  readonly symbols: readonly string[];
}

/** Indices into the days of a period, ascending; 0 is `from`. */
export interface SeriesDates {
  /** The rows of the series. */
  readonly rows: Int32Array;
  /** The rows that the series would have by day, whatever the rows are: what drawdowns are taken over. */
  readonly days: Int32Array;
  /** The days over which risk is taken. */
  readonly risk: Int32Array;
}

const NONE = new Int32Array(0);

/** Of a ledger without events. */
export const NO_DATES: SeriesDates = { rows: NONE, days: NONE, risk: NONE };

const PRICED = 1;
const EVENT = 2;

/**
 * The days of a series from…to. Row 0 is `from`. `24x7` has every day; an exchange its sessions and the other days
 * with an event; `auto` the days with a price or an event, and `to`. Longer periods have their last calendar days, and
 * `to`. Risk is taken over the days of the calendar whatever the rows are; an event alone makes no such day.
 */
export function seriesDates(
  sources: DateSources,
  from: Day,
  to: Day,
  calendar: ReportCalendar,
  every: Period,
): SeriesDates {
  const marks = new Uint8Array(to - from + 1);
  if (calendar === 'auto') markQuotes(marks, sources, from);
  else
    for (const name of [calendar].flat())
      for (const session of marketCalendar(name).sessionDays(from, to)) marks[session - from] = PRICED;
  markEvents(marks, sources, from);
  const risk = indicesWhere(marks, (mark) => (mark & PRICED) !== 0);
  marks[0] |= EVENT;
  if (calendar === 'auto') marks[to - from] |= EVENT;
  const days = indicesWhere(marks, isMarked);
  return { rows: every === 'day' ? days : periodEnds(from, to, every), days, risk };
}

const isMarked = (mark: number): boolean => mark !== 0;

/** Looks, symbol by symbol, only at the days that no symbol before had a quote of: after the first few, holidays. */
function markQuotes(marks: Uint8Array, { prices, symbols }: DateSources, from: Day): void {
  const unquoted = Int32Array.from(marks, (_, index) => index);
  let left = unquoted.length;
  for (const symbol of symbols) {
    const column = prices.find(symbol);
    if (column === undefined) continue;
    const { quotes, length } = column;
    const offset = column.first - from;
    let kept = 0;
    for (let k = 0; k < left; k++) {
      const index = unquoted[k];
      const at = index - offset;
      if (at >= 0 && at < length && quotes[at] !== 0) marks[index] = PRICED;
      else unquoted[kept++] = index;
    }
    left = kept;
  }
}

function markEvents(marks: Uint8Array, { table, order }: DateSources, from: Day): void {
  for (const row of order) {
    const index = table.day.values[row] - from;
    if (index >= 0 && index < marks.length) marks[index] |= EVENT;
  }
}

function periodEnds(from: Day, to: Day, every: Period): Int32Array {
  const rows = [0];
  for (let n: number = from; n <= to; ) {
    const end = endOfPeriod(day(n), every);
    const row = Math.min(end, to) - from;
    if (row > 0) rows.push(row);
    n = end + 1;
  }
  return Int32Array.from(rows);
}

function indicesWhere(marks: Uint8Array, holds: (mark: number) => boolean): Int32Array {
  const found = new Int32Array(marks.length);
  let count = 0;
  for (let i = 0; i < marks.length; i++) if (holds(marks[i])) found[count++] = i;
  return found.subarray(0, count);
}
