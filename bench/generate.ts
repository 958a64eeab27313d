/**
 * A market and a ledger made up from a seed: whole shares, prices of four decimals, trades at the close. So every
 * amount has four decimals, and engines with exact decimals and engines with floats must come to the same figures.
 * Nothing but sums, products and roundings of numbers: the same bytes on every machine.
 */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { addDays, type Day, dayOf, formatDay, weekday } from '../engine/calendar/index.ts';
import { randomFrom } from './random.ts';

export interface Shape {
  readonly events: number;
  readonly symbols: number;
  readonly years: number;
}

/** Prices, costs and cash are in ticks of 1/10,000 of the currency. */
const TICK_DIGITS = 4;
const TICKS = 10 ** TICK_DIGITS;
const CENT = TICKS / 100;
const LAST_YEAR = 2023;
const OPENING_CASH = 1_000_000 * TICKS;

type Random = () => number;

/** Writes `prices.csv` and `transactions.csv` into a folder. */
export function writeDataset(shape: Shape, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const random = randomFrom(shape.events * 31 + shape.symbols * 7 + shape.years);
  const days = weekdays(shape.years);
  const dates = days.map((day) => formatDay(day));
  const symbols = Array.from({ length: shape.symbols }, (_, n) => symbolName(n));
  const prices = makePrices(random, shape.symbols, days.length);
  writeLines(path.join(folder, 'prices.csv'), priceLines(dates, symbols, prices));
  const market: Market = { dates, symbols, prices };
  writeLines(path.join(folder, 'transactions.csv'), transactionLines(random, market, shape.events));
}

interface Market {
  readonly dates: readonly string[];
  readonly symbols: readonly string[];
  /** Ticks of day × symbols + symbol. */
  readonly prices: Int32Array;
}

function weekdays(years: number): Day[] {
  const end = dayOf(LAST_YEAR + 1, 1, 1) as Day;
  const days: Day[] = [];
  for (let day = dayOf(LAST_YEAR + 1 - years, 1, 1) as Day; day < end; day = addDays(day, 1)) {
    if (weekday(day) <= 5) days.push(day);
  }
  return days;
}

/** AAA, AAB, …: three letters for 17,576 symbols. */
function symbolName(n: number): string {
  const letter = (k: number): string => String.fromCharCode(65 + (Math.floor(n / 26 ** k) % 26));
  return letter(2) + letter(1) + letter(0);
}

/** Random walks with a little drift; each symbol has its own volatility. */
function makePrices(random: Random, symbols: number, days: number): Int32Array {
  const prices = new Int32Array(days * symbols);
  for (let symbol = 0; symbol < symbols; symbol++) {
    const volatility = 0.01 + 0.015 * random();
    let price = 10 + 190 * random();
    for (let day = 0; day < days; day++) {
      // The sum of four draws is close enough to a bell curve; its standard deviation is 0.577.
      const step = (random() + random() + random() + random() - 2) / 0.577;
      price = Math.min(20_000, Math.max(1, price * (1 + 0.0002 + volatility * step)));
      prices[day * symbols + symbol] = Math.round(price * TICKS);
    }
  }
  return prices;
}

function* priceLines(
  dates: readonly string[],
  symbols: readonly string[],
  prices: Int32Array,
): Iterable<string> {
  yield 'date,symbol,price\n';
  let at = 0;
  for (const date of dates)
    for (const symbol of symbols) yield `${date},${symbol},${written(prices[at++])}\n`;
}

function* transactionLines(random: Random, market: Market, events: number): Iterable<string> {
  yield 'date,type,symbol,quantity,price,fee,amount\n';
  const days = Int32Array.from({ length: events }, () => Math.floor(random() * market.dates.length)).sort();
  days[0] = 0;
  const account = new Account(random, market);
  for (let n = 0; n < events; n++)
    yield n === 0 ? account.deposit(0, OPENING_CASH) : account.nextEvent(days[n]);
}

/** An investor who draws one event after another, and never owes cash or shares. */
class Account {
  private cash = 0;
  private readonly held: number[] = [];
  private readonly quantities: Float64Array;
  private readonly random: Random;
  private readonly market: Market;

  constructor(random: Random, market: Market) {
    this.random = random;
    this.market = market;
    this.quantities = new Float64Array(market.symbols.length);
  }

  /** One line of the ledger: of 100 events about 43 buys, 37 sales, 13 dividends and 7 moves of cash. */
  nextEvent(day: number): string {
    const kind = this.random();
    if (kind < 0.03) return this.deposit(day, this.cents(500 + 20_000 * this.random()));
    if (kind < 0.04)
      return this.withdraw(day, 'withdrawal', this.cents((this.cash / TICKS) * 0.05 * this.random()));
    if (kind < 0.07) return this.withdraw(day, 'fee', this.cents(5 + 40 * this.random()));
    if (kind < 0.2 && this.held.length > 0) return this.dividend(day);
    if (kind < 0.57 && this.held.length > 0) return this.sell(day);
    return this.buy(day);
  }

  deposit(day: number, amount: number): string {
    this.cash += amount;
    return this.line(day, 'deposit', null, amount);
  }

  private withdraw(day: number, type: 'withdrawal' | 'fee', amount: number): string {
    if (amount >= this.cash) return this.deposit(day, this.cents(1000));
    this.cash -= amount;
    return this.line(day, type, null, -amount);
  }

  private dividend(day: number): string {
    const symbol = this.anyHeld();
    const worth = (this.quantities[symbol] * this.price(day, symbol)) / TICKS;
    const amount = this.cents(worth * 0.005 * this.random());
    this.cash += amount;
    return this.line(day, 'dividend', { symbol, quantity: 0, fee: 0 }, amount);
  }

  private sell(day: number): string {
    const symbol = this.anyHeld();
    const all = this.quantities[symbol];
    const quantity = this.random() < 0.6 ? all : Math.max(1, Math.floor(all * this.random()));
    const fee = this.cents(1 + 4 * this.random());
    const amount = quantity * this.price(day, symbol) - fee;
    if (this.cash + amount <= 0) return this.deposit(day, this.cents(5000));
    this.cash += amount;
    this.quantities[symbol] -= quantity;
    if (this.quantities[symbol] === 0) this.held.splice(this.held.indexOf(symbol), 1);
    return this.line(day, 'sell', { symbol, quantity, fee }, amount);
  }

  private buy(day: number): string {
    const symbol = Math.floor(this.random() * this.market.symbols.length);
    const price = this.price(day, symbol);
    const fee = this.cents(1 + 4 * this.random());
    const quantity = Math.max(1, Math.floor((this.cash * 0.1 * this.random()) / price));
    const amount = quantity * price + fee;
    if (amount >= this.cash) return this.deposit(day, this.cents(5000 + 20_000 * this.random()));
    this.cash -= amount;
    if (this.quantities[symbol] === 0) this.held.push(symbol);
    this.quantities[symbol] += quantity;
    return this.line(day, 'buy', { symbol, quantity, fee }, -amount);
  }

  private anyHeld(): number {
    return this.held[Math.floor(this.random() * this.held.length)];
  }

  private price(day: number, symbol: number): number {
    return this.market.prices[day * this.market.symbols.length + symbol];
  }

  /** Ticks of an amount in whole cents, at least one. */
  private cents(amount: number): number {
    return Math.max(1, Math.round(amount * 100)) * CENT;
  }

  private line(
    day: number,
    type: string,
    of: { symbol: number; quantity: number; fee: number } | null,
    amount: number,
  ): string {
    const { dates, symbols } = this.market;
    const symbol = of === null ? '' : symbols[of.symbol];
    const isTrade = of !== null && of.quantity > 0;
    const trade = isTrade ? `${of.quantity},${written(this.price(day, of.symbol))},${written(of.fee)}` : ',,';
    return `${dates[day]},${type},${symbol},${trade},${written(amount)}\n`;
  }
}

/** Ticks as a decimal of four digits. */
function written(ticks: number): string {
  const size = Math.abs(ticks);
  const whole = Math.floor(size / TICKS);
  return `${ticks < 0 ? '-' : ''}${whole}.${String(size - whole * TICKS).padStart(TICK_DIGITS, '0')}`;
}

function writeLines(file: string, lines: Iterable<string>): void {
  const fd = openSync(file, 'w');
  let batch: string[] = [];
  const flush = (): void => {
    writeSync(fd, batch.join(''));
    batch = [];
  };
  for (const line of lines) if (batch.push(line) === 20_000) flush();
  flush();
  closeSync(fd);
}
