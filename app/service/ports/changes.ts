/**
 * A change: what one request of a user did, as one step that can be undone. Every fact written names its change.
 *
 * `do` is the user's own, `undo` takes back the change it names in `of`, `redo` takes back the undo it names in
 * `of`. `system` is the program's (a synchronised broker, a schedule): no undo reaches it, no redo ends by it.
 */
export type ChangeKind = 'do' | 'undo' | 'redo' | 'system';

/** An open change: the facts of one transaction are recorded under it. */
export interface Change {
  /** 1, 2, … per owner, without gaps. */
  readonly changeNo: number;
  /** Milliseconds since 1970, UTC: the recorded time of every fact of this change. */
  readonly recordedAt: number;
  /** Who did it: a user's id, an API key's, the name of a job. */
  readonly recordedBy: string;
}

export interface NewChange {
  readonly kind: ChangeKind;
  /** The change that this one takes back; null for `do` and `system`. It is marked as undone by this one. */
  readonly of: number | null;
  /** In words, for the list of changes: 'added a deposit'. */
  readonly what: string;
  /** JSON that its undoing needs beside the ledger's rows, e.g. settings as they were; null where nothing. */
  readonly detail: string | null;
  readonly recordedAt: number;
  readonly recordedBy: string;
}

export interface ChangeRecord extends NewChange, Change {
  /** The change that took this one back; null while it stands. */
  readonly undoneBy: number | null;
}

export interface ChangeReads {
  find(changeNo: number): Promise<ChangeRecord | null>;
  /** The latest first, those before a number. `limit` ≤ 1,000. */
  list(limit: number, before?: number): Promise<readonly ChangeRecord[]>;
  /** What an undo takes back: the last `do` or `redo` that stands; null where there is none. */
  undoable(): Promise<ChangeRecord | null>;
  /** What a redo takes back: the last `undo` that stands and that no `do` came after; null where there is none. */
  redoable(): Promise<ChangeRecord | null>;
}

export interface ChangeWrites extends ChangeReads {
  /** Opens the next change. StorageError `constraint` where `of` is unknown or already undone. */
  open(change: NewChange): Promise<Change>;
}
