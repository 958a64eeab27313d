import type { Decimal, Int } from '../amounts/index.ts';
import { type Day, formatDay } from '../calendar/index.ts';
import type { EventTable } from '../ledger/index.ts';
import type { LotScales, Rate } from '../lots/index.ts';

/**
 * What one ledger row did to a round trip: `entry` adds units, `exit` closes them for money, `moved` takes them away
 * at what they cost (a transfer, a merger into something already held, an option that became stock), `recost` is
 * money for no units (a return of capital, cash in a merger, cost that left with a spin-off).
 */
export interface Fill {
  readonly kind: 'entry' | 'exit' | 'moved' | 'recost';
  readonly row: number;
  readonly day: Day;
  /** The position's change in units of that day, at the trip's quantity scale. */
  readonly quantity: Int;
  /** What it brought before costs, in the trip's currency at its cost scale; negative: what it cost. */
  readonly money: Int;
  /** The part of `money` that is gain over the lots it closed. */
  readonly gain: Int;
  readonly fees: Int;
  readonly taxes: Int;
  /** The rate into base that the broker booked, where the fill settled in another currency. */
  readonly booked: Rate | null;
}

/** Between two fills, units became others: by a split, a merger or a rename. */
export interface UnitChange {
  /** It comes before the fill of this index. */
  readonly before: number;
  readonly day: Day;
  /** New units per old. */
  readonly ratio: Decimal;
  /** The symbol from then on. */
  readonly symbol: number;
}

/** A position from flat to flat, or to the end of the ledger; fills in order of effect. */
export interface RoundTrip {
  readonly side: 'long' | 'short';
  /** Numbers in the event table; where a rename, a merger or an own transfer moved the trip, the last. */
  account: number;
  symbol: number;
  /** Where it began: what its id is made of. */
  readonly origin: {
    readonly account: number;
    readonly symbol: number;
    readonly row: number;
    readonly ofDay: number;
  };
  readonly fills: Fill[];
  readonly unitChanges: UnitChange[];
  /** What is still open, signed; zero when closed. */
  quantity: Int;
  readonly scales: LotScales;
}

export function isClosed(trip: RoundTrip): boolean {
  return trip.quantity === 0;
}

/**
 * The trip's id: account, symbol and the id of the row that opened it, or, where rows have no ids, the day and the
 * how-manieth trip of that day it is. Safe in a path; the same however the ledger goes on.
 */
export function tripId(table: EventTable, { origin }: RoundTrip): string {
  const { account, symbol, row, ofDay } = origin;
  const key = table.rare.id.get(row) ?? `${formatDay(table.day.values[row] as Day)}.${ofDay}`;
  return [table.accounts.texts[account], table.symbols.texts[symbol], key].map(pathSafe).join(':');
}

/** Letters, digits and - . _ stay; everything else is written as ~ and its UTF-8 bytes. */
function pathSafe(text: string): string {
  return encodeURIComponent(text)
    .replace(/[~!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%', '~');
}
