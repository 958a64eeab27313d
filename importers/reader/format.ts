import type { EventInput, InstrumentKind, ZoneName } from '@tidemark/engine';
import type { DateOrder } from './dates.ts';
import type { NumberLocale } from './numbers.ts';
import type { Derived, Row } from './row.ts';

/** What a column of a broker's file may say. Money and units are as the file writes them; the reader finds the signs. */
export const FIELDS = [
  'date',
  'time',
  'type',
  'subtype',
  'symbol',
  'isin',
  'name',
  'note',
  'id',
  'account',
  'pair',
  'status',
  'quantity',
  'price',
  'amount',
  'fee',
  'tax',
  'multiplier',
  'rate',
  'ratio',
  'currency',
  'priceCurrency',
  'feeCurrency',
  'taxCurrency',
  'balance',
  'balanceCurrency',
  'toSymbol',
  'toQuantity',
  'toAmount',
  'toCurrency',
] as const;

export type Field = (typeof FIELDS)[number];

/** Fields of numbers. */
export const NUMBER_FIELDS = [
  'quantity',
  'price',
  'amount',
  'fee',
  'tax',
  'balance',
  'rate',
  'ratio',
  'multiplier',
  'toQuantity',
  'toAmount',
] as const satisfies readonly Field[];

export type NumberField = (typeof NUMBER_FIELDS)[number];

/**
 * Names of one column, divided by `|`, in any letter case. `Total (*)` takes any text for the star, which is then
 * the currency of the column; `Change>` is the column to the right of Change, which has no name of its own.
 */
export type ColumnNames = string;

/**
 * What a row is. `trade`, `cash` and `transfer` go by the sign of what they move; `reward` is income in units;
 * `split_added` states the units that a split added, `split_ratio` new units per old; `split_close` and
 * `split_open` are the two halves of one; `fx_leg` one side of a conversion, `swap_leg` one of an exchange of units
 * of which both rows state the value, `exchange_leg` one of units for money; `currency_trade` is a conversion of units
 * of the currency `symbol` in one row, `rename_leg` one side of an exchange of all units for as many others. `skip: …`
 * is no event, and says why.
 */
export const KIND_NAMES = [
  'buy',
  'sell',
  'trade',
  'deposit',
  'withdrawal',
  'cash',
  'dividend',
  'interest',
  'fee',
  'tax',
  'transfer',
  'transfer_in',
  'transfer_out',
  'reward',
  'return_of_capital',
  'split_added',
  'split_ratio',
  'split_close',
  'split_open',
  'fx_leg',
  'rename_leg',
  'swap_leg',
  'exchange_leg',
  'currency_trade',
  'option_expire',
  'option_assign',
  'option_exercise',
  'adjustment',
  'unclassified',
] as const;

export type Kind = (typeof KIND_NAMES)[number] | `skip: ${string}`;

/** What is behind a format: how far it can be trusted. */
export type Behind =
  | { readonly kind: 'sample'; readonly what: string }
  | { readonly kind: 'description'; readonly link: string }
  | { readonly kind: 'unconfirmed' };

/** One table of a broker's file, in words. */
export interface TableWords {
  /** Header names that together make the table known. */
  readonly marks: readonly ColumnNames[];
  /** Where each field stands; of several columns numbers are summed, and the first text counts. */
  readonly columns: Readonly<Partial<Record<Field, ColumnNames | readonly ColumnNames[]>>>;
  /** Columns that are known and say nothing that a ledger holds. */
  readonly unread?: readonly ColumnNames[];
  /** What the words of `type` (with `subtype` after a `/`, where there is one) mean; `dividend*` is any word that begins so. */
  readonly types: Readonly<Record<string, Kind>>;
  /** Of numbers that can be read both ways, where the layout is known to be so everywhere. */
  readonly numbers?: NumberLocale;
  /** Of dates that can be read both ways, where the layout is known to be so everywhere. */
  readonly dates?: DateOrder;
  /** The clock of times without an offset; the account's own where it is absent. */
  readonly zone?: ZoneName;
  /** Of amounts, where the broker knows only one. */
  readonly currency?: string;
  /** Finds it elsewhere in the file: the first group of this pattern. */
  readonly currencyIn?: RegExp;
  /** Whether the amount contains the costs, where the rows themselves do not show it. */
  readonly amount?: 'net' | 'gross';
  /** Rows that stand under the table: their first text. */
  readonly footer?: RegExp;
  /** Fields that stand inside other texts of the row, as "OPEN BUY 34 @ 11.7480". */
  readonly derive?: (row: Row) => Derived;
  /** What the words cannot say: what a row is, or its events. Undefined leaves it to the words. */
  readonly read?: (row: Row) => Kind | readonly EventInput[] | undefined;
  /** What kind of instrument a row is of; null where the file does not say. */
  readonly kindOf?: (row: Row) => InstrumentKind | null;
  /** The instrument's name in the ledger; else the symbol, the ISIN, the name, whichever comes first. */
  readonly symbol?: (row: Row) => string;
}

/** Files of one broker or program, in words. */
export interface Format {
  /** In small letters, as `schwab`. */
  readonly name: string;
  readonly title: string;
  readonly behind: Behind;
  readonly tables: readonly TableWords[];
}
