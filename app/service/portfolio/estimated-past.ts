import { type Day, EVENT_TYPES, type EventTable, type LedgerBook } from '@tidemark/engine';
import type { BrokerProvider, ObservationRecord } from '../ports/index.ts';

/** The tag of an opening that nobody stated: it follows from what was held at a first sync. */
export const ESTIMATED = 'estimated';

/**
 * The days of an account before its broker first said what it was worth, where what it held then is an estimate: its
 * ledger does not reach back to them. One stretch, so that what gives its values does not change from day to day.
 */
export interface EstimatedPast {
  /** The day of its estimated opening. */
  readonly from: Day;
  /** The first day that its broker stated its value on, excluded: from it on the ledger counts. Null: not yet. */
  readonly until: Day | null;
  /** Values of its days from the broker's own history, by day. */
  readonly told: ReadonlyMap<number, ObservationRecord>;
}

const OPENING = EVENT_TYPES.indexOf('opening');

export function isEstimatedOpening({ type, rare }: EventTable, row: number): boolean {
  return type.values[row] === OPENING && (rare.tags.get(row) ?? '').split(/[\s,;]+/).includes(ESTIMATED);
}

/** By account. `values`: what brokers said of days' ends, by account and day. */
export function estimatedPasts(
  book: LedgerBook,
  values: readonly ObservationRecord[],
): ReadonlyMap<string, EstimatedPast> {
  const { table } = book;
  const opened = new Map<string, Day>();
  for (const row of book.inForce()) {
    const account = table.accounts.texts[table.account.values[row]];
    if (!opened.has(account) && isEstimatedOpening(table, row))
      opened.set(account, table.day.values[row] as Day);
  }
  return new Map(
    Array.from(opened, ([account, from]) => {
      const own = values.filter((one) => one.account === account && one.day >= from);
      const until = (own.find(({ kind }) => kind !== 'reconstructed')?.day ?? null) as Day | null;
      const told = own.filter(({ kind, day }) => kind === 'reconstructed' && (until === null || day < until));
      return [account, { from, until, told: new Map(told.map((one) => [one.day, one])) }];
    }),
  );
}

/** What counts beside the ledger: what brokers reported, and in an estimated past what their own history says. */
export function countedValues(
  values: readonly ObservationRecord[],
  pasts: ReadonlyMap<string, EstimatedPast>,
): ObservationRecord[] {
  return values.filter((one) => one.kind === 'reported' || pasts.get(one.account)?.told.get(one.day) === one);
}

/** What the value of a day in such a past is, and who gave it. */
export interface PastValue {
  readonly kind: 'reconstructed' | 'estimated';
  readonly source: 'ledger' | BrokerProvider;
}

/** What the value of an account's day rests on where its ledger does not reach; null where it does. */
export function pastOn(past: EstimatedPast | undefined, day: number): PastValue | null {
  if (past === undefined || day < past.from || (past.until !== null && day >= past.until)) return null;
  const told = past.told.get(day);
  return told === undefined
    ? { kind: 'estimated', source: 'ledger' }
    : { kind: 'reconstructed', source: told.source as BrokerProvider };
}
