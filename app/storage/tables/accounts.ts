import type { AccountRecord, AccountWrites } from '../../service/ports/index.ts';
import type { AccountRow } from '../database.ts';
import { asKnownAt, forget, keepBefore } from '../record-revisions.ts';
import { type Scope, writing } from '../scope.ts';

/** What an account's facts are in, beside the tables that its row takes along. */
const FACTS = ['ledger_links', 'event_sources', 'events', 'imports', 'broker_activities'] as const;

export function accountsOf(scope: Scope): AccountWrites {
  const { db, owner } = scope;
  const find = async (id: string): Promise<AccountRecord | null> => {
    const found = db.selectFrom('accounts').selectAll().where('owner', '=', owner).where('id', '=', id);
    const row = await found.executeTakeFirst();
    return row === undefined ? null : recordOf(row);
  };
  /** Those of now that had been made by an instant, as they were. */
  const then = async (records: readonly AccountRecord[], instant: number | undefined) => {
    if (instant === undefined) return records;
    const made = records.filter(({ createdAt }) => createdAt <= instant);
    const known = await asKnownAt(scope, 'account', made, ({ id }) => id, instant);
    return known.slice(0, made.length);
  };
  return {
    list: async (instant) => {
      const rows = await db
        .selectFrom('accounts')
        .selectAll()
        .where('owner', '=', owner)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return then(rows.map(recordOf), instant);
    },
    find: async (id, instant) => {
      const record = await find(id);
      return record === null ? null : ((await then([record], instant))[0] ?? null);
    },
    add: async (account) => {
      writing(scope, 'settings');
      await db.insertInto('accounts').values(rowOf(owner, account)).execute();
    },
    replace: async (account) => {
      writing(scope, 'settings');
      const before = await find(account.id);
      if (before === null) return false;
      await keepBefore(scope, 'account', account.id, before);
      const done = await db
        .updateTable('accounts')
        .set(rowOf(owner, account))
        .where('owner', '=', owner)
        .where('id', '=', account.id)
        .executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },
    delete: async (id) => {
      writing(scope, 'settings');
      writing(scope, 'ledger');
      for (const table of FACTS) {
        await db.deleteFrom(table).where('owner', '=', owner).where('account', '=', id).execute();
      }
      await forget(scope, 'account', id);
      // What a broker's account brought is gone: another account that it feeds gets all of it.
      await db
        .updateTable('linked_accounts')
        .set({ account: null, synced_from: null, synced_to: null, history_to: null, estimated_on: null })
        .where('owner', '=', owner)
        .where('account', '=', id)
        .execute();
      const done = await db
        .deleteFrom('accounts')
        .where('owner', '=', owner)
        .where('id', '=', id)
        .executeTakeFirst();
      return done.numDeletedRows > 0n;
    },
  };
}

function recordOf(row: AccountRow): AccountRecord {
  const { id, name, broker, currency, calendar } = row;
  return {
    id,
    name,
    broker,
    type: row.type as AccountRecord['type'],
    currency,
    timeZone: row.time_zone,
    calendar,
    lotMethod: row.lot_method as AccountRecord['lotMethod'],
    allowShort: row.allow_short === 1,
    closedOn: row.closed_on,
    createdAt: row.created_at,
  };
}

function rowOf(owner: string, account: AccountRecord): AccountRow {
  const { id, name, broker, type, currency, calendar } = account;
  return {
    owner,
    id,
    name,
    broker,
    type,
    currency,
    time_zone: account.timeZone,
    calendar,
    lot_method: account.lotMethod,
    allow_short: account.allowShort ? 1 : 0,
    closed_on: account.closedOn,
    created_at: account.createdAt,
  };
}
