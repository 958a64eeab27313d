import type { Amount, Quantity, Ratio, UnitPrice } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';

/** The event types of the neutral ledger, in the order of their documentation. */
export const EVENT_TYPES = [
  'opening',
  'deposit',
  'withdrawal',
  'buy',
  'sell',
  'dividend',
  'interest',
  'fee',
  'tax',
  'split',
  'transfer_in',
  'transfer_out',
  'spinoff',
  'merger',
  'rename',
  'return_of_capital',
  'fx',
  'option_expire',
  'option_assign',
  'option_exercise',
  'adjustment',
  'unclassified',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** Where and when a fact was learnt. */
export interface EventOrigin {
  readonly file: string | null;
  /** The header is line 1. */
  readonly line: number | null;
  /** Milliseconds since the epoch, given by the caller; null for plain files. */
  readonly recordedAt: number | null;
}

/** All columns of the neutral ledger; absent is null, except `fee` and `tax`, which are zero when absent. */
export interface EventFields {
  readonly day: Day;
  /** Seconds after midnight in the account's time zone. */
  readonly time: number | null;
  readonly account: string;
  readonly symbol: string | null;
  readonly quantity: Quantity | null;
  readonly price: UnitPrice | null;
  /**
   * What the cash balance changed by: signed, net of fee and tax, in `settleCurrency`. Of units that move without
   * a trade, and of a future's trade, it is their costs.
   */
  readonly amount: Amount | null;
  readonly fee: Amount;
  readonly tax: Amount;
  /** Of `price`; never pence, whose figures are restated. */
  readonly currency: string;
  /** Of `amount`, `fee` and `tax`; the same as `currency` unless stated. */
  readonly settleCurrency: string;
  readonly ratio: Ratio | null;
  readonly toSymbol: string | null;
  readonly toQuantity: Quantity | null;
  readonly toAmount: Amount | null;
  readonly toCurrency: string | null;
  readonly costFraction: Ratio | null;
  /** Stated wherever there is a quantity of what has a contract size. */
  readonly multiplier: Ratio | null;
  readonly lot: string | null;
  readonly id: string | null;
  readonly link: string | null;
  readonly stop: UnitPrice | null;
  readonly target: UnitPrice | null;
  readonly strategy: string | null;
  readonly tags: string | null;
  readonly note: string | null;
  readonly origin: EventOrigin;
}

type Needs<Type extends EventType, Required extends keyof EventFields> = EventFields & {
  readonly type: Type;
} & { readonly [K in Required]: NonNullable<EventFields[K]> };

/**
 * One fact of the ledger; each type says which of the columns it always has. Whether a dividend is one in units
 * says `isDividendInUnits`.
 */
export type LedgerEvent =
  | Needs<'opening' | 'transfer_in' | 'transfer_out', never>
  | Needs<'deposit' | 'withdrawal' | 'interest', 'amount'>
  | Needs<'fee' | 'tax', 'amount'>
  | Needs<'buy' | 'sell', 'symbol' | 'quantity' | 'amount'>
  | Needs<'dividend', never>
  | Needs<'split', 'symbol' | 'ratio'>
  | Needs<'spinoff', 'symbol' | 'toSymbol' | 'toQuantity'>
  | Needs<'merger', 'symbol' | 'toSymbol' | 'ratio'>
  | Needs<'rename', 'symbol' | 'toSymbol'>
  | Needs<'return_of_capital', 'symbol' | 'amount'>
  | Needs<'fx', 'amount' | 'toAmount' | 'toCurrency'>
  | Needs<'option_expire' | 'option_assign' | 'option_exercise', 'symbol' | 'quantity'>
  | Needs<'adjustment' | 'unclassified', never>;
