import { Fraction, NOTHING } from '../naive/fraction.ts';
import { dayFrom, type PlainEvent } from '../naive/input.ts';
import type { Setting } from './setting.ts';

type NamedLot = { readonly id: string; quantity: Fraction };

/** What a ledger holds while it is being written, so that what is written next is possible. */
export class Holdings {
  private readonly setting: Setting;
  private readonly units = new Map<string, Fraction>();
  /** Lots bought, where nothing but trades ever touched them; null once anything else did. */
  private readonly lots = new Map<string, NamedLot[] | null>();
  /** Symbols that take no more events today, by account. */
  private frozen = new Set<string>();
  private touched = new Set<string>();
  private readonly quoted = new Map<string, number>();

  constructor(setting: Setting) {
    this.setting = setting;
    for (const { symbol, date } of setting.prices) {
      this.quoted.set(symbol, Math.min(dayFrom(date), this.quoted.get(symbol) ?? Number.POSITIVE_INFINITY));
    }
  }

  startDay(date: string): void {
    this.frozen = new Set();
    this.touched = new Set();
    for (const split of this.setting.splits) {
      if (split.date !== date) continue;
      for (const { name } of this.setting.accounts) this.multiply(name, split.symbol, split.ratio);
    }
  }

  of(account: string, symbol: string): Fraction {
    return this.units.get(`${account} ${symbol}`) ?? NOTHING;
  }

  add(account: string, symbol: string, units: Fraction): void {
    const key = `${account} ${symbol}`;
    this.units.set(key, this.of(account, symbol).plus(units));
    this.touched.add(key);
  }

  multiply(account: string, symbol: string, ratio: string): void {
    const key = `${account} ${symbol}`;
    this.units.set(key, this.of(account, symbol).times(Fraction.of(ratio)));
    for (const lot of this.lots.get(key) ?? []) lot.quantity = lot.quantity.times(Fraction.of(ratio));
  }

  freeze(account: string, ...symbols: string[]): void {
    for (const symbol of symbols) this.frozen.add(`${account} ${symbol}`);
  }

  isFrozen(account: string, symbol: string): boolean {
    return this.frozen.has(`${account} ${symbol}`);
  }

  wasTouchedToday(account: string, symbol: string): boolean {
    return this.touched.has(`${account} ${symbol}`);
  }

  /** A lot of the account that holds so much, for a sale to name. */
  lotFor(account: string, symbol: string, units: Fraction, pick: number): string | null {
    const lots = (this.lots.get(`${account} ${symbol}`) ?? []).filter(
      (lot) => lot.quantity.compare(units) >= 0,
    );
    return lots.length === 0 ? null : lots[pick % lots.length].id;
  }

  /** Keeps the lots of an account whose sales name them. */
  noteTrade({ account = '', symbol = '', type, quantity = '0', id = '', lot }: PlainEvent): void {
    const key = `${account} ${symbol}`;
    const lots = this.lots.get(key) === undefined ? [] : this.lots.get(key);
    if (lots === undefined || lots === null) return;
    this.lots.set(key, lots);
    if (type === 'buy') {
      if (this.of(account, symbol).sign() < 0) this.lots.set(key, null);
      else lots.push({ id, quantity: Fraction.of(quantity) });
      return;
    }
    let left = Fraction.of(quantity);
    for (const open of lot === undefined ? lots : lots.filter((one) => one.id === lot)) {
      const taken = open.quantity.compare(left) < 0 ? open.quantity : left;
      open.quantity = open.quantity.minus(taken);
      left = left.minus(taken);
    }
    if (!left.isZero()) this.lots.set(key, null);
  }

  /** From now on no sale can name a lot of it. */
  mixUp(account: string, symbol: string): void {
    this.lots.set(`${account} ${symbol}`, null);
  }

  isQuoted(symbol: string, day: number): boolean {
    return (this.quoted.get(symbol) ?? Number.POSITIVE_INFINITY) <= day;
  }

  /**
   * A ratio for a split of the account's own ledger: now and then that of the splits file, where it has one within a
   * week; then it is the same split and does not count again. Else one that the file does not use.
   */
  ownRatio(symbol: string, day: number, pick: number): { ratio: string; counts: boolean } {
    const file = this.setting.splits.find((split) => split.symbol === symbol);
    if (file !== undefined && Math.abs(dayFrom(file.date) - day) <= 7 && pick % 3 > 0) {
      return { ratio: file.ratio, counts: false };
    }
    return { ratio: OWN_RATIOS[pick % OWN_RATIOS.length], counts: true };
  }

  isFileSplitDay(symbol: string, date: string): boolean {
    return this.setting.splits.some((split) => split.symbol === symbol && split.date === date);
  }
}

const OWN_RATIOS = ['3', '5', '0.25', '1.5'];
