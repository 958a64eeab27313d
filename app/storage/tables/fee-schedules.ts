import type { FeeScheduleRecord, FeeScheduleWrites } from '../../service/ports/index.ts';
import type { FeeScheduleRow } from '../database.ts';
import { type Scope, writing } from '../scope.ts';

export function feeSchedulesOf(scope: Scope): FeeScheduleWrites {
  const { db, owner } = scope;
  return {
    list: async (account) => {
      let query = db.selectFrom('fee_schedules').selectAll().where('owner', '=', owner);
      if (account !== undefined) query = query.where('account', '=', account);
      const rows = await query.orderBy('account').orderBy('first_day').orderBy('id').execute();
      return rows.map(recordOf);
    },
    put: async (schedule) => {
      writing(scope, 'settings');
      const row = rowOf(owner, schedule);
      await db
        .insertInto('fee_schedules')
        .values(row)
        .onConflict((conflict) => conflict.columns(['owner', 'id']).doUpdateSet(row))
        .execute();
    },
    delete: async (id) => {
      writing(scope, 'settings');
      const done = await db
        .deleteFrom('fee_schedules')
        .where('owner', '=', owner)
        .where('id', '=', id)
        .executeTakeFirst();
      return done.numDeletedRows > 0n;
    },
  };
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
