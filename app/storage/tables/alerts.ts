import type { Kysely } from 'kysely';
import {
  type AlertRecord,
  type AlertWrites,
  type IncidentRecord,
  type IncidentWrites,
  type OwnedIncident,
  SHARED_OWNER,
  type Watch,
} from '../../service/ports/index.ts';
import type { Database } from '../database.ts';
import { type Scope, writing } from '../scope.ts';
import type { AlertRow, IncidentRow } from '../seals/rows.ts';

export function alertsOf(scope: Scope): AlertWrites {
  const { db, owner } = scope;
  const alerts = () => db.selectFrom('alerts').selectAll().where('owner', '=', owner);
  return {
    list: async () =>
      (await alerts().orderBy('created_at', 'desc').orderBy('id', 'desc').execute()).map(alertOf),
    find: async (id) => {
      const row = await alerts().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : alertOf(row);
    },
    put: async (alert) => {
      writing(scope, null);
      const row = alertRowOf(owner, alert);
      await db
        .insertInto('alerts')
        .values(row)
        .onConflict((conflict) => conflict.columns(['owner', 'id']).doUpdateSet(row))
        .execute();
    },
    delete: async (id) => {
      writing(scope, null);
      const done = await db
        .deleteFrom('alerts')
        .where('owner', '=', owner)
        .where('id', '=', id)
        .executeTakeFirst();
      return done.numDeletedRows > 0n;
    },
  };
}

export function incidentsOf(scope: Scope): IncidentWrites {
  const { db, owner } = scope;
  const incidents = () => db.selectFrom('incidents').selectAll().where('owner', '=', owner);
  const open = () => db.updateTable('incidents').where('owner', '=', owner).where('ended_at', 'is', null);
  return {
    list: async ({ isOpen } = {}) => {
      const rows =
        isOpen === undefined ? incidents() : incidents().where('ended_at', isOpen ? 'is' : 'is not', null);
      return (await rows.orderBy('began_at', 'desc').orderBy('subject').execute()).map(incidentOf);
    },
    begin: async (subject, message, at) => {
      writing(scope, null);
      const going = await open().where('subject', '=', subject).set({ message }).executeTakeFirst();
      if (going.numUpdatedRows > 0n) return false;
      const done = await db
        .insertInto('incidents')
        .values({ owner, subject, began_at: at, message })
        .onConflict((conflict) => conflict.columns(['owner', 'subject', 'began_at']).doNothing())
        .executeTakeFirst();
      return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    end: async (subject, at) => {
      writing(scope, null);
      const done = await open().where('subject', '=', subject).set({ ended_at: at }).executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },
    told: async ({ subject, beganAt }, what, at) => {
      writing(scope, null);
      const column = what === 'began' ? 'told_at' : 'end_told_at';
      const done = await db
        .updateTable('incidents')
        .set({ [column]: at })
        .where((where) => where.and({ owner, subject, began_at: beganAt }))
        .where(column, 'is', null)
        .executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },
  };
}

export function watch(db: Kysely<Database>): Watch {
  const incidents = db.selectFrom('incidents').selectAll().orderBy('began_at').orderBy('owner');
  return {
    openIncidents: async () => (await incidents.where('ended_at', 'is', null).execute()).map(ownedOf),
    untold: async () => {
      const rows = await incidents
        .where(({ or, and, eb }) =>
          or([
            and([eb('told_at', 'is', null), eb('ended_at', 'is', null)]),
            and([
              eb('told_at', 'is not', null),
              eb('ended_at', 'is not', null),
              eb('end_told_at', 'is', null),
            ]),
          ]),
        )
        .execute();
      return rows.map(ownedOf);
    },
    lostConnections: () =>
      db
        .selectFrom('connections')
        .select(['owner', 'id', 'name'])
        .where('state', 'in', ['needs_attention', 'revoked'])
        .orderBy('owner')
        .orderBy('id')
        .execute(),
    ownersWithAlerts: async (kinds) => {
      const rows = await db
        .selectFrom('alerts')
        .select('owner')
        .distinct()
        .where('kind', 'in', [...kinds])
        .orderBy('owner')
        .execute();
      return rows.map(({ owner }) => owner);
    },
    lastCaptures: (limit) =>
      db
        .selectFrom('jobs')
        .select(['id', 'kind', 'error'])
        .where('owner', '=', SHARED_OWNER)
        .where('kind', 'in', ['daily_snapshot', 'backfill'])
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
    lastCaptureAt: async () => {
      const row = await db
        .selectFrom('jobs')
        .select('finished_at')
        .where('owner', '=', SHARED_OWNER)
        .where('kind', '=', 'daily_snapshot')
        .where('status', '=', 'done')
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.finished_at ?? null;
    },
  };
}

const ownedOf = (row: IncidentRow): OwnedIncident => ({ ...incidentOf(row), owner: row.owner });

const incidentOf = (row: IncidentRow): IncidentRecord => ({
  subject: row.subject,
  beganAt: row.began_at,
  message: row.message,
  toldAt: row.told_at,
  endedAt: row.ended_at,
  endToldAt: row.end_told_at,
});

const alertOf = (row: AlertRow): AlertRecord => ({
  id: row.id,
  name: row.name,
  kind: row.kind as AlertRecord['kind'],
  portfolio: row.portfolio,
  threshold: row.threshold,
  channel: row.channel as AlertRecord['channel'],
  createdAt: row.created_at,
  lastFiredAt: row.last_fired_at,
  lastMessage: row.last_message,
  since: row.since,
});

const alertRowOf = (owner: string, alert: AlertRecord): AlertRow => ({
  owner,
  id: alert.id,
  name: alert.name,
  kind: alert.kind,
  portfolio: alert.portfolio,
  threshold: alert.threshold,
  channel: alert.channel,
  created_at: alert.createdAt,
  last_fired_at: alert.lastFiredAt,
  last_message: alert.lastMessage,
  since: alert.since,
});
