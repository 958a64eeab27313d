import { amount, type Decimal, isZero, quantity, ratio, unitPrice, ZERO } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { ABSENT, DecimalColumn, IntegerColumn, Names } from './columns.ts';
import { EVENT_TYPES, type EventFields, type EventType, type LedgerEvent } from './event.ts';

/** Fields that few rows have: a map from row to value instead of a column. */
export interface RareFields {
  readonly ratio: Map<number, Decimal>;
  readonly toQuantity: Map<number, Decimal>;
  readonly toAmount: Map<number, Decimal>;
  readonly costFraction: Map<number, Decimal>;
  readonly multiplier: Map<number, Decimal>;
  readonly stop: Map<number, Decimal>;
  readonly target: Map<number, Decimal>;
  readonly lot: Map<number, string>;
  readonly id: Map<number, string>;
  readonly link: Map<number, string>;
  readonly strategy: Map<number, string>;
  readonly tags: Map<number, string>;
  readonly note: Map<number, string>;
  readonly recordedAt: Map<number, number>;
}

/**
 * Ledger events as columns, one row each, in the order they were written. A row that counts is never changed or
 * removed: `LedgerBook` says which of them are in force, `orderEvents` in which order they take effect.
 */
export class EventTable {
  count = 0;
  private capacity = 64;
  readonly accounts = new Names();
  readonly symbols = new Names();
  readonly currencies = new Names();
  readonly files = new Names();

  readonly day = new IntegerColumn();
  readonly time = new IntegerColumn();
  /** Index into EVENT_TYPES. */
  readonly type = new IntegerColumn();
  readonly account = new IntegerColumn();
  readonly symbol = new IntegerColumn();
  readonly toSymbol = new IntegerColumn();
  readonly currency = new IntegerColumn();
  readonly settleCurrency = new IntegerColumn();
  readonly toCurrency = new IntegerColumn();
  readonly file = new IntegerColumn();
  readonly line = new IntegerColumn();

  readonly quantity = new DecimalColumn();
  readonly price = new DecimalColumn();
  readonly amount = new DecimalColumn();
  readonly fee = new DecimalColumn();
  readonly tax = new DecimalColumn();

  readonly rare: RareFields = {
    ratio: new Map(),
    toQuantity: new Map(),
    toAmount: new Map(),
    costFraction: new Map(),
    multiplier: new Map(),
    stop: new Map(),
    target: new Map(),
    lot: new Map(),
    id: new Map(),
    link: new Map(),
    strategy: new Map(),
    tags: new Map(),
    note: new Map(),
    recordedAt: new Map(),
  };
  /** All of them, for what is done to each: a file of nothing but wrong rows clears millions. */
  private readonly integerColumns = INTEGER_COLUMNS.map((name) => this[name]);
  private readonly decimalColumns = DECIMAL_COLUMNS.map((name) => this[name]);
  private readonly rareFields: readonly Map<number, unknown>[] = RARE_FIELDS.map((name) => this.rare[name]);

  /** Adds a row and answers its number. */
  append(event: EventFields & { readonly type: EventType }): number {
    const row = this.count;
    this.reserve(row + 1);
    this.count++;
    this.type.put(row, EVENT_TYPES.indexOf(event.type));
    this.day.put(row, event.day);
    this.time.put(row, event.time ?? -1);
    this.account.put(row, this.accounts.numberOf(event.account));
    this.symbol.put(row, event.symbol === null ? -1 : this.symbols.numberOf(event.symbol));
    this.toSymbol.put(row, event.toSymbol === null ? -1 : this.symbols.numberOf(event.toSymbol));
    this.currency.put(row, this.currencies.numberOf(event.currency));
    this.settleCurrency.put(row, this.currencies.numberOf(event.settleCurrency));
    this.toCurrency.put(row, event.toCurrency === null ? -1 : this.currencies.numberOf(event.toCurrency));
    this.file.put(row, event.origin.file === null ? -1 : this.files.numberOf(event.origin.file));
    this.line.put(row, event.origin.line ?? -1);
    this.quantity.set(row, event.quantity);
    this.price.set(row, event.price);
    this.amount.set(row, event.amount);
    // A cost of nothing is not there: so the checks leave rows, too.
    this.fee.set(row, isZero(event.fee) ? null : event.fee);
    this.tax.set(row, isZero(event.tax) ? null : event.tax);
    for (const field of RARE_FIELDS) {
      const value = field === 'recordedAt' ? event.origin.recordedAt : event[field];
      if (value !== null) (this.rare[field] as Map<number, unknown>).set(row, value);
    }
    return row;
  }

  /** Makes room for rows up to `length` in every column, so that each row below has a place in all of them. */
  reserve(length: number): void {
    if (length <= this.capacity) return;
    const room = Math.max(length, this.capacity * 2);
    for (const column of this.integerColumns) column.reserve(room);
    for (const column of this.decimalColumns) column.reserve(room);
    this.capacity = room;
  }

  /** Forgets the rows from `count` on: those of a batch that is refused as a whole. */
  truncate(count: number): void {
    while (this.count > count) this.clear(--this.count);
    this.clear(count);
  }

  /** Empties a row that does not count yet, so that it can be written again. */
  clear(row: number): void {
    for (const column of this.integerColumns) column.put(row, -1);
    for (const column of this.decimalColumns) column.put(row, 0, ABSENT);
    for (const field of this.rareFields) if (field.size > 0) field.delete(row);
  }

  typeOf(row: number): EventType {
    return EVENT_TYPES[this.type.values[row]];
  }

  /** The row as an event. */
  event(row: number): LedgerEvent {
    const { rare } = this;
    const rareDecimal = <T>(of: Map<number, Decimal>, brand: (value: Decimal) => T): T | null => {
      const value = of.get(row);
      return value === undefined ? null : brand(value);
    };
    const decimal = <T>(column: DecimalColumn, brand: (value: Decimal) => T): T | null => {
      const value = column.get(row);
      return value === null ? null : brand(value);
    };
    const name = (names: Names, column: IntegerColumn): string | null =>
      names.texts[column.values[row]] ?? null;
    const fields: EventFields & { type: EventType } = {
      type: this.typeOf(row),
      day: this.day.values[row] as Day,
      time: this.time.values[row] < 0 ? null : this.time.values[row],
      account: this.accounts.texts[this.account.values[row]],
      symbol: name(this.symbols, this.symbol),
      quantity: decimal(this.quantity, quantity),
      price: decimal(this.price, unitPrice),
      amount: decimal(this.amount, amount),
      fee: decimal(this.fee, amount) ?? amount(ZERO),
      tax: decimal(this.tax, amount) ?? amount(ZERO),
      currency: this.currencies.texts[this.currency.values[row]],
      settleCurrency: this.currencies.texts[this.settleCurrency.values[row]],
      ratio: rareDecimal(rare.ratio, ratio),
      toSymbol: name(this.symbols, this.toSymbol),
      toQuantity: rareDecimal(rare.toQuantity, quantity),
      toAmount: rareDecimal(rare.toAmount, amount),
      toCurrency: name(this.currencies, this.toCurrency),
      costFraction: rareDecimal(rare.costFraction, ratio),
      multiplier: rareDecimal(rare.multiplier, ratio),
      lot: rare.lot.get(row) ?? null,
      id: rare.id.get(row) ?? null,
      link: rare.link.get(row) ?? null,
      stop: rareDecimal(rare.stop, unitPrice),
      target: rareDecimal(rare.target, unitPrice),
      strategy: rare.strategy.get(row) ?? null,
      tags: rare.tags.get(row) ?? null,
      note: rare.note.get(row) ?? null,
      origin: {
        file: name(this.files, this.file),
        line: this.line.values[row] < 0 ? null : this.line.values[row],
        recordedAt: rare.recordedAt.get(row) ?? null,
      },
    };
    // The checks of this folder are what makes the fields match the type; rows that fail them are never in force.
    return fields as LedgerEvent;
  }
}

export const INTEGER_COLUMNS = [
  'day',
  'time',
  'type',
  'account',
  'symbol',
  'toSymbol',
  'currency',
  'settleCurrency',
  'toCurrency',
  'file',
  'line',
] as const satisfies readonly (keyof EventTable)[];

export const DECIMAL_COLUMNS = [
  'quantity',
  'price',
  'amount',
  'fee',
  'tax',
] as const satisfies readonly (keyof EventTable)[];

export const RARE_FIELDS = [
  'ratio',
  'toQuantity',
  'toAmount',
  'costFraction',
  'multiplier',
  'stop',
  'target',
  'lot',
  'id',
  'link',
  'strategy',
  'tags',
  'note',
  'recordedAt',
] as const satisfies readonly (keyof RareFields)[];
