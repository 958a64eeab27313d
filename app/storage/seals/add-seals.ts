import { type Kysely, sql } from 'kysely';
import type { OwnerCapture, SealRecord } from '../../service/ports/index.ts';
import type { Database } from '../database.ts';
import type { Dialect } from '../dialect.ts';
import { periodOf } from '../tables/seals.ts';
import { accountKey, existingAccounts } from './existing-accounts.ts';
import type { SealRow } from './rows.ts';
import { SealLog, saySame } from './seal-log.ts';

export const SEAL_COLUMNS = [
  ['owner', 'text'],
  ['account', 'text'],
  ['day_end', 'int'],
  ['period', 'int'],
  ['data', 'blob'],
] as const;

export const REPLACE_SEALS =
  'on conflict (owner, account, day_end, period) do update set data = excluded.data';

/** Rows that are asked for at once: each takes four parameters. */
const ROWS_AT_ONCE = 200;

/** The seals of one row. */
interface Batch extends Omit<SealRow, 'data'> {
  readonly seals: SealRecord[];
}

/** Adds what says something new, in the transaction of `tx`. */
export async function addSeals(
  tx: Kysely<Database>,
  dialect: Dialect,
  list: readonly OwnerCapture[],
): Promise<{ readonly count: number; readonly owners: readonly string[] }> {
  const batches = [...batchesOf(list).values()];
  const owners = new Set<string>();
  let count = 0;
  for (let from = 0; from < batches.length; from += ROWS_AT_ONCE) {
    const some = batches.slice(from, from + ROWS_AT_ONCE);
    const there = await existingAccounts(tx, some);
    const known = await knownRows(tx, some);
    const changed: unknown[][] = [];
    for (const { seals, ...row } of some) {
      if (!there.has(accountKey(row))) continue;
      const log = new SealLog(known.get(keyOf(row)) ?? null, true);
      const added = addTo(log, seals);
      if (added === 0) continue;
      count += added;
      owners.add(row.owner);
      changed.push([row.owner, row.account, row.day_end, row.period, log.data()]);
    }
    if (changed.length > 0) await dialect.insertMany(tx, 'seals', SEAL_COLUMNS, changed, REPLACE_SEALS);
  }
  return { count, owners: [...owners] };
}

function addTo(log: SealLog, seals: readonly SealRecord[]): number {
  let added = 0;
  for (const { account: _, ...seal } of seals) {
    const last = log.last(seal.day, seal.at);
    if (last !== undefined && (seal.at !== null || saySame(last, seal))) continue;
    log.add(seal);
    added++;
  }
  return added;
}

function batchesOf(list: readonly OwnerCapture[]): Map<string, Batch> {
  const batches = new Map<string, Batch>();
  for (const { owner, seals } of list) {
    for (const seal of seals) {
      const isDayEnd = seal.at === null;
      const period = periodOf(seal.day, isDayEnd);
      const row = { owner, account: seal.account, day_end: isDayEnd ? 1 : 0, period };
      const batch = batches.get(keyOf(row)) ?? { ...row, seals: [] };
      batches.set(keyOf(row), batch);
      batch.seals.push(seal);
    }
  }
  return batches;
}

const keyOf = ({ owner, account, day_end, period }: Omit<SealRow, 'data'>): string =>
  `${day_end} ${period} ${owner}\n${account}`;

/** The logs of rows, by their keys. */
async function knownRows(tx: Kysely<Database>, rows: readonly Batch[]): Promise<Map<string, Uint8Array>> {
  const keys = rows.map(
    (row) =>
      sql`(${row.owner}, ${row.account}, cast(${row.day_end} as bigint), cast(${row.period} as bigint))`,
  );
  const { rows: found } = await sql<SealRow>`
    select * from seals where (owner, account, day_end, period) in (values ${sql.join(keys)})`.execute(tx);
  return new Map(found.map((row) => [keyOf(row), row.data]));
}
