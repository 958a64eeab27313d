import type {
  ActivityQuery,
  ActivityRecord,
  ConnectionRecord,
  ConnectionWrites,
  LinkedAccountRecord,
} from '../../service/ports/index.ts';
import type { BrokerActivityRow, ConnectionRow, LinkedAccountRow } from '../connection-rows.ts';
import { type Scope, writing } from '../scope.ts';

export function connectionsOf(scope: Scope): ConnectionWrites {
  const { db, owner } = scope;
  const connections = db.selectFrom('connections').selectAll().where('owner', '=', owner);
  return {
    list: async () => {
      const rows = await connections.orderBy('created_at', 'desc').orderBy('id', 'desc').execute();
      return rows.map(recordOf);
    },
    find: async (id) => {
      const row = await connections.where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : recordOf(row);
    },
    linked: async (connection) => {
      let query = db.selectFrom('linked_accounts').selectAll().where('owner', '=', owner);
      if (connection !== undefined) query = query.where('connection', '=', connection);
      return (await query.orderBy('provider').orderBy('number').execute()).map(linkOf);
    },
    feeding: async (account) => {
      const query = db.selectFrom('linked_accounts').select('connection').where('owner', '=', owner);
      const row = await query
        .where('account', '=', account)
        .where('connection', 'is not', null)
        .orderBy('provider')
        .orderBy('number')
        .executeTakeFirst();
      return row?.connection ?? null;
    },
    activities: (query) => activitiesOf(scope, query),
    put: async (connection) => {
      writing(scope, null);
      const row = rowOf(owner, connection);
      await db
        .insertInto('connections')
        .values(row)
        .onConflict((conflict) => conflict.columns(['owner', 'id']).doUpdateSet(row))
        .execute();
    },
    delete: async (id) => {
      const freed = await db
        .updateTable('linked_accounts')
        .set({ connection: null })
        .where('owner', '=', owner)
        .where('connection', '=', id)
        .executeTakeFirst();
      writing(scope, freed.numUpdatedRows > 0n ? 'settings' : null);
      const done = await db
        .deleteFrom('connections')
        .where('owner', '=', owner)
        .where('id', '=', id)
        .executeTakeFirst();
      return done.numDeletedRows > 0n;
    },
    link: async (account) => {
      const row = linkRowOf(owner, account);
      const { provider, number } = row;
      const before = await db
        .selectFrom('linked_accounts')
        .select(['connection', 'account'])
        .where((where) => where.and({ owner, provider, number }))
        .executeTakeFirst();
      const isSame = before?.connection === row.connection && before.account === row.account;
      writing(scope, isSame ? null : 'settings');
      await db
        .insertInto('linked_accounts')
        .values(row)
        .onConflict((conflict) => conflict.columns(['owner', 'provider', 'number']).doUpdateSet(row))
        .execute();
    },
    keep: async (activities) => {
      writing(scope, null);
      for (const activity of activities) {
        const row = activityRowOf(owner, activity);
        await db
          .insertInto('broker_activities')
          .values(row)
          .onConflict((conflict) => conflict.columns(['owner', 'account', 'provider', 'id']).doUpdateSet(row))
          .execute();
      }
    },
  };
}

async function activitiesOf({ db, owner }: Scope, query: ActivityQuery): Promise<ActivityRecord[]> {
  const { account, provider, statuses, from, to } = query;
  let rows = db.selectFrom('broker_activities').selectAll().where('owner', '=', owner);
  if (account !== undefined) rows = rows.where('account', '=', account);
  if (provider !== undefined) rows = rows.where('provider', '=', provider);
  if (statuses !== undefined) rows = rows.where('status', 'in', statuses.length === 0 ? [''] : statuses);
  if (from !== undefined) rows = rows.where('day', '>=', from);
  if (to !== undefined) rows = rows.where('day', '<=', to);
  return (await rows.orderBy('day').orderBy('id').orderBy('account').execute()).map(activityOf);
}

const recordOf = (row: ConnectionRow): ConnectionRecord => ({
  id: row.id,
  provider: row.provider as ConnectionRecord['provider'],
  name: row.name,
  state: row.state as ConnectionRecord['state'],
  sealed: row.sealed,
  createdAt: row.created_at,
  lastSyncedAt: row.last_synced_at,
  restUntil: row.rest_until,
  troubles: JSON.parse(row.troubles) as ConnectionRecord['troubles'],
});

const rowOf = (owner: string, record: ConnectionRecord): ConnectionRow => ({
  owner,
  id: record.id,
  provider: record.provider,
  name: record.name,
  state: record.state,
  sealed: record.sealed,
  created_at: record.createdAt,
  last_synced_at: record.lastSyncedAt,
  rest_until: record.restUntil,
  troubles: JSON.stringify(record.troubles),
});

const linkOf = (row: LinkedAccountRow): LinkedAccountRecord => ({
  provider: row.provider as LinkedAccountRecord['provider'],
  number: row.number,
  connection: row.connection,
  externalId: row.external_id,
  name: row.name,
  account: row.account,
  isChosen: row.is_chosen === 1,
  syncedFrom: row.synced_from,
  syncedTo: row.synced_to,
  historyTo: row.history_to,
  estimatedOn: row.estimated_on,
});

const linkRowOf = (owner: string, record: LinkedAccountRecord): LinkedAccountRow => ({
  owner,
  provider: record.provider,
  number: record.number,
  connection: record.connection,
  external_id: record.externalId,
  name: record.name,
  account: record.account,
  is_chosen: record.isChosen ? 1 : 0,
  synced_from: record.syncedFrom,
  synced_to: record.syncedTo,
  history_to: record.historyTo,
  estimated_on: record.estimatedOn,
});

const activityOf = (row: BrokerActivityRow): ActivityRecord => ({
  account: row.account,
  provider: row.provider as ActivityRecord['provider'],
  id: row.id,
  type: row.type,
  day: row.day,
  raw: row.raw,
  fingerprint: row.fingerprint,
  status: row.status as ActivityRecord['status'],
  remark: row.remark,
  changedRaw: row.changed_raw,
  changedType: row.changed_type,
  changedDay: row.changed_day,
  seenAt: row.seen_at,
});

const activityRowOf = (owner: string, record: ActivityRecord): BrokerActivityRow => ({
  owner,
  account: record.account,
  provider: record.provider,
  id: record.id,
  type: record.type,
  day: record.day,
  raw: record.raw,
  fingerprint: record.fingerprint,
  status: record.status,
  remark: record.remark,
  changed_raw: record.changedRaw,
  changed_type: record.changedType,
  changed_day: record.changedDay,
  seen_at: record.seenAt,
});
