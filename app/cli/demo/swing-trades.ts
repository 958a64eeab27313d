import { type Day, formatDay } from '@tidemark/engine';
import { seeded } from '../seeded-random.ts';
import { AccountBook, type Row } from './account-book.ts';
import { date, type Market, market, type Quotes } from './market.ts';

/** The account of somebody who trades with a stop: what a journal of risk is for. */
export const TRADING: Row = {
  name: 'trading',
  type: 'margin',
  currency: 'USD',
  time_zone: 'America/New_York',
  calendar: 'XNYS',
  lot_method: 'fifo',
  allow_short: 'true',
};

const FIRST_DAY = date(2022, 1, 3);
const SYMBOLS = ['ACME', 'BOLT', 'CORAL', 'DUNE'];
const COMMISSION = 1;
/** What one trade may lose at its stop, and what it may take, in dollars. */
const RISK = 250;
const SIZE_MAX = 9_000;
const OPEN_MAX = 3;
/** Sessions: of the average that the direction is taken from, and after which a trade is given up. */
const AVERAGE_OF = 50;
const HELD_MAX = 40;
/** How likely a session is to begin a trade, and how far the target is, in distances of the stop. */
const CHANCE = 0.11;
const TARGET_R = 2.5;

interface Open {
  readonly symbol: string;
  /** 1 long, -1 short. */
  readonly side: 1 | -1;
  readonly quantity: number;
  readonly stop: number;
  readonly target: number;
  readonly since: number;
}

/** Four years of trades and more, each with its stop and target. A later last day only adds to them. */
export function swingTrades(seed: number, last: Day): Row[] {
  const made = market(seed, last);
  const trader = new Trader(made, seeded(seed + 5003));
  const days = made.quotes.get('ACME')?.days ?? [];
  days.forEach((day, k) => {
    if (day >= FIRST_DAY) trader.session(day, k);
  });
  return trader.book.rows.map(({ row }) => row);
}

class Trader {
  readonly book = new AccountBook(TRADING.name ?? '');
  private readonly market: Market;
  private readonly random: ReturnType<typeof seeded>;
  private open: Open[] = [];

  constructor(market: Market, random: ReturnType<typeof seeded>) {
    this.market = market;
    this.random = random;
  }

  /** One day's trading, at its close; `k` counts the sessions. */
  session(day: Day, k: number): void {
    if (this.book.rows.length === 0) this.book.money(day, 'deposit', 25_000, 'USD');
    this.open = this.open.filter((trade) => !this.ended(trade, day, k));
    const [begins, which, width] = [this.random.uniform(), this.random.uniform(), this.random.uniform()];
    const symbol = SYMBOLS[Math.floor(which * SYMBOLS.length)] ?? '';
    const isHeld = this.open.some((trade) => trade.symbol === symbol);
    if (begins < CHANCE && !isHeld && this.open.length < OPEN_MAX)
      this.enter(symbol, day, k, 0.03 + 0.04 * width);
  }

  private enter(symbol: string, day: Day, k: number, width: number): void {
    const quotes = this.quotesOf(symbol);
    const at = quotes.days.indexOf(day);
    const price = quotes.prices[at];
    if (at < AVERAGE_OF || price === undefined) return;
    const before = quotes.prices.slice(at - AVERAGE_OF, at);
    const side = price >= before.reduce((sum, one) => sum + one, 0) / AVERAGE_OF ? 1 : -1;
    const quantity = Math.floor(Math.min(RISK / (price * width), SIZE_MAX / price));
    const [stop, target] = [price * (1 - side * width), price * (1 + side * TARGET_R * width)];
    this.open.push({ symbol, side, quantity, stop, target, since: k });
    this.fill(day, symbol, side * quantity, price, {
      stop: stop.toFixed(2),
      target: target.toFixed(2),
      strategy: side === 1 ? 'with the trend' : 'against weakness',
      note: `the average of ${AVERAGE_OF} sessions as of ${formatDay(day)}`,
    });
  }

  /** Whether the trade is over on that day: at its stop, at its target, or because nothing came of it. */
  private ended({ symbol, side, quantity, stop, target, since }: Open, day: Day, k: number): boolean {
    const quotes = this.quotesOf(symbol);
    const price = quotes.prices[quotes.days.indexOf(day)];
    if (price === undefined) return false;
    const why =
      side * (price - stop) <= 0
        ? 'stopped'
        : side * (price - target) >= 0
          ? 'target'
          : k - since >= HELD_MAX
            ? 'time'
            : null;
    if (why === null) return false;
    this.fill(day, symbol, -side * quantity, price, { tags: why });
    return true;
  }

  private fill(day: Day, symbol: string, quantity: number, price: number, more: Row): void {
    if (quantity > 0) this.book.buy(day, symbol, quantity, price, 'USD', COMMISSION, more);
    else this.book.sell(day, symbol, -quantity, price, 'USD', COMMISSION, more);
  }

  private quotesOf(symbol: string): Quotes {
    const quotes = this.market.quotes.get(symbol);
    if (quotes === undefined) throw new RangeError(`no quotes of ${symbol}`);
    return quotes;
  }
}
