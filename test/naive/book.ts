import type { Day } from '../../engine/calendar/day.ts';
import type { LotMethod } from '../../engine/ledger/instrument.ts';
import { type Fraction, NOTHING } from './fraction.ts';
import type { Fact } from './input.ts';
import { costOf, type Lot } from './lots.ts';

/** What an account keeps running, for each currency. */
export const TOTALS = [
  'cash',
  'opening',
  'deposits',
  'withdrawals',
  'transferredIn',
  'transferredOut',
  'ownIn',
  'ownOut',
  'income',
  'fees',
  'taxes',
  'adjustments',
  'exchanged',
  'costInKind',
] as const;

export type TotalName = (typeof TOTALS)[number];

/** Flows in kind of a day, in minor units of base. */
export type KindFlows = { opening: bigint; in: bigint; out: bigint; ownIn: bigint; ownOut: bigint };

/** A lot, or a part of one, that was closed. Amounts in base, not rounded. */
export type Closing = {
  readonly account: string;
  readonly symbol: string;
  readonly opened: Day;
  readonly closed: Day;
  readonly quantity: Fraction;
  readonly proceeds: Fraction;
  readonly cost: Fraction;
  readonly pnl: Fraction;
};

/** All that is known of an account at one moment. */
export class Book {
  readonly account: string;
  readonly method: LotMethod;
  private readonly sums = new Map<string, Fraction>();
  private readonly lots = new Map<string, Lot[]>();
  readonly currencies = new Set<string>();
  readonly closings: Closing[] = [];
  kind: KindFlows = noKindFlows();
  /** What booked rates make of the day's gains, against the market's rates. */
  bookedGain = 0n;

  constructor(account: string, method: LotMethod) {
    this.account = account;
    this.method = method;
  }

  add(total: TotalName, currency: string, amount: Fraction): void {
    this.currencies.add(currency);
    this.sums.set(`${total} ${currency}`, this.sum(total, currency).plus(amount));
  }

  sum(total: TotalName, currency: string): Fraction {
    return this.sums.get(`${total} ${currency}`) ?? NOTHING;
  }

  holding(symbol: string): readonly Lot[] {
    return this.lots.get(symbol) ?? [];
  }

  hold(symbol: string, lots: Lot[]): void {
    this.lots.set(symbol, lots);
  }

  symbols(): string[] {
    return [...this.lots.keys()];
  }

  cost(symbol: string): Fraction {
    return costOf(this.holding(symbol));
  }

  startDay(): void {
    this.kind = noKindFlows();
    this.bookedGain = 0n;
  }
}

export const noKindFlows = (): KindFlows => ({ opening: 0n, in: 0n, out: 0n, ownIn: 0n, ownOut: 0n });

/** Cash and costs of an event; answers what the cash would have changed by without the costs. */
export function takeCash(book: Book, event: Fact): Fraction {
  const costs = event.fee.plus(event.tax);
  const amount = event.amount ?? costs.negated();
  book.add('cash', event.settle, amount);
  book.add('fees', event.settle, event.fee);
  book.add('taxes', event.settle, event.tax);
  return amount.plus(costs);
}
