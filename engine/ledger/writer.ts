import { type Int, ONE } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { checkEvent } from './check-event.ts';
import { readDay, readDecimal, readText, readTime, shown } from './column-text.ts';
import type { ContractTerms } from './contract-terms.ts';
import { EVENT_TYPES } from './event.ts';
import { COLUMN_NUMBER, COLUMNS, columnSet } from './fields.ts';
import { KnownIds } from './known-ids.ts';
import {
  DEFAULT_ACCOUNT,
  type LedgerContext,
  LedgerNames,
  type PackedCurrency,
  UNSTATED,
} from './ledger-names.ts';
import { OpenRow } from './open-row.ts';
import { OrdinaryRow } from './ordinary-row.ts';
import type { Report } from './report.ts';
import { sameEvent } from './same-event.ts';
import { EventTable } from './table.ts';

/** Of a row: it counts now, it was there before under its id, or a problem keeps it out. */
export type Outcome = 'added' | 'known' | 'refused';

/**
 * Writes events into a table, one after another: `begin`, the filled columns in any order, `finish`. Only what
 * passes every check counts; the rest leaves nothing behind. The report of the row is told of every problem.
 */
export class EventWriter {
  readonly table: EventTable;
  private readonly ids: KnownIds | null;
  /** To be filled for `putOrdinary`. */
  readonly ordinary: OrdinaryRow;
  private readonly open: OpenRow;
  private readonly names: LedgerNames;
  private currency: PackedCurrency = UNSTATED;
  private settleCurrency: PackedCurrency = UNSTATED;
  private id: string | null = null;
  /** The row that the last row finished was known by. */
  knownRow = -1;
  private defaultAccount = -1;

  /** `ids`: null where the caller has made sure that each is there once; then none is remembered. */
  constructor(context: LedgerContext, table = new EventTable(), ids: KnownIds | null = new KnownIds()) {
    this.table = table;
    this.ids = ids;
    this.ordinary = new OrdinaryRow(table);
    this.open = new OpenRow(table);
    this.names = new LedgerNames(context, table);
  }

  /** Starts a row; `file` is its number in the table's files or -1, `line` that of the file or -1. */
  begin(file: number, line: number, report: Report): void {
    const { open, table } = this;
    open.begin(report);
    table.file.put(open.row, file);
    table.line.put(open.row, line);
    this.currency = UNSTATED;
    this.settleCurrency = UNSTATED;
    this.id = null;
  }

  /** Fills a column, by its place in COLUMNS, from text without white space around it; empty text is nothing. */
  putText(column: number, text: string): void {
    if (text === '') return;
    const { open } = this;
    const name = COLUMNS[column];
    open.filled |= 1 << column;
    switch (name) {
      case 'date':
        return this.putDay(readDay(text, open.refuse) ?? NEVER);
      case 'time':
        this.table.time.put(open.row, readTime(text, open.refuse) ?? -1);
        return;
      case 'id':
      case 'lot':
      case 'link':
      case 'strategy':
      case 'tags':
      case 'note':
        return this.putRareText(name, readText(text, name, open.refuse));
      case 'type':
      case 'account':
      case 'symbol':
      case 'to_symbol':
      case 'currency':
      case 'settle_currency':
      case 'to_currency':
        return this.putNumber(column, this.numberOf(column, text));
      default: {
        const value = readDecimal(text, name, open.refuse);
        if (value !== null) open.putDecimal(column, value.units, value.scale);
      }
    }
  }

  putDay(day: Day): void {
    this.open.filled |= DATE;
    this.table.day.put(this.open.row, day);
  }

  /** Fills a decimal column by its place in COLUMNS. */
  putDecimal(column: number, units: Int, scale: number): void {
    this.open.putDecimal(column, units, scale);
  }

  /** Fills a type, account, symbol or currency column with what `numberOf` answered for its text. */
  putNumber(column: number, number: number): void {
    const { open, table } = this;
    open.filled |= 1 << column;
    switch (column) {
      case COLUMN_NUMBER.type:
        return table.type.put(open.row, number);
      case COLUMN_NUMBER.account:
        return table.account.put(open.row, number);
      case COLUMN_NUMBER.symbol:
        return table.symbol.put(open.row, number);
      case COLUMN_NUMBER.to_symbol:
        return table.toSymbol.put(open.row, number);
      case COLUMN_NUMBER.to_currency:
        table.toCurrency.put(open.row, number >> 2);
        open.toShift = number & 3;
        return;
      case COLUMN_NUMBER.currency:
        this.currency = number;
        return;
      default:
        this.settleCurrency = number;
    }
  }

  /** Counts the row in `ordinary`, if it is such a one; else it has to be written column by column. */
  putOrdinary(file: number, line: number): boolean {
    const { ordinary, names } = this;
    const { filled, numbers } = ordinary;
    const account = (filled & ACCOUNT) === 0 ? this.defaultAccount : numbers[COLUMN_NUMBER.account];
    if (account < 0) return false;
    const currency =
      (filled & CURRENCY) === 0 ? names.knownCurrency(account) : numbers[COLUMN_NUMBER.currency];
    if (currency < 0 || (currency & 3) !== 0) return false;
    const symbol = (filled & SYMBOL) === 0 ? -1 : numbers[COLUMN_NUMBER.symbol];
    if ((filled & ID) === 0 || this.ids === null)
      return ordinary.put(file, line, account, currency >> 2, names.termsOf(symbol));
    const id = ordinary.texts[COLUMN_NUMBER.id];
    if (this.ids.rowOf(account, id) >= 0) return false;
    if (!ordinary.put(file, line, account, currency >> 2, names.termsOf(symbol))) return false;
    this.ids.set(account, id, this.table.count - 1);
    return true;
  }

  /**
   * The number that stands for a text in a type, account, symbol or currency column of this table; below zero,
   * and reported, if it cannot stand there.
   */
  numberOf(column: number, text: string): number {
    return this.names.numberOf(COLUMNS[column], text, this.open.refuse);
  }

  /** Checks the row and counts it, unless something is wrong or it is known. `replacing` is the row it corrects, or -1. */
  finish(replacing = -1): Outcome {
    const { open, table } = this;
    this.fillDefaults();
    const type = EVENT_TYPES[table.type.get(open.row)];
    if (type !== undefined) {
      const terms = this.names.termsOf(table.symbol.get(open.row));
      checkEvent(open, type, terms);
      if (terms.multiplier !== ONE) this.fillMultiplier(terms);
    }
    const outcome = open.failed ? 'refused' : this.id === null ? 'added' : this.identify(this.id, replacing);
    if (outcome === 'added') table.count++;
    else table.clear(open.row);
    return outcome;
  }

  private putRareText(
    column: 'id' | 'lot' | 'link' | 'strategy' | 'tags' | 'note',
    text: string | null,
  ): void {
    if (text === null) return;
    this.table.rare[column].set(this.open.row, text);
    if (column === 'id') this.id = text;
  }

  /** The account, and the currencies of price and cash, where the row leaves them open. */
  private fillDefaults(): void {
    const { open, table } = this;
    if ((open.filled & DATE) === 0)
      open.refuse('field_required', 'date', 'date is empty; every event has one');
    if ((open.filled & TYPE) === 0)
      open.refuse('field_required', 'type', 'type is empty; every event has one');
    if ((open.filled & ACCOUNT) === 0) {
      if (this.defaultAccount < 0) {
        this.defaultAccount = this.names.numberOf('account', DEFAULT_ACCOUNT, open.refuse);
      }
      table.account.put(open.row, this.defaultAccount);
    }
    if (this.currency === UNSTATED) {
      this.currency = this.names.accountCurrency(table.account.get(open.row), open.refuse);
    }
    if (this.settleCurrency === UNSTATED) this.settleCurrency = this.currency;
    table.currency.put(open.row, this.currency >> 2);
    table.settleCurrency.put(open.row, this.settleCurrency >> 2);
    open.priceShift = this.currency & 3;
    open.settleShift = this.settleCurrency & 3;
  }

  /** States the multiplier of contracts in the row, so that whoever reads it needs no other source. */
  private fillMultiplier(terms: ContractTerms): void {
    const { table, open } = this;
    const { multiplier } = table.rare;
    if (table.quantity.has(open.row) && !multiplier.has(open.row)) multiplier.set(open.row, terms.multiplier);
  }

  private identify(id: string, replacing: number): Outcome {
    const { open, table, ids } = this;
    if (ids === null) return 'added';
    const account = table.account.get(open.row);
    const known = ids.rowOf(account, id);
    if (known < 0 || known === replacing) {
      ids.set(account, id, open.row);
      return 'added';
    }
    for (let row = known; row >= 0; row = ids.supersededBy(row)) {
      if (!sameEvent(table, row, open.row)) continue;
      this.knownRow = known;
      open.warn('id_repeated', 'id', `id ${shown(id)} is known${this.place(known)}, with the same content`);
      return 'known';
    }
    open.refuse('id_conflict', 'id', `id ${shown(id)} stands for another event${this.place(known)}`);
    return 'refused';
  }

  /** " (x.csv, line 2)" */
  private place(row: number): string {
    const { table } = this;
    const file = table.files.texts[table.file.get(row)];
    const line = table.line.get(row);
    return file === undefined || line < 0 ? '' : ` (${file}, line ${line})`;
  }
}

const DATE = columnSet('date');
const TYPE = columnSet('type');
const ACCOUNT = columnSet('account');
const SYMBOL = columnSet('symbol');
const ID = columnSet('id');
const CURRENCY = columnSet('currency');
/** In place of a date that was refused; such a row never counts. */
const NEVER = 0 as Day;
