import type { ObservationQuery, ObservationRecord, ObservationWrites } from '../../service/ports/index.ts';
import type { ObservationRow } from '../database.ts';
import { type Scope, writing } from '../scope.ts';

export function observationsOf(scope: Scope): ObservationWrites {
  return {
    list: async (query) => (await rowsOf(scope, query)).map(recordOf),
    put: async (observations) => {
      let said = 0;
      for (const observation of observations) said += (await record(scope, observation)) ? 1 : 0;
      writing(scope, said > 0 ? 'ledger' : null);
      return said;
    },
  };
}

async function rowsOf({ db, owner }: Scope, query: ObservationQuery): Promise<ObservationRow[]> {
  const { accounts, from, to, daily, asKnownAt } = query;
  let rows = db.selectFrom('observations').selectAll().where('owner', '=', owner);
  if (accounts !== undefined) rows = rows.where('account', 'in', accounts.length === 0 ? [''] : accounts);
  if (from !== undefined) rows = rows.where('day', '>=', from);
  if (to !== undefined) rows = rows.where('day', '<=', to);
  if (daily) rows = rows.where('day_end', '=', 1);
  rows = asKnownAt === undefined ? rows.where('latest', '=', 1) : rows.where('recorded_at', '<=', asKnownAt);
  for (const column of ['account', 'day', 'day_end', 'at', 'source', 'kind', 'version'] as const) {
    rows = rows.orderBy(column);
  }
  const found = await rows.execute();
  return asKnownAt === undefined ? found : found.filter((row, n) => !isSameKey(row, found[n + 1]));
}

function isSameKey(a: ObservationRow, b: ObservationRow | undefined): boolean {
  if (b === undefined || a.account !== b.account || a.day !== b.day || a.day_end !== b.day_end) return false;
  return a.at === b.at && a.source === b.source && a.kind === b.kind;
}

/** Whether it says something new. */
async function record({ db, owner }: Scope, observation: ObservationRecord): Promise<boolean> {
  const { account, day, at, source, kind, equity, cash, recordedAt } = observation;
  const key = { owner, account, day, day_end: at === null ? 1 : 0, at: at ?? 0, source, kind };
  const rows = db.selectFrom('observations').select(['version', 'equity', 'cash']);
  const before = await rows
    .where((row) => row.and(key))
    .where('latest', '=', 1)
    .executeTakeFirst();
  if (before !== undefined && before.equity === equity && before.cash === cash) return false;
  if (before !== undefined) {
    await db
      .updateTable('observations')
      .set({ latest: 0 })
      .where((row) => row.and(key))
      .where('latest', '=', 1)
      .execute();
  }
  await db
    .insertInto('observations')
    .values({ ...key, version: (before?.version ?? 0) + 1, latest: 1, equity, cash, recorded_at: recordedAt })
    .execute();
  return true;
}

function recordOf(row: ObservationRow): ObservationRecord {
  const { account, day, equity, cash, source } = row;
  return {
    account,
    day,
    at: row.day_end === 1 ? null : row.at,
    kind: row.kind as ObservationRecord['kind'],
    equity,
    cash,
    source,
    recordedAt: row.recorded_at,
  };
}
