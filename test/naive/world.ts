import type { Day } from '../../engine/calendar/day.ts';
import type { LotMethod } from '../../engine/ledger/instrument.ts';
import { Book } from './book.ts';
import { type Fraction, NOTHING } from './fraction.ts';
import { digitsOf, type Fact, facts, type PlainInput } from './input.ts';
import { Market } from './market.ts';
import { ledgerOrder } from './order.ts';
import { type Move, ownMoves } from './transfers.ts';
import { type Match, ukMatches } from './uk.ts';

/** Units and money between accounts that are in neither. */
export const IN_TRANSIT = '(in transit)';

/** Everything that an event is read against. */
export class World {
  readonly input: PlainInput;
  readonly base: string;
  readonly ledger: readonly Fact[];
  readonly market: Market;
  readonly firstDay: Day;
  readonly books = new Map<string, Book>();
  /** The move that a transfer is an end of. */
  readonly moves = new Map<Fact, Move>();
  readonly matches: readonly Match[];
  private readonly digitsOfSymbol = new Map<string, number>();

  constructor(input: PlainInput) {
    this.input = input;
    this.base = input.conventions.base;
    const inFile = facts(input);
    for (const move of ownMoves(inFile)) this.moves.set(move.out, move).set(move.into, move);
    const listed = input.accounts.map(({ name }) => name);
    this.ledger = ledgerOrder(inFile, listed, this.moves);
    this.market = new Market(input, this.ledger);
    this.firstDay = this.ledger[0].day;
    for (const account of [...listed, ...this.ledger.map((event) => event.account)]) {
      if (!this.books.has(account)) this.books.set(account, new Book(account, this.methodOf(account)));
    }
    this.books.set(IN_TRANSIT, new Book(IN_TRANSIT, 'fifo'));
    this.matches = [...this.books.values()]
      .filter((book) => book.method === 'uk')
      .flatMap((book) =>
        ukMatches(
          this.ledger.filter((event) => event.account === book.account),
          this.market,
        ),
      );
  }

  book(account: string): Book {
    const book = this.books.get(account);
    if (book === undefined) throw new Error(`no account ${account}`);
    return book;
  }

  /** An amount in base at the rate of the day, in whole minor units. */
  inBase(amount: Fraction, currency: string, day: Day): bigint {
    return amount.times(this.market.rate(currency, day).rate).unitsAt(digitsOf(this.base));
  }

  /** What units are worth in the instrument's currency, rounded to its minor unit; null where no price is known. */
  marketValue(symbol: string, quantity: Fraction, day: Day): Fraction | null {
    const quote = this.market.price(symbol, day);
    if (quote === null) return null;
    const { factor, currency } = this.market.terms(symbol);
    return quantity.times(factor).times(quote.price).rounded(digitsOf(currency));
  }

  /** Digits that costs of an instrument are kept to: those of its most precise cost, at least six beyond its cents. */
  digits(symbol: string): number {
    const known = this.digitsOfSymbol.get(symbol);
    if (known !== undefined) return known;
    const { factor, currency } = this.market.terms(symbol);
    let digits = digitsOf(currency) + 6;
    for (const event of this.ledger) {
      if (event.symbol !== symbol) continue;
      const cost = event.amount ?? event.quantity.times(event.price ?? NOTHING).times(factor);
      if (Number.isFinite(cost.digits())) digits = Math.max(digits, cost.digits());
    }
    this.digitsOfSymbol.set(symbol, digits);
    return digits;
  }

  private methodOf(account: string): LotMethod {
    const said = this.input.accounts.find(({ name }) => name === account)?.lot_method;
    return said ?? this.input.conventions.lots;
  }
}
