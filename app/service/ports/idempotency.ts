/** The answer that was given to a write under a client's Idempotency-Key. */
export interface IdempotentAnswer {
  readonly key: string;
  /** Of method, path and body: the same key with another request is refused by the caller. */
  readonly requestHash: string;
  /** HTTP status. */
  readonly status: number;
  /** The body, as it was sent. */
  readonly answer: string;
  /** Milliseconds since 1970, UTC. */
  readonly createdAt: number;
}

export interface IdempotencyReads {
  find(key: string): Promise<IdempotentAnswer | null>;
}

export interface IdempotencyWrites extends IdempotencyReads {
  /** In the transaction of the write itself. StorageError `constraint` where the key is taken. */
  record(answer: IdempotentAnswer): Promise<void>;
  /** Forgets those from before an instant; answers how many. */
  purge(before: number): Promise<number>;
}
