import type { DecimalColumn } from './columns.ts';
import { type ContractTerms, SHARES } from './contract-terms.ts';
import { EVENT_TYPES, type EventType } from './event.ts';
import { COLUMN_NUMBER, COLUMNS, type ColumnSet, columnSet } from './fields.ts';
import { ALLOWED, NEEDED, TYPE_RULES } from './rules.ts';
import type { EventTable } from './table.ts';

/**
 * A row as plain numbers, by place in COLUMNS, for readers that handle many. `put` takes rows that have nothing
 * to report and nothing to complete but the amount of a trade, without going through the checks one by one. It may
 * decline any row; what it takes, the checks accept and complete in the same way, which a property test holds it to.
 */
export class OrdinaryRow {
  filled: ColumnSet = 0;
  day = 0;
  /** Types, accounts, symbols and packed currencies. */
  readonly numbers = new Int32Array(COLUMNS.length);
  /** Decimals of up to 15 digits. */
  readonly units = new Float64Array(COLUMNS.length);
  readonly scales = new Uint8Array(COLUMNS.length);
  /** Seconds after midnight. */
  time = 0;
  /** Of the columns of free text; none is longer than TEXT_LENGTH_MAX. */
  readonly texts: string[] = COLUMNS.map(() => '');

  private readonly table: EventTable;

  constructor(table: EventTable) {
    this.table = table;
  }

  /**
   * Counts the row in the table, if it is ordinary. `currency` is the table's number of the only currency that is
   * concerned, `terms` those of the symbol.
   */
  put(file: number, line: number, account: number, currency: number, terms: ContractTerms): boolean {
    const { filled, numbers, table } = this;
    if ((filled & DATE_AND_TYPE) !== DATE_AND_TYPE) return false;
    const type = numbers[TYPE];
    if ((filled & ~ORDINARY) !== 0 || (filled & ~ALLOWED[type]) !== 0 || (NEEDED[type] & ~filled) !== 0)
      return false;
    if (type === BUY || type === SELL) {
      if (terms !== SHARES || !this.completeTrade(type)) return false;
    } else if (!this.isPlainCash(type)) return false;
    const row = table.count;
    table.reserve(row + 1);
    table.type.values[row] = type;
    table.day.values[row] = this.day;
    table.account.values[row] = account;
    table.currency.values[row] = currency;
    table.settleCurrency.values[row] = currency;
    table.file.values[row] = file;
    table.line.values[row] = line;
    if ((filled & SYMBOL_BIT) !== 0) table.symbol.values[row] = numbers[SYMBOL];
    if ((filled & TIME_BIT) !== 0) table.time.values[row] = this.time;
    if ((filled & TEXTS) !== 0) this.putTexts(row);
    this.putDecimal(table.quantity, row, QUANTITY);
    this.putDecimal(table.price, row, PRICE);
    this.putDecimal(table.amount, row, AMOUNT);
    this.putDecimal(table.fee, row, FEE);
    this.putDecimal(table.tax, row, TAX);
    table.count++;
    return true;
  }

  private putTexts(row: number): void {
    for (const name of TEXT_COLUMNS) {
      const place = COLUMN_NUMBER[name];
      if ((this.filled & (1 << place)) !== 0) this.table.rare[name].set(row, this.texts[place]);
    }
  }

  /** Straight into the arrays: as an argument of a call the units would cost an object. */
  private putDecimal(column: DecimalColumn, row: number, place: number): void {
    if ((this.filled & (1 << place)) === 0) return;
    column.units[row] = this.units[place];
    column.scales[row] = this.scales[place];
  }

  /** Cash alone, with no costs named beside it. */
  private isPlainCash(type: number): boolean {
    if (!CASH_TYPES[type] || (this.filled & MOVED) !== AMOUNT_BIT) return false;
    const amount = this.units[AMOUNT];
    const { cash } = TYPE_RULES[EVENT_TYPES[type]];
    return cash === 'either' || (cash === 'in' ? amount >= 0 : amount <= 0);
  }

  /** A trade with price, whose amount is what the other columns make it; left out, it is filled in. */
  private completeTrade(type: number): boolean {
    const { filled, units, scales } = this;
    if ((filled & PRICE_BIT) === 0 || units[QUANTITY] <= 0 || units[PRICE] < 0) return false;
    const hasFee = (filled & FEE_BIT) !== 0;
    const hasTax = (filled & TAX_BIT) !== 0;
    if ((hasFee && units[FEE] <= 0) || (hasTax && units[TAX] <= 0)) return false;
    const hasAmount = (filled & AMOUNT_BIT) !== 0;
    const valueScale = scales[QUANTITY] + scales[PRICE];
    let scale = valueScale;
    if (hasAmount && scales[AMOUNT] > scale) scale = scales[AMOUNT];
    if (hasFee && scales[FEE] > scale) scale = scales[FEE];
    if (hasTax && scales[TAX] > scale) scale = scales[TAX];
    if (scale > SCALE_MAX) return false;
    const value = units[QUANTITY] * units[PRICE] * POWERS[scale - valueScale];
    const fee = hasFee ? units[FEE] * POWERS[scale - scales[FEE]] : 0;
    const tax = hasTax ? units[TAX] * POWERS[scale - scales[TAX]] : 0;
    const stated = hasAmount ? units[AMOUNT] * POWERS[scale - scales[AMOUNT]] : 0;
    // Below 2^50 each, every product and sum is exact; an amount above that equals none of them.
    if (value > EXACT || fee > EXACT || tax > EXACT) return false;
    const expected = (type === BUY ? -value : value) - fee - tax + 0;
    if (hasAmount) return stated === expected;
    units[AMOUNT] = expected;
    scales[AMOUNT] = scale;
    this.filled |= AMOUNT_BIT;
    return true;
  }
}

const {
  type: TYPE,
  symbol: SYMBOL,
  quantity: QUANTITY,
  price: PRICE,
  amount: AMOUNT,
  fee: FEE,
  tax: TAX,
} = COLUMN_NUMBER;
const DATE_AND_TYPE = columnSet('date', 'type');
const SYMBOL_BIT = columnSet('symbol');
const QUANTITY_BIT = columnSet('quantity');
const PRICE_BIT = columnSet('price');
const AMOUNT_BIT = columnSet('amount');
const FEE_BIT = columnSet('fee');
const TAX_BIT = columnSet('tax');
/** All that can move or cost. */
const MOVED = QUANTITY_BIT | PRICE_BIT | AMOUNT_BIT | FEE_BIT | TAX_BIT;
const TIME_BIT = columnSet('time');
const TEXT_COLUMNS = ['id', 'link', 'strategy', 'tags', 'note'] as const;
const TEXTS = columnSet(...TEXT_COLUMNS);
const ORDINARY = MOVED | TEXTS | columnSet('date', 'time', 'account', 'type', 'symbol', 'currency');

const BUY = EVENT_TYPES.indexOf('buy');
const SELL = EVENT_TYPES.indexOf('sell');
const PLAIN_CASH: ReadonlySet<EventType> = new Set([
  'deposit',
  'withdrawal',
  'dividend',
  'interest',
  'fee',
  'tax',
]);
const CASH_TYPES = EVENT_TYPES.map((type) => PLAIN_CASH.has(type));

const SCALE_MAX = 15;
const POWERS = Float64Array.from({ length: SCALE_MAX + 1 }, (_, n) => 10 ** n);
const EXACT = 2 ** 50;
