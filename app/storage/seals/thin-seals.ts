import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import type { Dialect } from '../dialect.ts';
import { REPLACE_SEALS, SEAL_COLUMNS } from './add-seals.ts';
import { lastOfBuckets } from './buckets.ts';
import type { SealRow } from './rows.ts';
import { SealLog } from './seal-log.ts';

/** Owners whose rows are thinned in one transaction. */
const OWNERS_AT_ONCE = 200;

export interface Thinning {
  /** First and last day. */
  readonly from: number;
  readonly to: number;
  readonly bucketMs: number;
}

/** Answers how many values are gone; revisions of values within a session go too. */
export async function thinSeals(db: Kysely<Database>, dialect: Dialect, what: Thinning): Promise<number> {
  let gone = 0;
  for (let last = ''; ; ) {
    const some = await db
      .selectFrom('account_states_versions')
      .select('owner')
      .where('owner', '>', last)
      .orderBy('owner')
      .limit(OWNERS_AT_ONCE)
      .execute();
    const owners = some.map(({ owner }) => owner);
    if (owners.length === 0) return gone;
    gone += await db.transaction().execute((tx) => thinOf(tx, dialect, owners, what));
    last = owners.at(-1) as string;
  }
}

async function thinOf(
  tx: Kysely<Database>,
  dialect: Dialect,
  owners: readonly string[],
  { from, to, bucketMs }: Thinning,
): Promise<number> {
  await dialect.lockCaptures(tx);
  const rows = await tx
    .selectFrom('seals')
    .selectAll()
    .where('owner', 'in', owners)
    .where('day_end', '=', 0)
    .where('period', '>=', from)
    .where('period', '<=', to)
    .execute();
  const thinned = rows.flatMap((row) => thinRow(row, bucketMs) ?? []);
  const cells = thinned.map(({ row }) => [row.owner, row.account, row.day_end, row.period, row.data]);
  if (cells.length > 0) await dialect.insertMany(tx, 'seals', SEAL_COLUMNS, cells, REPLACE_SEALS);
  return thinned.reduce((sum, { gone }) => sum + gone, 0);
}

/** Null where nothing is too much. */
function thinRow(row: SealRow, bucketMs: number): { readonly row: SealRow; readonly gone: number } | null {
  const { seals } = new SealLog(row.data, false);
  const moments = [...new Map(seals.map((seal) => [seal.at ?? 0, seal]))].sort(([a], [b]) => a - b);
  const kept = lastOfBuckets(moments, ([at]) => at, bucketMs);
  if (kept.length === seals.length) return null;
  const log = new SealLog(null, true);
  for (const [, seal] of kept) log.add(seal);
  return { row: { ...row, data: log.data() }, gone: seals.length - kept.length };
}
