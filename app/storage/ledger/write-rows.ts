import type { Change } from '../../service/ports/index.ts';
import type { EventRow } from '../database.ts';
import { pieces, type Scope } from '../scope.ts';
import { headOf, link } from './chain.ts';
import { cellsOf, EVENT_COLUMNS } from './rows.ts';

/** A row but for its number in its account; without a place, that is its place too. */
export type Unnumbered = Omit<EventRow, 'seq' | 'place' | 'owner' | 'recorded_at' | 'change_no'> & {
  place: number | null;
};

/**
 * Numbers rows within their accounts in the order given, and writes them with the links of their chains. The rows
 * given become those answered. Those they supersede must not be latest any more.
 */
export async function writeRows(
  scope: Scope,
  change: Change,
  rows: readonly Unnumbered[],
): Promise<EventRow[]> {
  const heads = new Map<string, { seq: number; hash: string }>();
  for (const account of new Set(rows.map((row) => row.account)))
    heads.set(account, await headOf(scope, account));
  const next = new Map([...heads].map(([account, head]) => [account, head.seq]));
  const { recordedAt: recorded_at, changeNo: change_no } = change;
  const numbered = rows.map((row): EventRow => {
    const seq = (next.get(row.account) ?? 0) + 1;
    next.set(row.account, seq);
    // In place, because a batch may have 100,000 rows.
    return Object.assign(row, { owner: scope.owner, seq, place: row.place ?? seq, recorded_at, change_no });
  });
  // The heads first: they refuse an account that is not there.
  for (const [account, head] of heads) {
    const own = heads.size === 1 ? numbered : numbered.filter((row) => row.account === account);
    await link(scope, change, account, head, own);
  }
  await scope.dialect.insertMany(scope.db, 'events', EVENT_COLUMNS, cells(numbered));
  return numbered;
}

function* cells(rows: readonly EventRow[]): Iterable<unknown[]> {
  for (const row of rows) yield cellsOf(row);
}

/** The last rows of events, by id. */
export async function latestRows(
  { db, owner }: Scope,
  ids: readonly string[],
): Promise<Map<string, EventRow>> {
  const latest = new Map<string, EventRow>();
  for (const some of pieces(ids)) {
    const rows = await db
      .selectFrom('events')
      .selectAll()
      .where('owner', '=', owner)
      .where('id', 'in', some)
      .where('latest', '=', 1)
      .execute();
    for (const row of rows) latest.set(row.id, row);
  }
  return latest;
}

/** Notes that another version of these events follows. */
export async function unmarkLatest({ db, owner }: Scope, ids: readonly string[]): Promise<void> {
  for (const some of pieces(ids)) {
    await db
      .updateTable('events')
      .set({ latest: 0 })
      .where('owner', '=', owner)
      .where('id', 'in', some)
      .where('latest', '=', 1)
      .execute();
  }
}
