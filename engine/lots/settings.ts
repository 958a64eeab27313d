import type { Decimal } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import type { LotMethod } from '../ledger/instrument.ts';
import type { EventTable } from '../ledger/table.ts';

/** What the fold knows of a symbol, resolved once. */
export interface SymbolTerms {
  /** Currency of its prices and costs, a number of the table's currencies. */
  readonly currency: number;
  /** Multiplier × price factor: what one unit of price is worth for one unit held. */
  readonly unitValue: Decimal;
  /** Trades move no cash but their costs; the gain is paid on closing. */
  readonly isFuture: boolean;
}

export interface AccountTerms {
  readonly method: LotMethod;
  readonly allowShort: boolean;
}

/** A split known from outside the ledger: applies to every holding, before anything else of its day. */
export interface OuterSplit {
  readonly symbol: number;
  readonly day: Day;
  readonly ratio: Decimal;
}

export interface LotSettings {
  readonly table: EventTable;
  readonly symbols: readonly SymbolTerms[];
  readonly accounts: readonly AccountTerms[];
  readonly fees: 'expense' | 'capitalize';
  readonly baseCurrency: number;
  readonly baseDecimals: number;
  /** The account, beyond those of the table, in which own transfers are between two days. */
  readonly transitAccount: number;
  /** The other row of an own transfer, or -1. */
  readonly partner: (row: number) => number;
  /** Whether a row of type split states a split that is also known from outside: it applies once, on that day. */
  readonly isOuterSplit: (row: number) => boolean;
}
