import { type Kysely, sql } from 'kysely';
import {
  type AccountKey,
  type CaptureQuery,
  type Captures,
  type OwnedState,
  type OwnerCapture,
  SHARED_OWNER,
} from '../../service/ports/index.ts';
import type { Database } from '../database.ts';
import type { Dialect } from '../dialect.ts';
import { pieces } from '../scope.ts';
import { addSeals } from '../seals/add-seals.ts';
import { accountKey, existingAccounts } from '../seals/existing-accounts.ts';
import { thinSeals } from '../seals/thin-seals.ts';
import { keepChecks } from './capture-checks.ts';

/** What is captured, over all owners. */
export function captures(db: Kysely<Database>, dialect: Dialect): Captures {
  return {
    calendars: async () => {
      const rows = await db
        .selectFrom('accounts')
        .select('calendar')
        .distinct()
        .orderBy('calendar')
        .execute();
      return rows.map(({ calendar }) => calendar);
    },
    benchmarks: async (owner) => {
      let rows = db
        .selectFrom('portfolios')
        .select('benchmark')
        .distinct()
        .where('benchmark', 'is not', null);
      if (owner !== undefined) rows = rows.where('owner', '=', owner);
      const found = await rows.orderBy('benchmark').execute();
      return found.map(({ benchmark }) => benchmark as string);
    },
    behind: (query, limit, after) => behind(db, query, limit, after),
    states: (limit, after, owner) => states(db, limit, after, owner),
    record: (list) =>
      db.transaction().execute(async (tx) => {
        await dialect.lockCaptures(tx);
        await replaceStates(tx, dialect, list);
        await keepChecks(tx, dialect, list);
        const added = await addSeals(tx, dialect, list);
        await moveCaptured(tx, dialect, added.owners);
        return added.count;
      }),
    thin: (from, to, bucketMs) => thinSeals(db, dialect, { from, to, bucketMs }),
    removeSessionsBefore: async (day) => {
      await db.deleteFrom('seals').where('day_end', '=', 0).where('period', '<', day).execute();
    },
  };
}

async function behind(
  db: Kysely<Database>,
  { day, checkedFrom, compared, owner }: CaptureQuery,
  limit: number,
  after = SHARED_OWNER,
): Promise<readonly string[]> {
  const unchecked =
    checkedFrom === null
      ? sql``
      : sql`or seen.checked_from is null or seen.checked_from > ${checkedFrom}
            or seen.shared_prices <> coalesce((select prices from versions where owner = ''), 0)`;
  const uncompared =
    compared !== true
      ? sql``
      : sql`or compared.owner is null or compared.ledger <> now.ledger or compared.prices <> now.prices
            or compared.settings <> now.settings`;
  const { rows } = await sql<{ owner: string }>`
    select now.owner as owner from versions now
    left join account_states_versions seen on seen.owner = now.owner
    left join capture_checks compared on compared.owner = now.owner
    where now.owner > ${after} ${owner === undefined ? sql`` : sql`and now.owner = ${owner}`}
      and (seen.owner is null or seen.ledger <> now.ledger or seen.prices <> now.prices
        or seen.settings <> now.settings or seen.from_day > ${day} or seen.until_day < ${day} ${unchecked} ${uncompared})
    order by now.owner limit ${limit}`.execute(db);
  return rows.map(({ owner }) => owner);
}

export async function forgetStates(db: Kysely<Database>, symbols: readonly string[]): Promise<void> {
  for (const some of pieces(symbols)) {
    await db
      .deleteFrom('account_states_versions')
      .where('owner', 'in', (had) =>
        had.selectFrom('owned_symbols').select('owner').where('symbol', 'in', some),
      )
      .execute();
  }
}

/** Only those that are as the facts are now: what has just been written is captured again first. */
async function states(
  db: Kysely<Database>,
  limit: number,
  after: AccountKey | undefined,
  owner: string | undefined,
): Promise<readonly OwnedState[]> {
  const from = after ?? { owner: SHARED_OWNER, account: '' };
  const ofOwner = owner === undefined ? sql`` : sql`and state.owner = ${owner}`;
  const { rows } = await sql<OwnedState>`
    select state.owner as owner, state.account as account, state.currency as currency, state.body as body,
      coalesce(head.seq, 0) as "ledgerSeq", coalesce(substr(head.hash, 1, 16), '') as "ledgerHash",
      now.prices as prices, account.calendar as calendar
    from account_states state
    join account_states_versions seen on seen.owner = state.owner
    join versions now on now.owner = state.owner
    join accounts account on account.owner = state.owner and account.id = state.account
    left join ledger_heads head on head.owner = state.owner and head.account = state.account
    where (state.owner, state.account) > (${from.owner}, ${from.account}) ${ofOwner} and account.closed_on is null
      and seen.ledger = now.ledger and seen.prices = now.prices and seen.settings = now.settings
    order by state.owner, state.account limit ${limit}`.execute(db);
  return rows;
}

const STATE_COLUMNS = [
  ['owner', 'text'],
  ['account', 'text'],
  ['currency', 'text'],
  ['body', 'text'],
] as const;

const VERSION_COLUMNS = [
  ['owner', 'text'],
  ['ledger', 'int'],
  ['prices', 'int'],
  ['settings', 'int'],
  ['shared_prices', 'int'],
  ['from_day', 'int'],
  ['until_day', 'int'],
  ['checked_from', 'int'],
] as const;

async function replaceStates(
  tx: Kysely<Database>,
  dialect: Dialect,
  list: readonly OwnerCapture[],
): Promise<void> {
  const derived = list.flatMap((one) => (one.derived === null ? [] : [{ ...one.derived, owner: one.owner }]));
  for (const owners of pieces(derived.map(({ owner }) => owner))) {
    await tx.deleteFrom('account_states').where('owner', 'in', owners).execute();
    await tx.deleteFrom('account_states_versions').where('owner', 'in', owners).execute();
  }
  const rows = derived.flatMap(({ owner, states }) => states.map((state) => ({ ...state, owner })));
  const there = await existingAccounts(tx, rows);
  const cells = rows
    .filter((row) => there.has(accountKey(row)))
    .map(({ owner, account, currency, body }) => [owner, account, currency, body]);
  if (cells.length > 0) await dialect.insertMany(tx, 'account_states', STATE_COLUMNS, cells);
  const versions = derived.map(({ owner, version: v }) => [
    owner,
    v.ledger,
    v.prices,
    v.settings,
    v.sharedPrices,
    v.fromDay,
    v.untilDay,
    v.checkedFrom,
  ]);
  if (versions.length > 0) await dialect.insertMany(tx, 'account_states_versions', VERSION_COLUMNS, versions);
}

const CAPTURED_COLUMNS = [
  ['owner', 'text'],
  ['ledger', 'int'],
  ['prices', 'int'],
  ['settings', 'int'],
  ['captured', 'int'],
] as const;

async function moveCaptured(
  tx: Kysely<Database>,
  dialect: Dialect,
  owners: readonly string[],
): Promise<void> {
  if (owners.length === 0) return;
  const cells = owners.map((owner) => [owner, 0, 0, 0, 1]);
  const again = 'on conflict (owner) do update set captured = versions.captured + 1';
  await dialect.insertMany(tx, 'versions', CAPTURED_COLUMNS, cells, again);
}
