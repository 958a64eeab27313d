import type { FeeScheduleRecord, FeeScheduleWrites } from '../../service/ports/index.ts';
import type { FeeScheduleRow } from '../database.ts';
import { asKnownAt, keepBefore } from '../record-revisions.ts';
import { type Scope, writing } from '../scope.ts';

export function feeSchedulesOf(scope: Scope): FeeScheduleWrites {
  const { db, owner } = scope;
  const find = async (id: string): Promise<FeeScheduleRecord | null> => {
    const found = db.selectFrom('fee_schedules').selectAll().where('owner', '=', owner).where('id', '=', id);
    const row = await found.executeTakeFirst();
    return row === undefined ? null : recordOf(row);
  };
  return {
    list: async (account, instant) => {
      let query = db.selectFrom('fee_schedules').selectAll().where('owner', '=', owner);
      if (account !== undefined) query = query.where('account', '=', account);
      const rows = await query.orderBy('account').orderBy('first_day').orderBy('id').execute();
      const records = rows.map(recordOf);
      if (instant === undefined) return records;
      const known = await asKnownAt(scope, 'fee_schedule', records, ({ id }) => id, instant);
      return known.filter((one) => account === undefined || one.account === account).sort(byDay);
    },
    put: async (schedule) => {
      writing(scope, 'settings');
      const row = rowOf(owner, schedule);
      await keepBefore(scope, 'fee_schedule', schedule.id, await find(schedule.id));
      await db
        .insertInto('fee_schedules')
        .values(row)
        .onConflict((conflict) => conflict.columns(['owner', 'id']).doUpdateSet(row))
        .execute();
    },
    delete: async (id) => {
      writing(scope, 'settings');
      const before = await find(id);
      if (before === null) return false;
      await keepBefore(scope, 'fee_schedule', id, before);
      const done = await db
        .deleteFrom('fee_schedules')
        .where('owner', '=', owner)
        .where('id', '=', id)
        .executeTakeFirst();
      return done.numDeletedRows > 0n;
    },
  };
}

/** As the query orders them. */
function byDay(a: FeeScheduleRecord, b: FeeScheduleRecord): number {
  if (a.account !== b.account) return a.account < b.account ? -1 : 1;
  return a.firstDay - b.firstDay || (a.id < b.id ? -1 : 1);
}

function recordOf(row: FeeScheduleRow): FeeScheduleRecord {
  const { id, account, name, rate, amount } = row;
  return {
    id,
    account,
    kind: row.kind as FeeScheduleRecord['kind'],
    name,
    rate,
    amount,
    dayCount: row.day_count as FeeScheduleRecord['dayCount'],
    every: row.every as FeeScheduleRecord['every'],
    firstDay: row.first_day,
    lastDay: row.last_day,
    automatic: row.automatic === 1,
    createdAt: row.created_at,
  };
}

function rowOf(owner: string, schedule: FeeScheduleRecord): FeeScheduleRow {
  const { id, account, kind, name, rate, amount, every } = schedule;
  return {
    owner,
    id,
    account,
    kind,
    name,
    rate,
    amount,
    every,
    first_day: schedule.firstDay,
    last_day: schedule.lastDay,
    automatic: schedule.automatic ? 1 : 0,
    created_at: schedule.createdAt,
    day_count: schedule.dayCount,
  };
}
