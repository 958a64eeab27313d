import { type Decimal, parseDecimal } from '../amounts/index.ts';
import { type Day, formatDay } from '../calendar/day.ts';
import {
  type Pair,
  type PriceBookBuilder,
  PUT,
  pairName,
  readPair,
  wholeCurrencies,
} from '../prices/index.ts';
import type { Problem, ProblemCode } from '../problems/index.ts';
import { ByteNames, NEW_NAME } from './byte-names.ts';
import { DateBytes } from './byte-values.ts';
import { type CsvHandler, type CsvRow, CsvScanner } from './csv.ts';
import { nameOfFile } from './price-file.ts';
import { ProblemList, shown } from './problem-list.ts';

const DATE = 0;
const PAIR = 1;
const RATE = 2;
const COLUMNS = ['date', 'pair', 'rate'] as const;

/** `long`: the rows name the pair. `pair`: the file does (EURUSD.csv), unless it has a column for it. */
export type RateFileKind = 'long' | 'pair';

interface KnownPair {
  readonly symbol: number;
  readonly shift: Pair['shift'];
}

/**
 * Reads one file of exchange rates into the builder of a RateBook's pairs: `date,rate` of the pair that names the
 * file, or `date,pair,rate`; a rate is units of the second currency per one of the first. Further columns are
 * ignored. The file is one source and comes before the files read earlier.
 */
export class RateFile implements CsvHandler {
  private readonly builder: PriceBookBuilder;
  private readonly problems: ProblemList;
  private readonly scanner: CsvScanner;
  private readonly source: number;
  private readonly names = new ByteNames();
  private readonly pairs: KnownPair[] = [];
  private readonly date = new DateBytes();
  private readonly kind: RateFileKind;
  private filePair: KnownPair | null = null;
  private hasPair = false;

  constructor(file: string, kind: RateFileKind, builder: PriceBookBuilder, source = builder.source(file)) {
    this.builder = builder;
    this.kind = kind;
    this.problems = new ProblemList(file);
    this.source = source;
    const required = kind === 'long' ? ['date', 'pair', 'rate'] : ['date', 'rate'];
    this.scanner = new CsvScanner(
      { columns: COLUMNS, required, unknownColumns: 'ignore' },
      this.problems,
      this,
    );
  }

  /** The next bytes of the file. */
  push(bytes: Uint8Array): void {
    this.scanner.push(bytes);
  }

  /** Ends the file; all its problems. */
  end(): Problem[] {
    this.scanner.end();
    return this.problems.all();
  }

  plainRows(header: readonly number[]): null {
    this.hasPair = header.includes(PAIR);
    if (this.hasPair || this.kind === 'long') return null;
    const name = nameOfFile(this.problems.file);
    this.filePair = this.pairOf(name);
    if (this.filePair === null) {
      this.problems.add(
        'pair_invalid',
        null,
        null,
        `the file name ${shown(name)} is not a pair of currencies`,
      );
    }
    return null;
  }

  row(row: CsvRow): void {
    const day = this.date.read(row.bytes, row.starts[DATE], row.ends[DATE]);
    if (day === null) this.refuse('date_invalid', row, DATE, 'is not a day written as YYYY-MM-DD');
    const rate = parseDecimal(row.text(RATE));
    const valid = rate !== null && rate.units > 0;
    if (!valid) this.refuse('rate_invalid', row, RATE, 'is not a rate above zero written as a plain decimal');
    const pair = this.hasPair ? this.pairOfRow(row) : this.filePair;
    if (day !== null && valid && pair !== null) this.put(row, day, rate, pair);
  }

  private put(row: CsvRow, day: Day, rate: Decimal, { symbol, shift }: KnownPair): void {
    const put = this.builder.putPrice(symbol, day, wholeCurrencies(rate, shift), this.source);
    if (put === PUT.tooLarge) this.refuse('rate_invalid', row, RATE, 'is larger than any rate can be');
    if (put === PUT.tooFar)
      this.refuse('date_invalid', row, DATE, 'is more than 400 years from other rates of the pair');
    if (put !== PUT.conflicting) return;
    const name = this.builder.symbols[symbol];
    const message = `${name} has another rate of ${formatDay(day)} in this file`;
    this.problems.add('rate_duplicate', row.line, 'rate', message);
  }

  private pairOfRow(row: CsvRow): KnownPair | null {
    const { bytes, starts, ends } = row;
    const known = this.names.find(bytes, starts[PAIR], ends[PAIR]);
    if (known !== NEW_NAME) return this.pairs[known];
    const pair = this.pairOf(row.text(PAIR));
    if (pair === null) {
      this.refuse('pair_invalid', row, PAIR, 'is not a pair of currencies like EURUSD or EUR/USD');
      return null;
    }
    this.names.add(bytes, starts[PAIR], ends[PAIR], this.pairs.push(pair) - 1);
    return pair;
  }

  private pairOf(text: string): KnownPair | null {
    const pair = readPair(text.trim());
    return pair && { symbol: this.builder.symbol(pairName(pair)), shift: pair.shift };
  }

  private refuse(code: ProblemCode, row: CsvRow, column: number, why: string): void {
    this.problems.add(code, row.line, COLUMNS[column], `${shown(row.text(column))} ${why}`);
  }
}
