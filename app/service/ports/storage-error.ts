/** What can be wrong with the world of a store. Each code has one remedy, in the error. */
export const STORAGE_ERRORS = [
  /** No room: nothing of the transaction was written. */
  'disk_full',
  /** The file, its folder or the server accepts no writes. Reads go on. */
  'read_only',
  /** The file is damaged, or is no database. */
  'corrupt',
  /** The file cannot be opened: a folder in its place, no permission, no such folder. */
  'cannot_open',
  /** No database of the program is there. */
  'no_database',
  /** There is one already, or a file, where only something new may be written. */
  'not_empty',
  /** Another process has the database open, which must not be now. */
  'in_use',
  /** Another process held the lock for longer than the wait. Nothing was written; try again. */
  'busy',
  /** The database server cannot be reached, or it hung up. */
  'unreachable',
  /** The database was written by a later version of the program. */
  'newer_database',
  /** The database was written by an earlier version of the program and has not been brought up to this one. */
  'older_database',
  /** A migration that was applied has another text than this program's. */
  'migration_changed',
  /** A row would break a rule of the database: a key that is taken, a row that is not there. */
  'constraint',
  /** A value that the store cannot hold exactly. */
  'out_of_range',
  /** A cursor that this store has not given out. */
  'bad_cursor',
  /** Anything else that the database refused. */
  'failed',
] as const;

export type StorageErrorCode = (typeof STORAGE_ERRORS)[number];

/** The world being wrong where the facts are kept. The transaction it ended has written nothing. */
export class StorageError extends Error {
  readonly code: StorageErrorCode;
  /** What a person can do about it. */
  readonly remedy: string;
  /** Whether the same call may succeed a moment later. */
  readonly retryable: boolean;

  constructor(code: StorageErrorCode, message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StorageError';
    this.code = code;
    this.remedy = remedy;
    this.retryable = code === 'busy' || code === 'unreachable';
  }
}
