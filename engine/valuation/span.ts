import { type Day, formatDay } from '../calendar/day.ts';
import { type Problem, problem } from '../problems/index.ts';
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

/** 9999-12-31: no day comes after it. */
const LAST_DAY = 2_932_896;

/** Four centuries: a longer history has a mistyped year, and its columns would fill the memory. */
const SPAN_DAYS_MAX = 146_097;

const CORRECT_YEAR = { remedy: 'Correct the year.' };

/** Null for a ledger without events, and for one that would be too long (`spanProblem`). */
export function spanOf(input: HistoryInput): Span | null {
  const { first, last } = reach(input);
  return first === null || last - first > SPAN_DAYS_MAX
    ? null
    : { first, last, end: Math.min(last + SPARE_DAYS, LAST_DAY) as Day };
}

/** First event, and the later of the last event, the last price of an instrument of the ledger, and `to`. */
function reach({ table, order, prices, to }: HistoryInput): { first: Day | null; last: Day } {
  if (order.length === 0) return { first: null, last: to ?? (0 as Day) };
  const lastEvent = table.day.values[order[order.length - 1]];
  const last = Math.max(lastEvent, lastPriceDay(table, order, prices)) as Day;
  return { first: table.day.values[order[0]] as Day, last: to !== undefined && to > last ? to : last };
}

/** The last day with a price of an instrument that some event in force names. */
function lastPriceDay(
  table: HistoryInput['table'],
  order: Int32Array,
  prices: HistoryInput['prices'],
): number {
  const { symbol, toSymbol, symbols } = table;
  const latest = prices.lastDay;
  const isSeen = new Uint8Array(symbols.texts.length);
  let unseen = isSeen.length;
  let last = Number.NEGATIVE_INFINITY;
  const see = (named: number): void => {
    if (named < 0 || isSeen[named] === 1) return;
    isSeen[named] = 1;
    unseen--;
    const column = prices.find(symbols.texts[named]);
    if (column !== undefined && column.length > 0) last = Math.max(last, column.first + column.length - 1);
  };
  // From the end: what was traded lately has the latest prices, so the search is short.
  for (let i = order.length - 1; i >= 0 && last < latest && unseen > 0; i--) {
    see(symbol.get(order[i]));
    see(toSymbol.get(order[i]));
  }
  return last;
}

/** Why the history would be too long: an event far from the others, or `to` or a price far behind them. */
export function spanProblem(input: HistoryInput): Problem | null {
  const { table, order, to } = input;
  const { first, last } = reach(input);
  if (first === null || last - first <= SPAN_DAYS_MAX) return null;
  const dayAt = (place: number): number => table.day.values[order[place]];
  const end = order.length - 1;
  const tooFar = (day: number): string =>
    `${formatDay(day as Day)} is more than 400 years from the other days of this history`;
  if (dayAt(end) - first <= SPAN_DAYS_MAX) {
    const why = to === last ? '' : ', and has a price';
    return problem(
      'date_invalid',
      { field: to === last ? 'to' : 'date' },
      `${tooFar(last)}${why}`,
      CORRECT_YEAR,
    );
  }
  // Most events are where the middle one is.
  const middle = dayAt(end >> 1);
  const row = middle - first > dayAt(end) - middle ? order[0] : order[end];
  const file = table.files.texts[table.file.values[row]];
  const line = table.line.values[row];
  const source = { ...(file !== undefined && { file }), ...(line >= 0 && { line }), field: 'date' };
  return problem('date_invalid', source, tooFar(table.day.values[row]), CORRECT_YEAR);
}
