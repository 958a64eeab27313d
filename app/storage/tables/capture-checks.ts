import { type Kysely, sql } from 'kysely';
import type { OwnerCapture, Touched } from '../../service/ports/index.ts';
import type { Database } from '../database.ts';
import type { Dialect } from '../dialect.ts';
import type { Scope } from '../scope.ts';
import { readVersions } from './versions.ts';

/** What has changed since an owner's days' ends were last compared with what is sealed. */
export async function touched(scope: Scope): Promise<Touched> {
  const { db, owner } = scope;
  const last = await db
    .selectFrom('changes')
    .select((row) => row.fn.max('change_no').as('no'))
    .where('owner', '=', owner)
    .executeTakeFirst();
  const changes = Number(last?.no ?? 0);
  const mark = await db
    .selectFrom('capture_checks')
    .selectAll()
    .where('owner', '=', owner)
    .executeTakeFirst();
  const now = await readVersions(scope);
  if (mark === undefined || mark.prices !== now.prices || mark.settings !== now.settings)
    return { changes, from: await firstSealed(db, owner) };
  const others = now.ledger - mark.ledger - (changes - mark.change_no);
  // Something else than events, as a broker's report: it may be of any day.
  if (others !== 0) return { changes, from: await firstSealed(db, owner) };
  return { changes, from: changes === mark.change_no ? null : await firstEdited(db, owner, mark.change_no) };
}

async function firstSealed(db: Kysely<Database>, owner: string): Promise<number | null> {
  const found = await db
    .selectFrom('seals')
    .select((row) => row.fn.min('period').as('day'))
    .where('owner', '=', owner)
    .where('day_end', '=', 1)
    .executeTakeFirst();
  return found?.day == null ? null : Number(found.day);
}

/** The first day of an event that was written since a change, or of what it was before. */
async function firstEdited(db: Kysely<Database>, owner: string, since: number): Promise<number | null> {
  const written = sql`from ledger_links link
    join events written on written.owner = link.owner and written.account = link.account
      and written.seq between link.first_seq and link.last_seq`;
  const wanted = sql`where link.owner = ${owner} and link.change_no > ${since}`;
  const { rows } = await sql<{ day: number | null }>`
    select min(day) as day from (
      select written.day as day ${written} ${wanted}
      union all
      select old.day as day ${written}
      join events old on old.owner = written.owner and old.id = written.id and old.version = written.version - 1
      ${wanted}) as edited`.execute(db);
  return rows[0]?.day == null ? null : Number(rows[0].day);
}

/** Owners all of whose days' ends have been compared: as of which facts. */
export async function keepChecks(
  tx: Kysely<Database>,
  dialect: Dialect,
  list: readonly OwnerCapture[],
): Promise<void> {
  const cells = list.flatMap(({ owner, derived }) => {
    if (derived === null || derived.version.checkedFrom === null) return [];
    const { ledger, prices, settings, changes } = derived.version;
    return [[owner, ledger, prices, settings, changes]];
  });
  if (cells.length > 0) await dialect.insertMany(tx, 'capture_checks', CHECK_COLUMNS, cells, REPLACE_CHECKS);
}

const CHECK_COLUMNS = [
  ['owner', 'text'],
  ['ledger', 'int'],
  ['prices', 'int'],
  ['settings', 'int'],
  ['change_no', 'int'],
] as const;

const REPLACE_CHECKS = `on conflict (owner) do update set ledger = excluded.ledger, prices = excluded.prices,
  settings = excluded.settings, change_no = excluded.change_no`;
