import type { Day } from '../../engine/calendar/day.ts';
import { Fraction, ONE } from './fraction.ts';
import { dayFrom, type Fact, inWhole, type PlainInput, wholeCurrency } from './input.ts';

/** A figure with the day that it is of. */
type Dated = { readonly day: Day; readonly value: Fraction };

export type Quote = { readonly price: Fraction; readonly day: Day; readonly estimated: boolean };
export type Rate = { readonly rate: Fraction; readonly estimated: boolean };

export type Terms = {
  readonly currency: string;
  /** Multiplier × price factor. */
  readonly factor: Fraction;
  readonly isFuture: boolean;
};

export type Split = { readonly day: Day; readonly ratio: Fraction };

/** A split in the ledger and one in the file are the same split when they are no further apart. */
const SAME_SPLIT_DAYS = 7;
const PRICE_DIGITS = 10;
const OCC_SYMBOL = /^[A-Z][A-Z0-9]{0,5} *\d{6}[CP]\d{8}$/;

/** What the world outside the ledger says: terms, splits, prices and rates. Every question searches from the start. */
export class Market {
  private readonly input: PlainInput;
  private readonly ledger: readonly Fact[];
  readonly terms: (symbol: string) => Terms;
  /** Splits that prices are restated for: the file's, and what ledgers know besides. */
  readonly splits: (symbol: string) => Split[];
  /** The last quote on or before the day; before any, the last trade; null where nothing is known. */
  readonly price: (symbol: string, day: Day) => Quote | null;
  /** Base currency for one unit of a currency. */
  readonly rate: (currency: string, day: Day) => Rate;
  private readonly quotes: (symbol: string) => Dated[];
  private readonly trades: (symbol: string) => Dated[];
  private readonly pair: (pair: string) => Dated[];

  /** `ledger` is in the order in which its events take effect. */
  constructor(input: PlainInput, ledger: readonly Fact[]) {
    this.input = input;
    this.ledger = ledger;
    this.terms = remembered((symbol) => this.findTerms(symbol));
    this.splits = remembered((symbol) => this.findSplits(symbol));
    this.quotes = remembered((symbol) => this.findQuotes(symbol));
    this.trades = remembered((symbol) => this.findTrades(symbol));
    this.pair = remembered((pair) => this.findPair(pair));
    this.price = remembered((symbol, day) => this.findPrice(symbol, day));
    this.rate = remembered((currency, day) => this.findRate(currency, day));
  }

  /** Splits of the splits file: they apply to every account, on their day. */
  fileSplits(symbol: string): Split[] {
    return this.splitRows(symbol);
  }

  /** Whether a split of a ledger is one of the splits file, booked on a day near it. */
  isInFile(symbol: string, split: Split): boolean {
    return this.splitRows(symbol).some((other) => isSame(split, other));
  }

  /** An amount of one currency in another, at the rates of the day. */
  converted(amount: Fraction, from: string, to: string, day: Day): Fraction {
    if (from === to) return amount;
    return amount.times(this.rate(from, day).rate).dividedBy(this.rate(to, day).rate);
  }

  private findTerms(symbol: string): Terms {
    const said = this.input.instruments.find((one) => one.symbol === symbol);
    const multiplier = Fraction.of(said?.multiplier ?? (OCC_SYMBOL.test(symbol) ? '100' : '1'));
    const priced = this.input.prices.find((one) => one.symbol === symbol && one.currency !== undefined);
    const byDay = [...this.ledger].sort((a, b) => a.day - b.day || a.row - b.row);
    const first = byDay.find((event) => event.symbol === symbol);
    const code = said?.currency ?? priced?.currency ?? first?.currency ?? this.input.conventions.base;
    return {
      currency: wholeCurrency(code),
      factor: multiplier.times(Fraction.of(said?.price_factor ?? '1')),
      isFuture: said?.kind === 'future',
    };
  }

  private findSplits(symbol: string): Split[] {
    const known: Split[] = [...this.splitRows(symbol)];
    for (const split of this.ledgerSplits(symbol)) {
      if (!known.some((other) => isSame(split, other))) known.push(split);
    }
    return known.sort((a, b) => a.day - b.day);
  }

  private findPrice(symbol: string, day: Day): Quote | null {
    const quote = lastOf(this.quotes(symbol), day);
    if (quote !== null) return { ...this.carried(symbol, quote, day), estimated: false };
    const trade = lastOf(this.trades(symbol), day);
    return trade === null ? null : { ...this.carried(symbol, trade, day), estimated: true };
  }

  private carried(symbol: string, from: Dated, to: Day): { price: Fraction; day: Day } {
    let price = from.value;
    for (const split of this.splits(symbol)) {
      if (split.day > from.day && split.day <= to) price = price.dividedBy(split.ratio).rounded(PRICE_DIGITS);
    }
    return { price, day: from.day };
  }

  private findRate(currency: string, day: Day): Rate {
    const { base } = this.input.conventions;
    const direct = this.pairRate(currency, base, day);
    if (direct !== null) return direct;
    for (const hub of new Set(this.input.rates.flatMap(({ pair }) => [pair.slice(0, 3), pair.slice(3)]))) {
      const left = this.pairRate(currency, hub, day);
      const right = this.pairRate(hub, base, day);
      if (left === null || right === null) continue;
      return { rate: left.rate.times(right.rate), estimated: left.estimated || right.estimated };
    }
    throw new Error(`no rate from ${currency} to ${base}`);
  }

  private pairRate(from: string, to: string, day: Day): Rate | null {
    if (from === to) return { rate: ONE, estimated: false };
    const straight = lastOf(this.pair(from + to), day) ?? this.pair(from + to)[0];
    if (straight !== undefined) return { rate: straight.value, estimated: straight.day > day };
    const turned = lastOf(this.pair(to + from), day) ?? this.pair(to + from)[0];
    if (turned === undefined) return null;
    return { rate: ONE.dividedBy(turned.value), estimated: turned.day > day };
  }

  private findPair(pair: string): Dated[] {
    return this.input.rates
      .filter((row) => row.pair === pair)
      .map((row) => ({ day: dayFrom(row.date), value: Fraction.of(row.rate) }))
      .sort((a, b) => a.day - b.day);
  }

  private findQuotes(symbol: string): Dated[] {
    const { currency } = this.terms(symbol);
    return this.input.prices
      .filter((row) => row.symbol === symbol)
      .map((row) => ({ day: dayFrom(row.date), value: inWhole(row.price, row.currency ?? currency) }));
  }

  private findTrades(symbol: string): Dated[] {
    return this.ledger.flatMap((event) => {
      const isTrade = event.symbol === symbol && (event.type === 'buy' || event.type === 'sell');
      const isRename = event.plain.to_symbol === symbol && event.type === 'rename';
      const value = isTrade ? this.tradePrice(event) : isRename ? this.formerPrice(event) : null;
      return value === null ? [] : [{ day: event.day, value }];
    });
  }

  /** What the instrument was worth under its former name on the day that it got the new one. */
  private formerPrice({ symbol, plain, day }: Fact): Fraction | null {
    const quote = this.price(symbol, day);
    const [from, to] = [this.terms(symbol).currency, this.terms(plain.to_symbol ?? '').currency];
    return quote && this.converted(quote.price, from, to, day).rounded(PRICE_DIGITS);
  }

  private tradePrice(trade: Fact): Fraction {
    const { currency, factor } = this.terms(trade.symbol);
    const from = trade.price === null ? trade.settle : trade.currency;
    const gross = (trade.amount ?? trade.fee).plus(trade.fee).plus(trade.tax).size();
    const stated = trade.price ?? gross.dividedBy(trade.quantity.times(factor));
    const value = this.converted(stated, from, currency, trade.day);
    return value.digits() > PRICE_DIGITS ? value.rounded(PRICE_DIGITS) : value;
  }

  private splitRows(symbol: string): Split[] {
    return this.input.splits
      .filter((row) => row.symbol === symbol)
      .map((row) => ({ day: dayFrom(row.date), ratio: Fraction.of(row.ratio) }));
  }

  private ledgerSplits(symbol: string): (Split & { account: string })[] {
    return this.ledger
      .filter((event) => event.type === 'split' && event.symbol === symbol)
      .map(({ day, plain, account }) => ({ day, ratio: Fraction.of(plain.ratio ?? '1'), account }));
  }
}

const isSame = (a: Split, b: Split): boolean =>
  Math.abs(a.day - b.day) <= SAME_SPLIT_DAYS && a.ratio.compare(b.ratio) === 0;

/** The last of the latest day on or before `day`. */
function lastOf(figures: readonly Dated[], day: Day): Dated | null {
  let found: Dated | null = null;
  for (const figure of figures) {
    if (figure.day <= day && (found === null || figure.day >= found.day)) found = figure;
  }
  return found;
}

/** The same answer to the same question, found once. */
function remembered<Question extends unknown[], Answer>(
  find: (...question: Question) => Answer,
): (...question: Question) => Answer {
  const answers = new Map<string, Answer>();
  return (...question) => {
    const key = question.join('|');
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = find(...question);
    answers.set(key, answer);
    return answer;
  };
}
