import type { Clock, Store, TableRows } from '../../service/index.ts';

/** A database that commands work on; made by the program, which alone knows its kinds. */
export interface DatabaseAt {
  /** As messages name it: a path, or an address without its password. */
  readonly name: string;
  readonly clock: Clock;
  /** Opens what is there. StorageError `no_database`, `older_database` and the like. */
  open(): Promise<Store>;
  /** Opens it, or makes it where there is none. */
  openOrMake(): Promise<Store>;
  /** Copies all of it into a new file. Answers how many rows each table has. */
  backup(file: string): Promise<TableRows>;
  /** Puts a backup in its place. `keptAside`: where that is which was there. */
  restore(
    file: string,
    force: boolean,
  ): Promise<{ readonly rows: TableRows; readonly keptAside: string | null }>;
}

/** By `--database`; null: the one that the server uses. */
export type FindDatabase = (address: string | null) => Promise<DatabaseAt>;
