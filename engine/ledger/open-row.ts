import type { Decimal, Int } from '../amounts/index.ts';
import { ABSENT } from './columns.ts';
import { EVENT_TYPES, type EventType } from './event.ts';
import { COLUMN_NUMBER, COLUMNS, type Column, type ColumnSet } from './fields.ts';
import type { Report } from './report.ts';
import type { EventTable } from './table.ts';

/**
 * The row of a table that is being written: the one after those that count. It knows which columns are filled,
 * and whether anything was wrong so far.
 */
export class OpenRow {
  readonly table: EventTable;
  row = 0;
  filled: ColumnSet = 0;
  failed = false;
  /** Decimals by which the figures as written shift to be in the currency: 2 for pence, else 0. */
  priceShift = 0;
  settleShift = 0;
  toShift = 0;
  private report: Report = () => {};

  constructor(table: EventTable) {
    this.table = table;
  }

  begin(report: Report): void {
    this.row = this.table.count;
    this.table.reserve(this.row + 1);
    this.filled = 0;
    this.failed = false;
    this.priceShift = 0;
    this.settleShift = 0;
    this.toShift = 0;
    this.report = report;
  }

  /** Reports a problem that keeps the row out of the ledger. */
  readonly refuse: Report = (code, field, message, more) => {
    this.failed = true;
    this.report(code, field, message, more);
  };

  /** Reports something that the row counts in spite of. */
  readonly warn: Report = (code, field, message, more) => this.report(code, field, message, more);

  has(column: Column): boolean {
    return (this.filled & (1 << COLUMN_NUMBER[column])) !== 0;
  }

  /** Fills a column of decimals by its place in COLUMNS. */
  putDecimal(column: number, units: Int, scale: number): void {
    const { table, row } = this;
    this.filled |= 1 << column;
    switch (column) {
      case QUANTITY:
        return table.quantity.put(row, units, scale);
      case PRICE:
        return table.price.put(row, units, scale);
      case AMOUNT:
        return table.amount.put(row, units, scale);
      case FEE:
        return table.fee.put(row, units, scale);
      case TAX:
        return table.tax.put(row, units, scale);
      default:
        table.rare[rareDecimal(column)].set(row, { units, scale });
    }
  }

  decimal(column: DecimalColumnName): Decimal | null {
    const { table, row } = this;
    switch (column) {
      case 'quantity':
      case 'price':
      case 'amount':
      case 'fee':
      case 'tax':
        return table[column].get(row);
      default:
        return table.rare[RARE_DECIMALS[column]].get(row) ?? null;
    }
  }

  setDecimal(column: DecimalColumnName, value: Decimal): void {
    this.putDecimal(COLUMN_NUMBER[column], value.units, value.scale);
  }

  /** Empties a column of decimals: a zero where nothing belongs. */
  drop(column: DecimalColumnName): void {
    this.filled &= ~(1 << COLUMN_NUMBER[column]);
    if (column in RARE_DECIMALS) this.table.rare[RARE_DECIMALS[column as RareDecimalName]].delete(this.row);
    else this.table[column as CommonDecimalName].put(this.row, 0, ABSENT);
  }

  /** Null where the type is missing or unknown. */
  get type(): EventType | null {
    return EVENT_TYPES[this.table.type.get(this.row)] ?? null;
  }

  get symbol(): string | undefined {
    return this.table.symbols.texts[this.table.symbol.get(this.row)];
  }

  get settleCurrency(): string {
    return this.table.currencies.texts[this.table.settleCurrency.get(this.row)];
  }

  get currency(): string {
    return this.table.currencies.texts[this.table.currency.get(this.row)];
  }
}

const { quantity: QUANTITY, price: PRICE, amount: AMOUNT, fee: FEE, tax: TAX } = COLUMN_NUMBER;

type CommonDecimalName = 'quantity' | 'price' | 'amount' | 'fee' | 'tax';

const RARE_DECIMALS = {
  ratio: 'ratio',
  to_quantity: 'toQuantity',
  to_amount: 'toAmount',
  cost_fraction: 'costFraction',
  multiplier: 'multiplier',
  stop: 'stop',
  target: 'target',
} as const satisfies Partial<Record<Column, keyof EventTable['rare']>>;

type RareDecimalName = keyof typeof RARE_DECIMALS;

export type DecimalColumnName = CommonDecimalName | RareDecimalName;

function rareDecimal(column: number): (typeof RARE_DECIMALS)[RareDecimalName] {
  return RARE_DECIMALS[COLUMNS[column] as RareDecimalName];
}

export function isDecimalColumn(column: Column): column is DecimalColumnName {
  return column in RARE_DECIMALS || COMMON_DECIMALS.has(column);
}

const COMMON_DECIMALS: ReadonlySet<Column> = new Set(['quantity', 'price', 'amount', 'fee', 'tax']);
