import { type Day, formatDay } from '@tidemark/engine';
import { cents } from './market.ts';

/** A row of transactions.csv: text by column. */
export type Row = Readonly<Record<string, string>>;

/** Writes the rows of one account and keeps count of its cash and units, so that the story can live within its means. */
export class AccountBook {
  readonly name: string;
  readonly rows: { readonly day: Day; readonly row: Row }[] = [];
  private readonly cash = new Map<string, number>();
  private readonly units = new Map<string, number>();

  constructor(name: string) {
    this.name = name;
  }

  cashIn(currency: string): number {
    return this.cash.get(currency) ?? 0;
  }

  held(symbol: string): number {
    return this.units.get(symbol) ?? 0;
  }

  /** Deposits, withdrawals, interest, fees, transfers of cash: what only moves money. */
  money(day: Day, type: string, amount: number, currency: string, more: Row = {}): void {
    this.move(currency, amount);
    this.write(day, { type, amount: amount.toFixed(2), currency, ...more });
  }

  buy(
    day: Day,
    symbol: string,
    quantity: number,
    price: number,
    currency: string,
    fee: number,
    more: Row = {},
  ): void {
    this.trade(day, 'buy', symbol, quantity, price, currency, fee, more);
  }

  sell(
    day: Day,
    symbol: string,
    quantity: number,
    price: number,
    currency: string,
    fee: number,
    more: Row = {},
  ): void {
    this.trade(day, 'sell', symbol, quantity, price, currency, fee, more);
  }

  /** A dividend on what is held; `tax` is a fraction of it. */
  dividend(day: Day, symbol: string, perUnit: number, currency: string, tax: number): void {
    const gross = cents(this.held(symbol) * perUnit);
    if (gross <= 0) return;
    const withheld = cents(gross * tax);
    const more: Row = withheld > 0 ? { symbol, tax: withheld.toFixed(2) } : { symbol };
    this.money(day, 'dividend', gross - withheld, currency, more);
  }

  /** Units that come or go without a trade: transfers, exercised options. */
  take(day: Day, type: string, symbol: string, quantity: number, more: Row = {}): void {
    this.count(symbol, type === 'transfer_in' ? quantity : -quantity);
    this.write(day, { type, symbol, quantity: plain(quantity), ...more });
  }

  split(day: Day, symbol: string, ratio: number): void {
    this.units.set(symbol, this.held(symbol) * ratio);
    this.write(day, { type: 'split', symbol, ratio: plain(ratio) });
  }

  /** Without a row: the splits file says it. */
  countSplit(symbol: string, ratio: number): void {
    this.units.set(symbol, this.held(symbol) * ratio);
  }

  exchange(day: Day, amount: number, currency: string, toAmount: number, toCurrency: string): void {
    this.move(currency, amount);
    this.move(toCurrency, toAmount);
    this.write(day, {
      type: 'fx',
      amount: amount.toFixed(2),
      currency,
      to_amount: toAmount.toFixed(2),
      to_currency: toCurrency,
    });
  }

  private trade(
    day: Day,
    type: 'buy' | 'sell',
    symbol: string,
    quantity: number,
    price: number,
    currency: string,
    fee: number,
    more: Row,
  ): void {
    const sign = type === 'buy' ? 1 : -1;
    const gross = cents(quantity * price * Number(more.multiplier ?? 1));
    const amount = cents(-sign * gross - fee);
    this.count(symbol, sign * quantity);
    this.move(currency, amount);
    const terms = { quantity: plain(quantity), price: price.toFixed(2), amount: amount.toFixed(2) };
    this.write(day, { type, symbol, ...terms, ...(fee > 0 && { fee: fee.toFixed(2) }), currency, ...more });
  }

  private write(day: Day, row: Row): void {
    this.rows.push({ day, row: { date: formatDay(day), account: this.name, ...row } });
  }

  private move(currency: string, amount: number): void {
    this.cash.set(currency, cents(this.cashIn(currency) + amount));
  }

  private count(symbol: string, quantity: number): void {
    this.units.set(symbol, Math.round((this.held(symbol) + quantity) * 1e4) / 1e4);
  }
}

function plain(quantity: number): string {
  return String(Math.round(quantity * 1e4) / 1e4);
}
