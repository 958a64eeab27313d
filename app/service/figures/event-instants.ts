import { type Day, EVENT_TYPES, type EventType, firstOfDay, localToUtc } from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import { zoneOf } from './sessions.ts';

/** An event of a day, by its row, with the instant from which it counts within the day. */
export interface EventInstant {
  readonly row: number;
  /** Milliseconds since 1970; -Infinity: from the start of the day on, Infinity: at its end alone. */
  readonly at: number;
}

const AT_START: readonly EventType[] = ['opening', 'split'];
/** Without a time what comes in is there from the start of the day, what goes out until its end. */
const INFLOWS: readonly EventType[] = ['deposit', 'transfer_in'];
const OUTFLOWS: readonly EventType[] = ['withdrawal', 'transfer_out'];

/**
 * When the events of a day count within it. Flows each by its own time. Trades, dividends and what else changes what
 * is held, by their times where all of them in the account have one that day; else at the end of the day, since
 * nothing says what came before what. The two ends of a move between own accounts count at once.
 */
export function eventInstants({ facts, history }: OpenPortfolio, day: Day): readonly EventInstant[] {
  const { table } = facts.book;
  const order = facts.book.inForce();
  const rows = [...order.subarray(firstOfDay(table, order, day), firstOfDay(table, order, day + 1))];
  const typeOf = (row: number): EventType => EVENT_TYPES[table.type.values[row]];
  const isOther = (row: number): boolean => ![...AT_START, ...INFLOWS, ...OUTFLOWS].includes(typeOf(row));
  const untimed = new Set(
    rows.filter((row) => isOther(row) && table.time.values[row] < 0).map((row) => table.account.values[row]),
  );
  const own = (row: number): number => {
    const type = typeOf(row);
    if (AT_START.includes(type)) return Number.NEGATIVE_INFINITY;
    const isTimed = table.time.values[row] >= 0 && !(isOther(row) && untimed.has(table.account.values[row]));
    if (isTimed) return instantOf(facts, row);
    return INFLOWS.includes(type) ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  };
  const partner = (row: number): number => history.workings?.partnerOf(row) ?? -1;
  return rows.map((row) => {
    const other = partner(row);
    return { row, at: other < 0 || !rows.includes(other) ? own(row) : Math.min(own(row), own(other)) };
  });
}

/** Of an event with a time: by the clocks of its account. */
export function instantOf(
  { book, accountLookup }: Pick<OpenPortfolio['facts'], 'book' | 'accountLookup'>,
  row: number,
): number {
  const { table } = book;
  const seconds = table.time.values[row];
  const zone = zoneOf(accountLookup(table.accounts.texts[table.account.values[row]])?.timeZone);
  const minute = localToUtc(zone, table.day.values[row] as Day, Math.floor(seconds / 60));
  return (minute + (seconds % 60)) * 1000;
}
