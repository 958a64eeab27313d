import type { Decimal, Int } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import type { Problem } from '../problems/index.ts';
import type { ClosedLot, Rate } from './disposal.ts';
import type { Holding } from './holding.ts';
import type { LotScales } from './lot.ts';
import type { Timeline } from './timeline.ts';

/** The running totals of an account and currency that folding lots adds to; see "How the figures are made". */
export type LotTotal = 'cash' | 'income' | 'adjustments' | 'exchanged' | 'costInKind';

/** An amount (units × 10^-scale) that belongs to a running total of an account, currency and day. */
export interface TotalEntry {
  readonly total: LotTotal;
  readonly account: number;
  /** The instrument whose event it was. */
  readonly symbol: number;
  readonly currency: number;
  readonly day: Day;
  readonly units: Int;
  readonly scale: number;
  readonly row: number;
}

/** Units that came into (positive) or went out of an account in kind; a flow at that day's market value. */
export interface KindFlow {
  readonly account: number;
  readonly symbol: number;
  readonly day: Day;
  readonly quantity: Int;
  /** Counts as the flow where no price is known that day; in the instrument's currency. */
  readonly cost: Int;
  /** Between two accounts of the ledger: a flow of each, none of the portfolio. */
  readonly own: boolean;
  /** Of an `opening` event. */
  readonly opening: boolean;
  readonly row: number;
}

/** The gain of a sale that settled in another currency counts at the booked rate. */
export interface BookedGain {
  readonly account: number;
  readonly symbol: number;
  readonly currency: number;
  readonly day: Day;
  readonly gain: Int;
  readonly scale: number;
  readonly booked: Rate;
}

/** What folding one group of linked instruments gives. */
export interface GroupLots {
  readonly scales: LotScales;
  readonly timelines: readonly Timeline[];
  readonly entries: readonly TotalEntry[];
  readonly kindFlows: readonly KindFlow[];
  readonly bookedGains: readonly BookedGain[];
  readonly problems: readonly Problem[];
  /** Parts of lots in order of closing; made on first use where the fold could do without. */
  closed(): readonly ClosedLot[];
  /** What the fold ended with, with its open lots; likewise. */
  holdings(): readonly Holding[];
}

/** What lots need to know of the market: only for events that leave something open. */
export interface Market {
  /** Price of a symbol on a day in its own currency; null where unknown. */
  price(symbol: number, day: Day): Decimal | null;
  /** Base per one unit of a currency on a day. */
  rate(currency: number, day: Day): Rate;
}
