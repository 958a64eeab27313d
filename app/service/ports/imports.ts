export interface ImportRecord {
  readonly id: string;
  readonly account: string;
  readonly fileName: string;
  readonly format: string;
  /** Hex SHA-256 of the file's bytes. */
  readonly fileHash: string;
  readonly rows: number;
  readonly added: number;
  readonly known: number;
  readonly refused: number;
  readonly changeNo: number;
  /** Milliseconds since 1970, UTC. */
  readonly recordedAt: number;
  /** The change that undid it; null while it stands. */
  readonly undoneBy: number | null;
}

export interface ImportReads {
  /** The latest first. */
  list(
    limit: number,
    before?: { readonly recordedAt: number; readonly id: string },
  ): Promise<readonly ImportRecord[]>;
  find(id: string): Promise<ImportRecord | null>;
}

export interface ImportWrites extends ImportReads {
  /** StorageError `constraint` where the id is taken. */
  add(record: ImportRecord): Promise<void>;
  /** Marks it as undone by a change, or (null) as standing again; false where there is no such import. */
  markUndone(id: string, changeNo: number | null): Promise<boolean>;
}
