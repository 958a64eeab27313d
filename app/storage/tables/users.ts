import { type Kysely, sql } from 'kysely';
import { SHARED_OWNER, type UserRecord, type Users } from '../../service/ports/index.ts';
import { type Database, OWNER_TABLES } from '../database.ts';
import type { Dialect } from '../dialect.ts';
import { prepared } from '../prepared.ts';
import { ensureVersions } from './versions.ts';

type UserRow = Database['auth_user'];

const bySession = prepared((db) =>
  db
    .selectFrom('auth_session as s')
    .innerJoin('auth_user as u', 'u.id', 's.userId')
    .select(['u.id as user', 'u.role', 's.expiresAt'])
    .where('s.token', '=', ''),
);

export function users(db: Kysely<Database>, dialect: Dialect): Users {
  const all = db.selectFrom('auth_user').select(['id', 'name', 'email', 'role', 'createdAt']);
  const one = async (column: 'id' | 'email', value: string) => {
    const row = await all.where(column, '=', value).executeTakeFirst();
    return row === undefined ? null : recordOf(row);
  };
  return {
    find: (id) => one('id', id),
    findByEmail: (email) => one('email', email),
    session: async (token) => {
      const [row] = await bySession(db, dialect.kind, [token]);
      if (row === undefined) return null;
      return { user: row.user, role: row.role ?? 'user', expiresAt: timeOf(row.expiresAt) };
    },
    count: async () => {
      const row = await db
        .selectFrom('auth_user')
        .select((count) => count.fn.countAll<number>().as('users'))
        .executeTakeFirst();
      return row?.users ?? 0;
    },
    list: async (limit, after) => {
      const query = after === undefined ? all : all.where('id', '>', after);
      return (await query.orderBy('id').limit(limit).execute()).map(recordOf);
    },
    withAutomaticFees: async () => {
      const schedules = db.selectFrom('fee_schedules').where('automatic', '=', 1);
      const rows = await schedules.select('owner').distinct().orderBy('owner').execute();
      return rows.map(({ owner }) => owner);
    },
    withConnections: async () => {
      const rows = await db.selectFrom('connections').select('owner').distinct().orderBy('owner').execute();
      return rows.map(({ owner }) => owner);
    },
    owners: async () => {
      const rows = await db
        .selectFrom('versions')
        .select('owner')
        .where('owner', '<>', SHARED_OWNER)
        .orderBy('owner')
        .execute();
      return rows.map(({ owner }) => owner);
    },
    setRole: async (id, role) => {
      const done = await db.updateTable('auth_user').set({ role }).where('id', '=', id).executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },
    claimAdministration: (id) => claimAdministration(db, dialect, id),
    isLastAdministrator: async (id) => {
      const rows = await db.selectFrom('auth_user').select(['id', 'role']).execute();
      const administers = (one: { id: string; role: string | null }) => one.role === 'admin';
      const others = rows.filter((row) => row.id !== id);
      return (
        rows.some((row) => row.id === id && administers(row)) &&
        others.length > 0 &&
        !others.some(administers)
      );
    },
    delete: (id) => deleteUser(db, id),
  };
}

/** Under the lock of what all users share: of two who claim it at once one finds the other's. */
function claimAdministration(db: Kysely<Database>, dialect: Dialect, id: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    await ensureVersions(tx, SHARED_OWNER);
    await dialect.lockOwner(tx, SHARED_OWNER);
    const taken = await tx.selectFrom('auth_user').select('id').where('role', '=', 'admin').execute();
    if (taken.length > 0) return false;
    const done = await tx.updateTable('auth_user').set({ role: 'admin' }).where('id', '=', id).execute();
    return done[0].numUpdatedRows > 0n;
  });
}

async function deleteUser(db: Kysely<Database>, id: string): Promise<boolean> {
  if (id === SHARED_OWNER) return false;
  return db.transaction().execute(async (tx) => {
    for (const table of OWNER_TABLES) await tx.deleteFrom(table).where('owner', '=', id).execute();
    // better-auth's keys name their user without a rule of the database.
    await sql`delete from auth_api_key where "referenceId" = ${id}`.execute(tx);
    await sql`delete from auth_verification where value like ${`%${id}%`} or identifier like ${`%${id}%`}`.execute(
      tx,
    );
    const done = await tx.deleteFrom('auth_user').where('id', '=', id).executeTakeFirst();
    return done.numDeletedRows > 0n;
  });
}

function recordOf({ id, name, email, role, createdAt }: UserRow): UserRecord {
  return { id, name, email, role: role ?? 'user', createdAt: timeOf(createdAt) };
}

/** SQLite keeps times as text. */
function timeOf(time: string | Date): number {
  return typeof time === 'string' ? Date.parse(time) : time.getTime();
}
