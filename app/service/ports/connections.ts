import type { BrokerProvider } from './broker.ts';

export type ConnectionState = 'pending' | 'active' | 'needs_attention' | 'revoked';

/** What went wrong at the last sync; its message has no secret in it. */
export interface ConnectionTrouble {
  /** What it was about: the accounts, or one account's holdings, activities or history. */
  readonly part: string;
  readonly message: string;
  readonly remedy: string;
}

/** A way to a broker. Times are milliseconds since 1970, UTC. */
export interface ConnectionRecord {
  readonly id: string;
  readonly provider: BrokerProvider;
  readonly name: string;
  readonly state: ConnectionState;
  /** The credentials, sealed. */
  readonly sealed: string;
  readonly createdAt: number;
  readonly lastSyncedAt: number | null;
  /** Not to be asked before. */
  readonly restUntil: number | null;
  readonly troubles: readonly ConnectionTrouble[];
}

/**
 * An account of a broker, known by its own number for as long as its owner is: a connection that is made anew, with
 * other ids, feeds the same account.
 */
export interface LinkedAccountRecord {
  readonly provider: BrokerProvider;
  readonly number: string;
  /** Null while no connection reaches it. */
  readonly connection: string | null;
  readonly externalId: string;
  readonly name: string;
  /** The account that it feeds; null where it feeds none. */
  readonly account: string | null;
  /** The owner has said which account it feeds, if any. */
  readonly isChosen: boolean;
  /** Days since 1970: activities are complete from…to; null before the first sync. */
  readonly syncedFrom: number | null;
  readonly syncedTo: number | null;
  /** The last day of the broker's own history that is here. */
  readonly historyTo: number | null;
  /**
   * What the account held before its activities begin was taken from what it held on this day, the first sync's; null
   * where nothing had to be.
   */
  readonly estimatedOn: number | null;
}

/**
 * How an activity stands. `same`: the provider gave it another id; it is what the other one says. `known`: the ledger
 * had it from elsewhere, a file or the user.
 */
export type ActivityStatus =
  | 'recorded'
  | 'unclassified'
  | 'no_event'
  | 'refused'
  | 'changed'
  | 'same'
  | 'known';

/** An activity as it is kept: whatever becomes of it, it stays as it came. */
export interface ActivityRecord {
  readonly account: string;
  readonly provider: BrokerProvider;
  readonly id: string;
  readonly type: string;
  /** Days since 1970. */
  readonly day: number;
  readonly raw: string;
  /** Equal for activities that say the same, whatever their ids. */
  readonly fingerprint: string;
  readonly status: ActivityStatus;
  /** Why it is as it is, in words; null where there is nothing to say. */
  readonly remark: string | null;
  /** What it says now, where that differs from what the ledger was told; null where it does not. */
  readonly changedRaw: string | null;
  /** The provider's word and the day, as it states them now; null where it says the same. */
  readonly changedType: string | null;
  readonly changedDay: number | null;
  /** Milliseconds since 1970. */
  readonly seenAt: number;
}

export interface ActivityQuery {
  readonly account?: string;
  readonly provider?: BrokerProvider;
  readonly statuses?: readonly ActivityStatus[];
  /** First and last day, inclusive. */
  readonly from?: number;
  readonly to?: number;
}

export interface ConnectionReads {
  /** The newest first. */
  list(): Promise<readonly ConnectionRecord[]>;
  find(id: string): Promise<ConnectionRecord | null>;
  /** By provider and number; those of one connection where it is given. */
  linked(connection?: string): Promise<readonly LinkedAccountRecord[]>;
  /** The connection that feeds an account; null where none does. */
  feeding(account: string): Promise<string | null>;
  /** By day, then id. */
  activities(query: ActivityQuery): Promise<readonly ActivityRecord[]>;
}

/** Only which connection reaches which account moves a version: what figures are derived from is in the ledger. */
export interface ConnectionWrites extends ConnectionReads {
  /** Adds it, or replaces the one of that id. */
  put(connection: ConnectionRecord): Promise<void>;
  /** Removes it with its credentials; its accounts and what it brought stay. False where there is none. */
  delete(id: string): Promise<boolean>;
  /** Adds it, or replaces the one of that provider and number. */
  link(account: LinkedAccountRecord): Promise<void>;
  /** Adds them, or replaces those of their account, provider and id. */
  keep(activities: readonly ActivityRecord[]): Promise<void>;
}
