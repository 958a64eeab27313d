import type { Scope } from './scope.ts';

/** The records whose earlier statements are kept. */
export type RecordKind = 'account' | 'portfolio' | 'instrument' | 'setting' | 'fee_schedule' | 'split';

/** Keeps what a record says, before it is replaced or removed; `before` null: it is there from now on. */
export async function keepBefore(
  { db, owner, clock }: Scope,
  kind: RecordKind,
  id: string,
  before: object | string | null,
): Promise<void> {
  const last = await db
    .selectFrom('record_revisions')
    .select((row) => row.fn.max('revision').as('revision'))
    .where('owner', '=', owner)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst();
  const body = before === null ? null : JSON.stringify(before);
  const revision = (last?.revision ?? 0) + 1;
  await db
    .insertInto('record_revisions')
    .values({ owner, kind, id, revision, body, replaced_at: clock.now() })
    .execute();
}

/** Forgets a record, for ever. */
export async function forget({ db, owner }: Scope, kind: RecordKind, id: string): Promise<void> {
  await db
    .deleteFrom('record_revisions')
    .where('owner', '=', owner)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .execute();
}

/**
 * What those records said at an instant (ms since 1970) that were replaced since, by id; null where there was none
 * then. Records that are not named say now what they said then.
 */
export async function replacedSince<Body>(
  { db, owner }: Pick<Scope, 'db' | 'owner'>,
  kind: RecordKind,
  instant: number,
): Promise<ReadonlyMap<string, Body | null>> {
  const rows = await db
    .selectFrom('record_revisions')
    .select(['id', 'body'])
    .where('owner', '=', owner)
    .where('kind', '=', kind)
    .where('replaced_at', '>', instant)
    .orderBy('id')
    .orderBy('revision')
    .execute();
  const found = new Map<string, Body | null>();
  for (const { id, body } of rows)
    if (!found.has(id)) found.set(id, body === null ? null : (JSON.parse(body) as Body));
  return found;
}

/** The records of now, as they were known at an instant; `idOf` names each. Those since removed come last. */
export async function asKnownAt<Body extends object>(
  scope: Pick<Scope, 'db' | 'owner'>,
  kind: RecordKind,
  records: readonly Body[],
  idOf: (record: Body) => string,
  instant: number | undefined,
): Promise<Body[]> {
  if (instant === undefined) return [...records];
  const before = new Map(await replacedSince<Body>(scope, kind, instant));
  const known: Body[] = [];
  for (const record of records) {
    const id = idOf(record);
    const then = before.get(id);
    if (then !== null) known.push(then ?? record);
    before.delete(id);
  }
  for (const record of before.values()) if (record !== null) known.push(record);
  return known;
}
