import { type Kysely, sql } from 'kysely';
import type { JobQueue, JobRecord, JobWrites } from '../../service/ports/index.ts';
import type { Database, JobRow } from '../database.ts';
import type { Dialect } from '../dialect.ts';
import { type Scope, writing } from '../scope.ts';

export function jobsOf(scope: Scope): JobWrites {
  const { db, owner } = scope;
  const jobs = db.selectFrom('jobs').selectAll().where('owner', '=', owner);
  return {
    list: async (limit, status) => {
      const query = status === undefined ? jobs : jobs.where('status', '=', status);
      const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return rows.map(recordOf);
    },
    find: async (id) => {
      const row = await jobs.where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : recordOf(row);
    },
    add: async ({ id, kind, input, runAt, createdAt }) => {
      writing(scope, null);
      const done = await db
        .insertInto('jobs')
        .values({
          owner,
          id,
          kind,
          input,
          run_at: runAt,
          created_at: createdAt,
          status: 'queued',
          attempts: 0,
        })
        .onConflict((conflict) => conflict.columns(['owner', 'id']).doNothing())
        .executeTakeFirst();
      return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    report: async (id, { attempts, progress, output, leasedUntil }) => {
      writing(scope, null);
      const done = await db
        .updateTable('jobs')
        .set({ progress: Math.floor(progress * 1000), output, leased_until: leasedUntil })
        .where('owner', '=', owner)
        .where('id', '=', id)
        .where('status', '=', 'running')
        .where('attempts', '=', attempts)
        .executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },
    finish: async (id, end) => {
      writing(scope, null);
      const done = await db
        .updateTable('jobs')
        .set({
          status: end.status,
          ...(end.status === 'done' && { output: end.output }),
          error: end.status === 'done' ? null : end.error,
          finished_at: end.status === 'queued' ? null : end.at,
          leased_until: null,
          ...(end.status === 'queued' && { run_at: end.runAt }),
        })
        .where('owner', '=', owner)
        .where('id', '=', id)
        .where('status', '=', 'running')
        .executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },
    purge: async (before) => {
      writing(scope, null);
      const done = await db
        .deleteFrom('jobs')
        .where('owner', '=', owner)
        .where('finished_at', '<', before)
        .executeTakeFirst();
      return Number(done.numDeletedRows);
    },
  };
}

export function jobQueue(db: Kysely<Database>, dialect: Dialect): JobQueue {
  return {
    claim: (kinds, now, leaseMs) =>
      db.transaction().execute(async (tx) => {
        if (kinds.length === 0) return null;
        const { rows } = await sql<JobRow>`
          select * from jobs
          where status in ('queued', 'running') and run_at <= ${now} and kind in (${sql.join(kinds)})
            and (status = 'queued' or leased_until < ${now})
          order by run_at, owner, id limit 1 ${dialect.skipLocked}`.execute(tx);
        const [row] = rows;
        if (row === undefined) return null;
        const taken = {
          status: 'running',
          attempts: row.attempts + 1,
          started_at: now,
          leased_until: now + leaseMs,
        };
        await tx
          .updateTable('jobs')
          .set(taken)
          .where('owner', '=', row.owner)
          .where('id', '=', row.id)
          .execute();
        return { ...recordOf({ ...row, ...taken }), owner: row.owner };
      }),
  };
}

function recordOf(row: JobRow): JobRecord {
  const { id, kind, input, output, error, attempts } = row;
  return {
    id,
    kind,
    status: row.status as JobRecord['status'],
    input,
    output,
    error,
    attempts,
    progress: row.progress === null ? null : row.progress / 1000,
    runAt: row.run_at,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    leasedUntil: row.leased_until,
  };
}
