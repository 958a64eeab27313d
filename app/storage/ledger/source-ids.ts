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

const COLUMNS = [
  ['owner', 'text'],
  ['account', 'text'],
  ['source_id', 'text'],
  ['source', 'text'],
  ['seq', 'int'],
] as const;

type Creation = Pick<EventRow, 'id' | 'owner' | 'account' | 'source' | 'source_id' | 'seq'>;

/** Makes the ids of created events known. */
export async function addSourceIds({ db, dialect }: Scope, rows: readonly Creation[]): Promise<void> {
  await dialect.insertMany(db, 'event_sources', COLUMNS, sourceCells(rows));
}

function* sourceCells(rows: readonly Creation[]): Iterable<unknown[]> {
  for (const { owner, account, source_id, source, seq } of rows) {
    if (source_id !== null) yield [owner, account, source_id, source, seq];
  }
}

/** Lets the ids of events come again. */
export async function releaseSourceIds(scope: Scope, ids: readonly string[]): Promise<void> {
  const { db, owner } = scope;
  for (const [account, rows] of await creations(scope, ids)) {
    for (const some of pieces(rows)) {
      // What has such an id and such a number is the row of that event: numbers are an account's own.
      await db
        .deleteFrom('event_sources')
        .where('owner', '=', owner)
        .where('account', '=', account)
        .where(
          'source_id',
          'in',
          some.map((row) => row.source_id),
        )
        .where(
          'seq',
          'in',
          some.map((row) => row.seq),
        )
        .execute();
    }
  }
}

/** Makes the ids of events known again that were released, where no other event has come under them since. */
export async function restoreSourceIds(scope: Scope, ids: readonly string[]): Promise<void> {
  for (const [account, rows] of await creations(scope, ids)) {
    const sourceIds = rows.map((row) => row.source_id);
    const known = await knownSourceIds(scope, account, sourceIds);
    const free = rows.filter(
      (row) => known.get(row.source_id)?.some((event) => event.source === row.source) !== true,
    );
    await addSourceIds(scope, free);
  }
}

/** The first rows of events that have a source's id, by account. */
async function creations({ db, owner }: Scope, ids: readonly string[]) {
  const rows = new Map<string, (Creation & { source_id: string })[]>();
  for (const some of pieces(ids)) {
    const found = await db
      .selectFrom('events')
      .select(['id', 'owner', 'account', 'source', 'source_id', 'seq'])
      .where('owner', '=', owner)
      .where('id', 'in', some)
      .where('version', '=', 1)
      .execute();
    for (const row of found) {
      const { account, source_id } = row;
      if (source_id === null) continue;
      const before = rows.get(account);
      if (before === undefined) rows.set(account, [{ ...row, source_id }]);
      else before.push({ ...row, source_id });
    }
  }
  return rows;
}
