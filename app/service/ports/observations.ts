/** What a broker reported of an account. Decimals are exact text in the account's currency. */
export interface ObservationRecord {
  readonly account: string;
  /** Days since 1970, in the account's time zone. */
  readonly day: number;
  /** Milliseconds since 1970 for a value within a session; null for that of the day's end. */
  readonly at: number | null;
  /**
   * `reported`: as it was told; `reconstructed`: of the broker's own history; `estimated`: of the day's end, told
   * within the day that what was held before was estimated on: it says that the ledger counts from then on.
   */
  readonly kind: 'reported' | 'reconstructed' | 'estimated';
  readonly equity: string;
  readonly cash: string | null;
  /** A broker's name. */
  readonly source: string;
  /** Milliseconds since 1970, UTC. */
  readonly recordedAt: number;
}

export interface ObservationQuery {
  readonly accounts?: readonly string[];
  /** First and last day, inclusive. */
  readonly from?: number;
  readonly to?: number;
  /** Only the values of days' ends. */
  readonly daily?: boolean;
  readonly asKnownAt?: number;
}

export interface ObservationReads {
  /** By account, day, instant (a day's end last), source and kind. Those in force: of one key the last recorded. */
  list(query: ObservationQuery): Promise<readonly ObservationRecord[]>;
}

export interface ObservationWrites extends ObservationReads {
  /**
   * Records them; answers how many said something new. The key is account, day, at, kind and source: another value
   * of one key is recorded after the earlier one, which is kept.
   */
  put(observations: readonly ObservationRecord[]): Promise<number>;
}
