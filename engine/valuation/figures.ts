import type { Decimal } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';

/** Amounts are whole minor units of base unless said otherwise. */
export interface Position {
  readonly symbol: string;
  /** Null where accounts are taken together. */
  readonly account: string | null;
  readonly quantity: Decimal;
  /** Per unit, in the instrument's currency; null where nothing is held. */
  readonly averageCost: Decimal | null;
  /** At the rates of purchase. */
  readonly costBasis: number;
  /** In the instrument's currency; null where none is known. */
  readonly price: Decimal | null;
  /** The day the price was quoted; null for a trade price or none. */
  readonly priceDate: Day | null;
  readonly estimated: boolean;
  readonly currency: string;
  readonly value: number;
  readonly unrealized: number;
  readonly realized: number;
  readonly income: number;
  readonly fees: number;
  readonly taxes: number;
  readonly fx: number;
}

/** A part of a lot that was closed; proceeds − cost = pnl + fx. A short's proceeds are those of its entry. */
export interface Disposal {
  readonly account: string;
  readonly symbol: string;
  readonly opened: Day;
  readonly closed: Day;
  /** Positive for a long, negative for a short. */
  readonly quantity: Decimal;
  readonly proceeds: number;
  readonly cost: number;
  readonly pnl: number;
  readonly fx: number;
  readonly row: number;
  readonly lotRow: number;
}

export interface OpenLot {
  readonly account: string;
  readonly symbol: string;
  readonly opened: Day;
  readonly quantity: Decimal;
  /** In the instrument's currency. */
  readonly cost: Decimal;
  readonly currency: string;
  /** In base, at the rate of purchase. */
  readonly costBase: number;
  readonly id: string | null;
}
