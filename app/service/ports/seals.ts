/** What the value of a sealed moment is. */
export const SEAL_KINDS = ['daily_eod', 'intraday', 'computed', 'estimated', 'reconstructed'] as const;
export type SealKind = (typeof SEAL_KINDS)[number];

/** Units that an account held at the end of a day. */
export interface SealedPosition {
  readonly symbol: string;
  /** The instrument's. */
  readonly currency: string;
  /** Exact decimal text, below zero for a short. */
  readonly quantity: string;
  /** Whole minor units of `currency`. */
  readonly cost: number;
}

/** What an account was worth, as it was known and written down at an instant, with what that came from. */
export interface SealRecord {
  readonly account: string;
  /** Days since 1970, the session's. */
  readonly day: number;
  /** Milliseconds since 1970 in whole seconds, for a value within a session; null for that of the day's end. */
  readonly at: number | null;
  readonly kind: SealKind;
  /** Whole minor units of the account's currency, as `cash`. */
  readonly equity: number;
  readonly cash: number;
  /** Held instruments whose price was older than it may be. */
  readonly stale: number;
  /** The account's chain of the ledger: its last number, and the first 16 hexadecimal digits of its hash. */
  readonly ledgerSeq: number;
  readonly ledgerHash: string;
  /** Of the owner's own prices, and of those that all share. */
  readonly prices: number;
  readonly sharedPrices: number;
  /** By symbol; null for a value within a session, and where they were not asked for. */
  readonly positions: readonly SealedPosition[] | null;
  /** Milliseconds since 1970, UTC. */
  readonly recordedAt: number;
}

export interface SealQuery {
  readonly accounts?: readonly string[];
  /** First and last day, inclusive. */
  readonly from?: number;
  readonly to?: number;
  /** Only days' ends, or only values within sessions; absent: both. */
  readonly of?: 'days' | 'sessions';
  readonly asKnownAt?: number;
  readonly withPositions?: boolean;
}

/** What corrections have touched. */
export interface Touched {
  /** The last of the owner's changes. */
  readonly changes: number;
  /** The first day that may have another value; null where none may that is sealed. */
  readonly from: number | null;
}

export interface SealReads {
  /** Those in force: of one moment of an account the last recorded. By account, day and instant, a day's end last. */
  list(query: SealQuery): Promise<readonly SealRecord[]>;
  /** What has changed since the owner's days' ends were last compared with what is sealed. */
  touched(): Promise<Touched>;
  /** Everything that was ever sealed of the end of a day of an account, the oldest first. */
  revisions(account: string, day: number): Promise<readonly SealRecord[]>;
}

/** What an account holds, as plain text, from which it can be valued without its ledger. */
export interface AccountState {
  readonly account: string;
  /** What it is valued in. */
  readonly currency: string;
  /** The engine's state of holdings; the capture alone reads it. */
  readonly body: string;
}

/** The facts that an owner's states were derived from. */
export interface CaptureVersion {
  readonly ledger: number;
  readonly prices: number;
  readonly settings: number;
  readonly sharedPrices: number;
  /** The first day of which the states are. */
  readonly fromDay: number;
  /** The last day of which they are; later an event or a split that is known already changes them. Null: for good. */
  readonly untilDay: number | null;
  /** Days' ends since this one were compared with what is sealed, and all that was touched before; null: none. */
  readonly checkedFrom: number | null;
  /** The last of the owner's changes that is in. */
  readonly changes: number;
}

/** What a capture found out about an owner. */
export interface OwnerCapture {
  readonly owner: string;
  /** Null: only seals are recorded. */
  readonly derived: { readonly version: CaptureVersion; readonly states: readonly AccountState[] } | null;
  readonly seals: readonly SealRecord[];
}

/** Why an owner's capture is behind. */
export interface CaptureQuery {
  /** The day that states have to be of. */
  readonly day: number;
  /** Days' ends have to be checked since this day, under the shared prices of now; null: states are enough. */
  readonly checkedFrom: number | null;
  /** Days' ends have to be compared under the owner's own facts of now; absent: that is no matter. */
  readonly compared?: boolean;
  /** Only this one; absent: all. */
  readonly owner?: string;
}

export interface OwnedState extends AccountState {
  readonly owner: string;
  /** The account's. */
  readonly calendar: string;
  readonly ledgerSeq: number;
  readonly ledgerHash: string;
  readonly prices: number;
}

export interface AccountKey {
  readonly owner: string;
  readonly account: string;
}

/** What is captured, over all owners. */
export interface Captures {
  /** The calendars of all accounts. */
  calendars(): Promise<readonly string[]>;
  /** What portfolios are compared with: of all, or of one owner. */
  benchmarks(owner?: string): Promise<readonly string[]>;
  /** Owners whose capture is behind, by id, after one. */
  behind(query: CaptureQuery, limit: number, after?: string): Promise<readonly string[]>;
  /** Of accounts that are open, by owner and account, after one of them; those of one owner where it is given. */
  states(limit: number, after?: AccountKey, owner?: string): Promise<readonly OwnedState[]>;
  /**
   * One transaction: replaces the states of owners and adds seals. What is in force already is not sealed again; of a
   * day's end what differs follows it, a moment within a session is sealed once. Answers how many are new. Moves `captured` of the owners alone.
   */
  record(captures: readonly OwnerCapture[]): Promise<number>;
  /** Thins the values within sessions of days from…to to the last of each `bucketMs`. Answers how many are gone. */
  thin(from: number, to: number, bucketMs: number): Promise<number>;
  /** Removes the values within sessions of all days before one. */
  removeSessionsBefore(day: number): Promise<void>;
}
