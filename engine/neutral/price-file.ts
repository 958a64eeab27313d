import { type Decimal, decimal, int, isCurrencyCode, multiply, parseDecimal } from '../amounts/index.ts';
import { type Day, formatDay } from '../calendar/day.ts';
import { type PriceBookBuilder, PUT } from '../prices/index.ts';
import type { Problem, ProblemCode } from '../problems/index.ts';
import { ByteNames, NEW_NAME } from './byte-names.ts';
import { DateBytes, DecimalBytes } from './byte-values.ts';
import { type CsvHandler, type CsvLayout, type CsvRow, CsvScanner, type PlainRows } from './csv.ts';
import { withoutGuard } from './guarded-text.ts';
import { type Conflict, PlainPriceRows } from './plain-price-rows.ts';
import { ProblemList, shown } from './problem-list.ts';

const DATE = 0;
const SYMBOL = 1;
const PRICE = 2;
const CURRENCY = 3;
const COLUMNS = ['date', 'symbol', 'price', 'currency'] as const;
const SYMBOL_BYTES_MAX = 64;
/** Instead of a currency's number. */
const UNSTATED = -1;
const INVALID = -2;

/** `long`: the rows name the symbol. `symbol`: the file does (AAPL.csv), unless it has a column for it. */
export type PriceFileKind = 'long' | 'symbol';

/**
 * Reads one price file into a builder: `date,symbol,price[,currency]`, or `date` and `close` (or `price`) of the
 * symbol that names the file. Further columns are ignored. The file is one source of the book and comes before
 * the files read earlier: its price of a day replaces theirs.
 */
export class PriceFile implements CsvHandler {
  private readonly builder: PriceBookBuilder;
  private readonly problems: ProblemList;
  private readonly scanner: CsvScanner;
  private readonly source: number;
  private readonly fileSymbol: number;
  private readonly futures: ReadonlySet<string> | null;
  private readonly names = new ByteNames();
  private readonly codes = new ByteNames();
  private readonly date = new DateBytes();
  private readonly decimal = new DecimalBytes();
  private plain: PlainPriceRows | null = null;
  private hasSymbol = false;
  private hasCurrency = false;

  /**
   * `source` is a source of the builder that several files may share; a new one by the file's name if not given.
   * `futures` are the symbols that may have prices below zero; null if that is to be seen later.
   */
  constructor(
    file: string,
    kind: PriceFileKind,
    builder: PriceBookBuilder,
    source = builder.source(file),
    futures: ReadonlySet<string> | null = null,
  ) {
    this.builder = builder;
    this.futures = futures;
    this.problems = new ProblemList(file);
    this.source = source;
    this.fileSymbol = kind === 'symbol' ? builder.symbol(nameOfFile(file)) : -1;
    const layout: CsvLayout = {
      columns: COLUMNS,
      required: kind === 'long' ? ['date', 'symbol', 'price'] : ['date', 'price'],
      aliases: { close: 'price' },
      unknownColumns: 'ignore',
    };
    this.scanner = new CsvScanner(layout, this.problems, this);
  }

  /** The next bytes of the file. */
  push(bytes: Uint8Array): void {
    this.scanner.push(bytes);
  }

  /** Ends the file; all its problems. */
  end(): Problem[] {
    this.scanner.end();
    this.plain?.end();
    if (this.plain !== null && !this.hasCurrency) {
      for (const symbol of this.plain.symbols) {
        if (!this.builder.stateCurrency(symbol, UNSTATED))
          this.conflict('price_currency_mixed', null, symbol, null);
      }
    }
    return this.problems.all();
  }

  plainRows(header: readonly number[]): PlainRows | null {
    this.hasSymbol = header.includes(SYMBOL);
    this.hasCurrency = header.includes(CURRENCY);
    const order = header.join();
    if (order !== '0,1,2' && order !== '0,1,2,3') return null;
    this.plain = new PlainPriceRows(this.builder, this.source, this.hasCurrency, (code, line, symbol, day) =>
      this.conflict(code, line, symbol, day),
    );
    return this.plain;
  }

  row(row: CsvRow): void {
    const { bytes, starts, ends } = row;
    const day = this.date.read(bytes, starts[DATE], ends[DATE]);
    if (day === null) this.refuse('date_invalid', row, DATE, 'is not a day written as YYYY-MM-DD');
    const short = this.decimal.read(bytes, starts[PRICE], ends[PRICE]);
    const long = short ? null : parseDecimal(row.text(PRICE));
    if (!short && long === null)
      this.refuse('price_invalid', row, PRICE, 'is not a price written as a plain decimal');
    const symbol = this.symbolOf(row);
    const currency = this.currencyOf(row);
    if (day === null || (!short && long === null) || symbol < 0 || currency === INVALID) return;
    if (this.builder.stateCurrency(symbol, currency)) this.put(row, symbol, day, long, currency);
    else this.conflict('price_currency_mixed', row.line, symbol, day);
  }

  /** Puts the price just read, or the long one, in the unit of the symbol's other prices. */
  private put(row: CsvRow, symbol: number, day: Day, written: Decimal | null, currency: number): void {
    const { units, scale } = this.decimal;
    const shift = this.builder.unitShift(symbol, currency);
    const long = shift === 0 ? written : inUnit(written ?? decimal(units, scale), shift);
    if (
      (long?.units ?? units) < 0 &&
      this.futures !== null &&
      !this.futures.has(this.builder.symbols[symbol])
    ) {
      this.refuse('price_invalid', row, PRICE, 'is below zero, which only the price of a future can be');
      return;
    }
    this.plain?.close(day);
    const put =
      long === null
        ? this.builder.put(symbol, day, units, scale, this.source)
        : this.builder.putPrice(symbol, day, long, this.source);
    if (put === PUT.conflicting) this.conflict('price_duplicate', row.line, symbol, day);
    if (put === PUT.tooFar) this.conflict('date_invalid', row.line, symbol, day);
    if (put === PUT.tooLarge) this.refuse('price_invalid', row, PRICE, 'is larger than any price can be');
  }

  private currencyOf(row: CsvRow): number {
    if (row.isEmpty(CURRENCY)) return UNSTATED;
    const { bytes, starts, ends } = row;
    const known = this.codes.find(bytes, starts[CURRENCY], ends[CURRENCY]);
    if (known !== NEW_NAME) return known;
    const code = row.text(CURRENCY);
    if (!isCurrencyCode(code)) {
      this.refuse('currency_invalid', row, CURRENCY, 'is not a currency code');
      return INVALID;
    }
    const currency = this.builder.currency(code);
    this.codes.add(bytes, starts[CURRENCY], ends[CURRENCY], currency);
    return currency;
  }

  /** The row's symbol, or that of the file; negative, with the problem noted, if there is none. */
  private symbolOf(row: CsvRow): number {
    if (!this.hasSymbol) return this.fileSymbol;
    const { bytes, starts, ends } = row;
    const known = this.names.find(bytes, starts[SYMBOL], ends[SYMBOL]);
    if (known !== NEW_NAME) return known;
    const name = withoutGuard(row.text(SYMBOL).trim());
    if (name === '' || ends[SYMBOL] - starts[SYMBOL] > SYMBOL_BYTES_MAX) {
      const why = name === '' ? 'is no symbol' : 'is longer than any symbol';
      this.refuse(name === '' ? 'field_required' : 'field_too_long', row, SYMBOL, why);
      return -1;
    }
    const symbol = this.builder.symbol(name);
    // Within quotes, bytes with a quote stand for another text than outside.
    if (!name.includes('"')) this.names.add(bytes, starts[SYMBOL], ends[SYMBOL], symbol);
    return symbol;
  }

  private refuse(code: ProblemCode, row: CsvRow, column: number, why: string): void {
    this.problems.add(code, row.line, COLUMNS[column], `${shown(row.text(column))} ${why}`);
  }

  private conflict(code: Conflict, line: number | null, symbol: number, day: Day | null): void {
    const name = this.builder.symbols[symbol];
    const on = day === null ? '' : formatDay(day);
    const [field, message] = {
      price_duplicate: ['price', `${shown(name)} has another price of ${on} in this file`],
      price_currency_mixed: [
        'currency',
        `${shown(name)} has prices in another currency, or in none, beside these`,
      ],
      date_invalid: ['date', `${on} is more than 400 years from other prices of ${shown(name)}`],
    }[code];
    this.problems.add(code, line, field, message, { symbol: name });
  }
}

/** The price in a unit a hundred times as large (2) or as small (-2). */
function inUnit(price: Decimal, shift: number): Decimal {
  return shift > 0
    ? decimal(price.units, price.scale + shift)
    : multiply(price, decimal(int.pow10(-shift), 0));
}

/** AAPL of prices/AAPL.csv: what a file is named after. */
export function nameOfFile(file: string): string {
  const base = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return base.replace(/\.csv$/i, '');
}
