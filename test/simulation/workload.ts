import type { EventInput, Session } from '../../engine/index.ts';
import { type Draw, text } from './draw.ts';
import { dateOf, dollars, type PlannedMarket, SESSIONS_BEFORE } from './market.ts';

/** A run's months are so many sessions each. */
export const SESSIONS_A_MONTH = 21;
/** What a user remembers late was at most so many sessions ago. */
const LATE_SESSIONS_MAX = 70;
const LOOKED_BACK_DAYS = 28;
const HOUR_MS = 3_600_000;

export interface PlannedAccount {
  readonly owner: string;
  readonly id: string;
  readonly currency: 'USD' | 'EUR';
  readonly calendar: 'XNYS' | 'XLON';
}

/** What a user does at an instant. `key` names the event; a correction or a void is of a key that was there before. */
export interface PlannedStatement {
  readonly at: number;
  readonly owner: string;
  readonly account: string;
  readonly kind: 'append' | 'repeat' | 'correct' | 'void';
  readonly key: string;
  readonly event: EventInput;
  /** What was forgotten, wrong or never was, of an earlier session. */
  readonly isLate: boolean;
}

/** Owners with some accounts each; the last account of all is in euros, the one before it goes by London's sessions. */
export function plannedAccounts(owners: number, accountsEach: number): PlannedAccount[] {
  const last = owners * accountsEach - 1;
  return Array.from({ length: last + 1 }, (_, n) => ({
    owner: `owner${Math.floor(n / accountsEach)}`,
    id: `account${n % accountsEach}`,
    currency: n === last ? ('EUR' as const) : ('USD' as const),
    calendar: n === last - 1 ? ('XLON' as const) : ('XNYS' as const),
  }));
}

/** Makes up what users do, and keeps what is in force, so that there is something to correct. */
class Workload {
  readonly statements: PlannedStatement[] = [];
  private readonly draw: Draw;
  private readonly market: PlannedMarket;
  private readonly inForce = new Map<string, PlannedStatement>();
  private count = 0;

  constructor(draw: Draw, market: PlannedMarket) {
    this.draw = draw;
    this.market = market;
  }

  /** Money comes in on the first session and buys some of everything, which is kept. */
  begin(account: PlannedAccount, n: number, accounts: number): void {
    const [first] = this.market.sessions.slice(SESSIONS_BEFORE);
    const at = first.openUtc * 1000 + HOUR_MS + n * 1_000;
    const add = (event: Omit<EventInput, 'date'>) =>
      this.append(account, at, { ...event, date: dateOf(first.day) } as EventInput, false);
    add({ type: 'deposit', amount: this.draw.money(8_000_000, 12_000_000), currency: account.currency });
    if (account.currency === 'EUR') {
      const euros = { amount: '-60000.00', currency: 'EUR', toAmount: '66000.00', toCurrency: 'USD' };
      add({ type: 'fx', ...euros });
    }
    const { instruments } = this.market;
    const each = Math.max(3, Math.ceil(instruments.length / accounts));
    for (let k = 0; k < each; k++) {
      const { symbol, closes } = instruments[(n * each + k) % instruments.length];
      const price = dollars(closes.get(first.day) ?? 10_000);
      add({ type: 'buy', symbol, quantity: this.draw.between(20, 80), price, currency: 'USD' });
    }
  }

  /** Something of the day, while the market is open. */
  usual(account: PlannedAccount, session: Session): void {
    const at = session.openUtc * 1000 + this.draw.between(30, 180) * 60_000;
    const event = this.eventOf(account, session);
    if (event === null) return;
    const made = this.append(account, at, event, false);
    // The same file is imported again.
    if (this.draw.isOnce(20)) this.statements.push({ ...made, kind: 'repeat', at: at + 600_000 });
  }

  /** What an earlier session lacked, or had wrong. */
  late(account: PlannedAccount, index: number): void {
    const { sessions } = this.market;
    const now = sessions[index];
    const at = now.openUtc * 1000 + this.draw.between(200, 230) * 60_000;
    const known = [...this.inForce.values()].filter(
      (one) => one.owner === account.owner && one.account === account.id && one.event.type !== 'fx',
    );
    const choice = this.draw.below(3);
    if (choice === 0) {
      const back = this.sessionBefore(index);
      const event =
        back < SESSIONS_BEFORE
          ? this.forgottenDeposit(account, sessions[back])
          : this.eventOf(account, sessions[back]);
      if (event !== null) this.append(account, at, event, true);
      return;
    }
    const old = this.draw.oneOf(known);
    const isStart = String(old.event.date) <= dateOf(sessions[SESSIONS_BEFORE].day);
    if (choice === 1 && !isStart) {
      this.inForce.delete(old.key);
      this.statements.push({ ...old, kind: 'void', at, isLate: true });
      return;
    }
    const event = this.corrected(old.event);
    const made = { ...old, kind: 'correct' as const, at, event, isLate: true };
    this.inForce.set(old.key, made);
    this.statements.push(made);
  }

  /** Before the run only what is looked for without being asked: the last thirty days. */
  private sessionBefore(index: number): number {
    const { sessions } = this.market;
    const back = Math.max(0, index - this.draw.between(1, LATE_SESSIONS_MAX));
    const isLong = sessions[index].day - sessions[back].day > LOOKED_BACK_DAYS;
    return back < SESSIONS_BEFORE && isLong ? SESSIONS_BEFORE : back;
  }

  /** The account began earlier than its user had said. */
  private forgottenDeposit({ currency }: PlannedAccount, { day }: Session): EventInput {
    return { date: dateOf(day), type: 'deposit', amount: this.draw.money(1_000, 500_000), currency };
  }

  private corrected(event: EventInput): EventInput {
    if (event.quantity != null)
      return { ...event, quantity: Number(event.quantity) + this.draw.between(1, 9) };
    // By less than would make anybody poor.
    const cents = Math.round(Math.abs(Number(event.amount)) * 100) + this.draw.between(1, 9_000);
    return { ...event, amount: sameSign(String(event.amount), text(cents)) };
  }

  private eventOf(account: PlannedAccount, { day }: Session): EventInput | null {
    const { draw } = this;
    const of = { date: dateOf(day), currency: account.currency };
    const { symbol, closes } = draw.oneOf(this.market.instruments);
    const close = closes.get(day);
    switch (draw.below(7)) {
      case 0:
        return { ...of, type: 'deposit', amount: draw.money(1_000, 500_000) };
      case 1:
        return { ...of, type: 'withdrawal', amount: `-${draw.money(1_000, 100_000)}` };
      case 2:
        return { ...of, type: 'fee', amount: `-${draw.money(1, 2_000)}` };
      case 3:
        return { ...of, type: 'interest', amount: draw.money(1, 3_000) };
      case 4:
        return { ...of, type: 'dividend', symbol, amount: draw.money(100, 9_000), currency: 'USD' };
      default: {
        if (close === undefined) return null;
        const type = draw.isOnce(65) ? 'buy' : 'sell';
        const quantity = type === 'buy' ? draw.between(1, 25) : draw.between(1, 4);
        const fee = draw.money(0, 300);
        return { ...of, type, symbol, quantity, price: dollars(close), fee, currency: 'USD' };
      }
    }
  }

  private append(account: PlannedAccount, at: number, event: EventInput, isLate: boolean): PlannedStatement {
    const { owner, id } = account;
    const key = `e${this.count++}`;
    const made = { at, owner, account: id, kind: 'append' as const, key, event, isLate };
    this.inForce.set(key, made);
    this.statements.push(made);
    return made;
  }
}

const sameSign = (before: string, amount: string): string => (before.startsWith('-') ? `-${amount}` : amount);

/** A few statements a month for each account, and late ones on the sessions that are named. In order of time. */
export function plannedStatements(
  draw: Draw,
  market: PlannedMarket,
  accounts: readonly PlannedAccount[],
  lateOn: readonly number[],
): PlannedStatement[] {
  const workload = new Workload(draw, market);
  for (const [n, account] of accounts.entries()) workload.begin(account, n, accounts.length);
  for (let index = SESSIONS_BEFORE + 1; index < market.sessions.length; index++) {
    for (const account of accounts)
      if (draw.below(SESSIONS_A_MONTH) < 2) workload.usual(account, market.sessions[index]);
    for (const late of lateOn) if (late === index) workload.late(draw.oneOf(accounts), index);
  }
  return workload.statements.sort((a, b) => a.at - b.at);
}
