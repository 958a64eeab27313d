import { type Day, formatDay } from '../../engine/calendar/day.ts';
import { Fraction } from '../naive/fraction.ts';
import type { PlainEvent } from '../naive/input.ts';
import { Holdings } from './holdings.ts';
import { FIRST_DAY, levelOf, priceNear, type Setting, type Wishes } from './setting.ts';
import { unitEvent } from './unit-events.ts';

/** What may happen next; what it becomes depends on what is held by then. */
export type Intent = {
  /** Days after the intent before. */
  readonly gap: number;
  readonly kind: number;
  readonly account: number;
  readonly symbol: number;
  readonly size: number;
  /** Ten-thousandths that a price lies beside its level. */
  readonly price: number;
  readonly cost: number;
  readonly more: number;
};

type Arrival = { readonly day: number; readonly events: PlainEvent[]; readonly units: () => void };

/** Writes intents as events, one day after another. */
export class LedgerWriter {
  readonly setting: Setting;
  readonly wishes: Wishes;
  readonly held: Holdings;
  day: number = FIRST_DAY;
  private readonly events: PlainEvent[] = [];
  private arrivals: Arrival[] = [];
  private seconds = 9 * 3600;

  constructor(setting: Setting, wishes: Wishes) {
    this.setting = setting;
    this.wishes = wishes;
    this.held = new Holdings(setting);
  }

  get date(): string {
    return formatDay(this.day as Day);
  }

  write(intent: Intent): void {
    for (let n = 0; n < intent.gap; n++) this.nextDay();
    const account = this.accountAt(intent.account);
    if (!this.cashEvent(intent, account)) unitEvent(this, intent, account);
  }

  /** Lets what is under way arrive. */
  finish(): PlainEvent[] {
    while (this.arrivals.length > 0) this.nextDay();
    if (this.events.length === 0)
      this.put({
        type: 'deposit',
        account: this.accountAt(0),
        amount: '100',
        currency: this.setting.currencies[0],
      });
    return this.events;
  }

  accountAt(n: number): string {
    return this.setting.accounts[n % this.setting.accounts.length].name;
  }

  isUk(account: string): boolean {
    return this.setting.accounts.some(({ name, lot_method }) => name === account && lot_method === 'uk');
  }

  /** Some days of some accounts have a time on every event; times follow the order of writing. */
  put(event: Omit<PlainEvent, 'date'>): PlainEvent {
    this.seconds += 60;
    const timed = (this.day * 7 + (event.account ?? '').charCodeAt(1)) % 5 === 0;
    const time = `${String(Math.floor(this.seconds / 3600)).padStart(2, '0')}:${String(Math.floor(this.seconds / 60) % 60).padStart(2, '0')}`;
    const written: PlainEvent = {
      id: `e${this.events.length}`,
      ...event,
      date: this.date,
      ...(timed && this.seconds < 86400 ? { time } : {}),
    };
    this.events.push(written);
    return written;
  }

  later(days: number, events: PlainEvent[], units: () => void): void {
    this.arrivals.push({ day: this.day + days, events, units });
  }

  private nextDay(): void {
    this.day++;
    this.seconds = 9 * 3600;
    this.held.startDay(this.date);
    const due = this.arrivals.filter((arrival) => arrival.day === this.day);
    this.arrivals = this.arrivals.filter((arrival) => arrival.day !== this.day);
    for (const { events, units } of due) {
      for (const event of events) this.put(event);
      units();
    }
  }

  /** Cash alone. False where the intent is of another kind. */
  private cashEvent(intent: Intent, account: string): boolean {
    const { kind, size, cost, more } = intent;
    const currency = this.setting.currencies[more % this.setting.currencies.length];
    const amount = amountOf(size, cost);
    const fee = cost % 4 === 0 ? { fee: (cost / 100 + 0.01).toFixed(2) } : {};
    const cash = { account, currency };
    if (kind < 6)
      this.put({
        type: 'deposit',
        ...cash,
        amount: Fraction.of(amount).times(Fraction.of('20')).toString(),
        ...fee,
      });
    else if (kind < 9)
      this.put({
        type: 'withdrawal',
        ...cash,
        amount: `-${Fraction.of(amount).plus(Fraction.of('2'))}`,
        ...fee,
      });
    else if (kind < 11)
      this.put({ type: 'interest', ...cash, amount: more % 3 === 0 ? `-${amount}` : amount });
    else if (kind === 11) this.put({ type: 'fee', ...cash, amount: `-${amount}` });
    else if (kind === 12) this.put({ type: 'tax', ...cash, amount: more % 5 === 0 ? amount : `-${amount}` });
    else if (kind === 13)
      this.put({ type: 'adjustment', ...cash, amount: more % 2 === 0 ? amount : `-${amount}` });
    else if (kind === 14) this.conversion(account, amount, more, fee);
    else if (kind === 15) this.put({ type: 'opening', ...cash, amount });
    else if (kind < 19) this.cashTransfer(intent, account, currency, amount);
    else return false;
    return true;
  }

  private conversion(account: string, amount: string, more: number, fee: { fee?: string }): void {
    const { currencies } = this.setting;
    const [from, to] = [currencies[more % currencies.length], currencies[(more + 1) % currencies.length]];
    if (from === to) return;
    const paid = Fraction.of(amount).plus(Fraction.of('2'));
    this.put({
      type: 'fx',
      account,
      currency: from,
      amount: `-${paid}`,
      to_amount: `${1 + (more % 50)}.5`,
      to_currency: to,
      ...fee,
    });
  }

  /** To another account on the same day, in transit for some days, or to somewhere else. */
  private cashTransfer(
    { account: n, more }: Intent,
    account: string,
    currency: string,
    amount: string,
  ): void {
    const to = this.accountAt(n + 1);
    const sent = Fraction.of(amount).plus(Fraction.of('0.01')).toString();
    const out = { type: 'transfer_out' as const, account, currency, amount: `-${sent}` };
    const into = { type: 'transfer_in' as const, account: to, currency, amount: sent };
    if (to === account || more % 4 === 0) return void this.put(more % 8 < 4 ? out : { ...into, account });
    if (more % 4 === 1 && this.wishes.transit) {
      const link = `cash ${this.events.length}`;
      this.put({ ...out, link });
      this.later(1 + (more % 13), [{ ...into, link, date: '', id: `i${this.events.length}` }], () => {});
      return;
    }
    this.put(out);
    this.put(into);
  }
}

/** From fractions of a cent to a hundred thousand. */
export function amountOf(size: number, cost: number): string {
  if (cost % 11 === 0) return `0.${String(size).padStart(4, '0')}1`;
  if (cost % 7 === 0) return `${size}.${String(cost).padStart(2, '0')}5`;
  return `${size % (cost % 5 === 0 ? 10000 : 300)}.${String(cost).padStart(2, '0')}`;
}

/** Whole units mostly, fractions now and then, seldom very many. */
export function unitsOf(size: number, cost: number): string {
  if (cost % 9 === 0) return `${1 + (size % 50)}.${String(size % 1000).padStart(3, '0')}`;
  if (cost % 13 === 0) return `0.${String(size).padStart(4, '0')}03`;
  if (cost % 37 === 0) return `${(1 + size) * 100}`;
  return String(1 + (size % 40));
}

export { levelOf, priceNear };
