import { type Decimal, minorUnits } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import type { EventTable } from '../ledger/index.ts';
import { type LotSettings, type Market, OptionLinks, type Rate } from '../lots/index.ts';
import type { PriceBook, SplitRow } from '../prices/index.ts';
import { type Problem, type ProblemSource, problem } from '../problems/index.ts';
import type { HistoryInput } from './history-input.ts';
import { isSameSplit } from './known-splits.ts';
import { type Mark, markPrice } from './mark.ts';
import { type RateCells, RateSeries } from './rate-series.ts';
import { accountTerms, symbolTerms } from './resolve.ts';
import { rowSource } from './row-source.ts';

/** What all groups and accounts of a history share: the span of days, prices, rates, terms. */
export class World implements Market {
  readonly input: HistoryInput;
  readonly table: EventTable;
  readonly prices: PriceBook;
  /** Days that the columns have; the last ones may lie beyond the history, so that it can grow. */
  readonly span: { readonly first: Day; readonly last: Day };
  readonly days: number;
  readonly baseCurrency: number;
  readonly decimals: number;
  readonly staleAfterDays: number;
  readonly lotSettings: LotSettings;
  /** By symbol: the row of its first event, or -1. */
  readonly firstRows: Int32Array;
  readonly problems: Problem[] = [];
  /** By symbol number. */
  readonly marks: (Mark | null | undefined)[] = [];
  links: OptionLinks;
  private readonly rates = new Map<number, RateSeries>();
  private readonly splits = new Map<string, SplitRow[]>();

  constructor(input: HistoryInput, span: { first: Day; last: Day }, partner: (row: number) => number) {
    this.input = input;
    this.table = input.table;
    this.prices = input.prices;
    this.span = span;
    this.days = span.last - span.first + 1;
    this.baseCurrency = this.table.currencies.numberOf(input.conventions.base);
    this.decimals = minorUnits(input.conventions.base);
    this.staleAfterDays = input.conventions.staleAfterDays;
    for (const split of input.splits) {
      const known = this.splits.get(split.symbol);
      if (known === undefined) this.splits.set(split.symbol, [split]);
      else known.push(split);
    }
    this.links = new OptionLinks(this.table, input.order);
    const resolved = symbolTerms(input, this.problems);
    this.firstRows = resolved.firstRows;
    this.lotSettings = {
      table: this.table,
      symbols: resolved.terms,
      accounts: accountTerms(input),
      fees: input.conventions.fees,
      baseCurrency: this.baseCurrency,
      baseDecimals: this.decimals,
      transitAccount: this.table.accounts.texts.length,
      partner,
      isOuterSplit: (row) => this.isOuterSplit(row),
    };
  }

  splitsOf(symbol: number): readonly SplitRow[] {
    return this.splits.get(this.table.symbols.texts[symbol]) ?? [];
  }

  private isOuterSplit(row: number): boolean {
    const ratio = this.table.rare.ratio.get(row);
    const day = this.table.day.values[row] as Day;
    return (
      ratio !== undefined &&
      this.splitsOf(this.table.symbol.values[row]).some((split) => isSameSplit(split, { day, ratio }))
    );
  }

  price(symbol: number, day: Day): Decimal | null {
    return markPrice(this.marks[symbol] ?? null, day - this.span.first);
  }

  rate(currency: number, day: Day): Rate {
    return this.rateSeries(currency).on(Math.min(Math.max(day - this.span.first, 0), this.days - 1));
  }

  /** The rate of a currency into base; a currency without one is a problem, and counts as base so that work goes on. */
  rateSeries(currency: number): RateSeries {
    let series = this.rates.get(currency);
    if (series === undefined) {
      series = this.makeRates(currency);
      this.rates.set(currency, series);
    }
    return series;
  }

  private makeRates(currency: number): RateSeries {
    const name = this.table.currencies.texts[currency];
    const { base } = this.input.conventions;
    const decimals = { from: minorUnits(name), base: this.decimals };
    if (currency === this.baseCurrency) return new RateSeries(null, this.span.first, this.days, decimals);
    const column = this.input.rates.rate(name, base);
    if (column === null) {
      this.problems.push(
        problem('rate_missing', this.firstUseOf(currency), `${name} has no rate to ${base}.`, {
          remedy: `Give a rate of ${name} and ${base}, or of both to a third currency, with --fx.`,
        }),
      );
    } else if (column.estimatedBefore > this.span.first) {
      this.problems.push(
        problem('rate_estimated', {}, `${name}: before its first rate to ${base}, that rate is used.`),
      );
    }
    return new RateSeries(column ?? unknownRate(this.span.first), this.span.first, this.days, decimals);
  }

  /** The first row in force that needs a currency's rate. */
  private firstUseOf(currency: number): ProblemSource {
    const { table } = this;
    const row = this.input.order.find(
      (one) =>
        table.settleCurrency.values[one] === currency ||
        table.toCurrency.values[one] === currency ||
        this.lotSettings.symbols[table.symbol.values[one]]?.currency === currency,
    );
    return row === undefined ? { field: 'currency' } : rowSource(table, row, 'currency');
  }

  /** Minor digits of a currency by its number. */
  minorDigits(currency: number): number {
    return minorUnits(this.table.currencies.texts[currency]);
  }
}

/** One for one: stands for a rate that is missing, which is a problem of the history; no answer is made with it. */
function unknownRate(first: Day): RateCells {
  return {
    first,
    length: 1,
    numerator: Float64Array.of(1),
    denominator: Float64Array.of(1),
    estimatedBefore: first,
  };
}
