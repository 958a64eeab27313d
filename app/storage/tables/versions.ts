import type { Kysely } from 'kysely';
import { SHARED_OWNER, type Versions } from '../../service/ports/index.ts';
import type { Database } from '../database.ts';
import { prepared } from '../prepared.ts';
import { pieces, type Scope, type VersionName } from '../scope.ts';

const NONE = { ledger: 0, prices: 0, settings: 0, captured: 0 };

const ofTwoOwners = prepared((db) => db.selectFrom('versions').selectAll().where('owner', 'in', ['', '']));

/**
 * An owner's versions beside the shared one, in one query by primary key. Within a write they are those that it makes,
 * if nothing of another kind is written after this.
 */
export async function readVersions({ db, dialect, owner, touched }: Scope): Promise<Versions> {
  const rows = await ofTwoOwners(db, dialect.kind, [owner, SHARED_OWNER]);
  const own = rows.find((row) => row.owner === owner) ?? NONE;
  const shared = rows.find((row) => row.owner === SHARED_OWNER) ?? NONE;
  const written = (name: VersionName): number => own[name] + (touched?.has(name) ? 1 : 0);
  const versions = {
    ledger: written('ledger'),
    prices: written('prices'),
    settings: written('settings'),
    captured: written('captured'),
  };
  return { ...versions, sharedPrices: owner === SHARED_OWNER ? versions.prices : shared.prices };
}

/** The same of several owners, in as few queries as the database allows. */
export async function versionsOf(
  db: Kysely<Database>,
  owners: readonly string[],
): Promise<Map<string, Versions>> {
  const rows = new Map<string, typeof NONE>();
  for (const some of pieces([...new Set([...owners, SHARED_OWNER])])) {
    const found = await db.selectFrom('versions').selectAll().where('owner', 'in', some).execute();
    for (const row of found) rows.set(row.owner, row);
  }
  const sharedPrices = rows.get(SHARED_OWNER)?.prices ?? 0;
  return new Map(
    owners.map((owner) => {
      const { ledger, prices, settings, captured } = rows.get(owner) ?? NONE;
      return [owner, { ledger, prices, settings, captured, sharedPrices }];
    }),
  );
}

/** The row that an owner's writers lock. */
export async function ensureVersions(tx: Kysely<Database>, owner: string): Promise<void> {
  await tx
    .insertInto('versions')
    .values({ owner, ...NONE })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function moveVersions(
  tx: Kysely<Database>,
  owner: string,
  touched: ReadonlySet<VersionName>,
): Promise<void> {
  if (touched.size === 0) return;
  await tx
    .updateTable('versions')
    .set((row) => Object.fromEntries([...touched].map((name) => [name, row(name, '+', 1)])))
    .where('owner', '=', owner)
    .execute();
}
