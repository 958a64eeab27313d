import { sql } from 'kysely';
import type { EventRow } from '../database.ts';
import { pieces, type Scope } from '../scope.ts';

/** A source's id in an account: the event it stands for, and what it first brought. */
export interface KnownSourceId {
  readonly source: string;
  readonly id: string;
  readonly body: string;
}

/** Up to so many ids are looked up one by one; for more, all of the account are read. */
const LOOKED_UP_MAX = 2_000;

/** By source id, in an account: what every source says it stands for. */
export async function knownSourceIds(
  { db, owner }: Scope,
  account: string,
  sourceIds: readonly string[],
): Promise<Map<string, KnownSourceId[]>> {
  const known = new Map<string, KnownSourceId[]>();
  const rows = sql`
    select s.source_id, s.source, e.id, e.body from event_sources s
    inner join events e on e.owner = s.owner and e.account = s.account and e.seq = s.seq
    where s.owner = ${owner} and s.account = ${account}`;
  const queries =
    sourceIds.length > LOOKED_UP_MAX
      ? [rows]
      : [...pieces(sourceIds)].map((some) => sql`${rows} and s.source_id in (${sql.join(some)})`);
  for (const query of queries) {
    const found = await sql<KnownSourceId & { source_id: string }>`${query}`.execute(db);
    for (const { source_id, source, id, body } of found.rows) {
      const before = known.get(source_id);
      if (before === undefined) known.set(source_id, [{ source, id, body }]);
      else before.push({ source, id, body });
    }
  }
  return known;
}

/** Makes the ids of created events known. */
export async function addSourceIds({ db, dialect }: Scope, rows: readonly EventRow[]): Promise<void> {
  const columns = [
    ['owner', 'text'],
    ['account', 'text'],
    ['source_id', 'text'],
    ['source', 'text'],
    ['seq', 'int'],
  ] as const;
  const cells = rows
    .filter((row) => row.source_id !== null)
    .map(({ owner, account, source_id, source, seq }) => [owner, account, source_id, source, seq]);
  if (cells.length > 0) await dialect.insertMany(db, 'event_sources', columns, cells);
}

/** Lets the ids of events come again. */
export async function releaseSourceIds(scope: Scope, ids: readonly string[]): Promise<void> {
  const { db, owner } = scope;
  for (const row of await creations(scope, ids)) {
    const { account, source, source_id, seq } = row;
    if (source_id === null) continue;
    await db
      .deleteFrom('event_sources')
      .where((key) => key.and({ owner, account, source_id, source, seq }))
      .execute();
  }
}

/**
 * Makes the ids of events known again that were released, where no other event has come under them since. Answers
 * the events whose id it stands for, and no other source's of that account.
 */
export async function restoreSourceIds(scope: Scope, ids: readonly string[]): Promise<Set<string>> {
  const { db, owner } = scope;
  const told = new Set<string>();
  for (const { id, account, source, source_id, seq } of await creations(scope, ids)) {
    if (source_id === null) continue;
    await db
      .insertInto('event_sources')
      .values({ owner, account, source_id, source, seq })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const known = (await knownSourceIds(scope, account, [source_id])).get(source_id) ?? [];
    if (known.length === 1 && known[0]?.id === id) told.add(id);
  }
  return told;
}

async function creations({ db, owner }: Scope, ids: readonly string[]) {
  const rows = [];
  for (const some of pieces(ids)) {
    const found = await db
      .selectFrom('events')
      .select(['id', 'account', 'source', 'source_id', 'seq'])
      .where('owner', '=', owner)
      .where('id', 'in', some)
      .where('version', '=', 1)
      .execute();
    rows.push(...found);
  }
  return rows;
}
