import type { LotMethod } from '@tidemark/engine';

export interface AccountRecord {
  /** Unique within the owner; a new user's first one is `main`. */
  readonly id: string;
  readonly name: string;
  readonly broker: string | null;
  readonly type: 'cash' | 'margin';
  /** ISO 4217 or a crypto currency's code. */
  readonly currency: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Market identifier code, or `24x7`. */
  readonly calendar: string;
  readonly lotMethod: LotMethod;
  readonly allowShort: boolean;
  /** The last day, days since 1970; null while open. */
  readonly closedOn: number | null;
  /** Milliseconds since 1970, UTC. */
  readonly createdAt: number;
}

export interface AccountReads {
  /**
   * By time of creation, then id. `asKnownAt` (ms since 1970): those that had been made by then, as they were; of one
   * that was deleted since nothing is known.
   */
  list(asKnownAt?: number): Promise<readonly AccountRecord[]>;
  find(id: string, asKnownAt?: number): Promise<AccountRecord | null>;
}

export interface AccountWrites extends AccountReads {
  /** StorageError `constraint` where the id is taken. */
  add(account: AccountRecord): Promise<void>;
  /** Replaces all of it; false where there is no such account. */
  replace(account: AccountRecord): Promise<boolean>;
  /** Removes the account and all its facts, for ever; false where there is no such account. */
  delete(id: string): Promise<boolean>;
}

/** Fees that an account owes by a schedule. Decimals are exact text. */
export interface FeeScheduleRecord {
  readonly id: string;
  readonly account: string;
  readonly kind: 'management' | 'performance' | 'fixed' | 'margin_interest';
  /** What the user calls it. */
  readonly name: string;
  /** A fraction: '0.02' is 2 % (a year; of the gain for `performance`). Null for `fixed`. */
  readonly rate: string | null;
  /** In the account's currency. Null but for `fixed`. */
  readonly amount: string | null;
  /** How a year's rate counts the days; null where nothing accrues daily. */
  readonly dayCount: 'act/360' | 'act/365' | null;
  /** How often it is charged. */
  readonly every: 'month' | 'quarter' | 'year';
  /** Days since 1970, inclusive; `lastDay` null: until further notice. */
  readonly firstDay: number;
  readonly lastDay: number | null;
  /** Recorded without being asked for. */
  readonly automatic: boolean;
  /** Milliseconds since 1970, UTC. */
  readonly createdAt: number;
}

export interface FeeScheduleReads {
  /** By account, then first day, then id; those of one account where it is given; as known at an instant (ms). */
  list(account?: string, asKnownAt?: number): Promise<readonly FeeScheduleRecord[]>;
}

export interface FeeScheduleWrites extends FeeScheduleReads {
  /** Adds it, or replaces the one of that id. */
  put(schedule: FeeScheduleRecord): Promise<void>;
  delete(id: string): Promise<boolean>;
}
