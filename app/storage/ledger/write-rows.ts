import type { Change } from '../../service/ports/index.ts';
import type { EventRow } from '../database.ts';
import { pieces, type Scope } from '../scope.ts';
import { headOf, link } from './chain.ts';
import { cellsOf, EVENT_COLUMNS } from './rows.ts';

/**
 * Stands for the number of a row that is not written yet, and for the place of one that shall take its number as
 * its place. Objects are made once and then numbered, because a batch may have 100,000 of them.
 */
export const UNNUMBERED = 0;

/**
 * Numbers rows within their accounts in the order given, dates them, and writes them with the links of their
 * chains. Those they supersede must not be latest any more.
 */
export async function writeRows(scope: Scope, change: Change, rows: readonly EventRow[]): Promise<void> {
  const heads = new Map<string, { seq: number; hash: string }>();
  for (const account of new Set(rows.map((row) => row.account)))
    heads.set(account, await headOf(scope, account));
  const next = new Map([...heads].map(([account, head]) => [account, head.seq]));
  for (const row of rows) {
    row.seq = (next.get(row.account) ?? 0) + 1;
    next.set(row.account, row.seq);
    if (row.place === UNNUMBERED) row.place = row.seq;
    row.recorded_at = change.recordedAt;
    row.change_no = change.changeNo;
  }
  // The heads first: they refuse an account that is not there.
  for (const [account, head] of heads) {
    const own = heads.size === 1 ? rows : rows.filter((row) => row.account === account);
    await link(scope, change, account, head, own);
  }
  await scope.dialect.insertMany(scope.db, 'events', EVENT_COLUMNS, cells(rows));
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
