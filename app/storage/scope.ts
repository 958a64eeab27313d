import type { Kysely } from 'kysely';
import type { Clock } from '../service/ports/index.ts';
import type { Database } from './database.ts';
import type { Dialect } from './dialect.ts';

/** The numbers of an owner that a write can move. */
export type VersionName = 'ledger' | 'prices' | 'settings' | 'captured';

/** What a store's methods work in: one owner's facts, in a transaction or outside. */
export interface Scope {
  readonly db: Kysely<Database>;
  readonly dialect: Dialect;
  readonly owner: string;
  readonly clock: Clock;
  /** The versions that this transaction moves; null where nothing may be written. */
  readonly touched: Set<VersionName> | null;
}

/** To be called by every method that writes, with the version that its facts belong to; null for none. */
export function writing(scope: Scope, version: VersionName | null): void {
  if (scope.touched === null) throw new Error('a write outside of store.write');
  if (version !== null) scope.touched.add(version);
}

/** Values for one `in (…)`: databases limit the parameters of a statement. */
const IN_MAX = 500;

/** A list in pieces that fit one statement. */
export function* pieces<T>(list: readonly T[]): Iterable<T[]> {
  for (let from = 0; from < list.length; from += IN_MAX) yield list.slice(from, from + IN_MAX);
}
