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
  scope: Scope,
  account: string,
  sourceIds: readonly string[],
): Promise<Map<string, KnownSourceId[]>> {
  const rows = await sourceRows(scope, account, sourceIds);
  const events = await createdRows(
    scope,
    account,
    rows.map((row) => row.seq),
  );
  const known = new Map<string, KnownSourceId[]>();
  for (const { source_id, source, seq } of rows) {
    const event = events.get(seq);
    if (event === undefined) throw new Error(`${source_id} of ${source} stands for no event`);
    const one = { source, id: event.id, body: event.body };
    const before = known.get(source_id);
    if (before === undefined) known.set(source_id, [one]);
    else before.push(one);
  }
  return known;
}

async function sourceRows({ db, owner }: Scope, account: string, sourceIds: readonly string[]) {
  const query = db
    .selectFrom('event_sources')
    .select(['source_id', 'source', 'seq'])
    .where('owner', '=', owner)
    .where('account', '=', account);
  if (sourceIds.length > LOOKED_UP_MAX) return query.execute();
  const rows = [];
  for (const some of pieces(sourceIds)) rows.push(...(await query.where('source_id', 'in', some).execute()));
  return rows;
}

/** By number. No join, because PostgreSQL plans it badly before it has counted the rows of a large import. */
async function createdRows({ db, owner }: Scope, account: string, seqs: readonly number[]) {
  const query = db
    .selectFrom('events')
    .select(['seq', 'id', 'body'])
    .where('owner', '=', owner)
    .where('account', '=', account);
  const parts =
    seqs.length > LOOKED_UP_MAX
      ? [query.where('version', '=', 1)]
      : [...pieces(seqs)].map((some) => query.where('seq', 'in', some));
  const rows = [];
  for (const part of parts) rows.push(await part.execute());
  return new Map(rows.flat().map((row) => [row.seq, row]));
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
