import type { Decimal } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import type { AccountLookup, EventTable, InstrumentLookup } from '../ledger/index.ts';
import type { PriceBook, RateBook, SplitRow } from '../prices/index.ts';
import type { Conventions } from './conventions.ts';

/** Equity that a broker reported for an account at the end of a day, in base. */
export interface Observation {
  readonly account: string;
  readonly day: Day;
  /** Null: from this day on the ledger's own counts, whatever it differed by before. */
  readonly equity: Decimal | null;
  /** The account begins with it: what it differs by from the opening events of that day is part of the opening. */
  readonly begins?: boolean;
}

/** Everything that a history is derived from. */
export interface HistoryInput {
  readonly table: EventTable;
  /** Rows in force, in effective order. */
  readonly order: Int32Array;
  readonly prices: PriceBook;
  readonly rates: RateBook;
  readonly splits: readonly SplitRow[];
  readonly instruments: InstrumentLookup;
  readonly accounts: AccountLookup;
  readonly conventions: Conventions;
  /** Extends the history beyond the last event or price. */
  readonly to?: Day;
  readonly observations?: readonly Observation[];
}

/** A change of the facts. Rows of events are those of the table; `order` is the whole new order. */
export type Edit =
  | {
      readonly kind: 'events';
      readonly order: Int32Array;
      readonly removed: readonly number[];
      readonly added: readonly number[];
    }
  | {
      readonly kind: 'price';
      readonly symbol: string;
      readonly day: Day;
      readonly price: Decimal | null;
      readonly source: string;
    }
  | {
      readonly kind: 'rate';
      readonly pair: string;
      readonly day: Day;
      readonly rate: Decimal | null;
      readonly source: string;
    };
