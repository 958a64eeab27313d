import { civil, type Day, dayOf } from '@tidemark/engine';
import type { SealQuery, SealReads, SealRecord } from '../../service/ports/index.ts';
import type { Scope } from '../scope.ts';
import type { SealRow } from '../seals/rows.ts';
import { SealLog } from '../seals/seal-log.ts';
import { touched } from './capture-checks.ts';

/** The first day of the row that has a seal: of its month for a day's end, else its own day. */
export function periodOf(day: number, isDayEnd: boolean): number {
  if (!isDayEnd) return day;
  const { year, month } = civil(day as Day);
  return dayOf(year, month, 1) as number;
}

export function sealsOf(scope: Scope): SealReads {
  return {
    list: async (query) => (await rowsOf(scope, query)).flatMap((row) => inForce(row, query)).sort(byMoment),
    touched: () => touched(scope),
    revisions: async (account, day) => {
      const rows = await rowsOf(scope, { accounts: [account], from: day, to: day, of: 'days' });
      const seals = rows.flatMap((row) => new SealLog(row.data, true).seals);
      return seals.filter((seal) => seal.day === day).map((seal) => ({ account, ...seal }));
    },
  };
}

function rowsOf({ db, owner }: Scope, { accounts, from, to, of }: SealQuery): Promise<SealRow[]> {
  let rows = db.selectFrom('seals').selectAll().where('owner', '=', owner);
  if (accounts !== undefined) rows = rows.where('account', 'in', accounts.length === 0 ? [''] : accounts);
  if (of !== undefined) rows = rows.where('day_end', '=', of === 'days' ? 1 : 0);
  // A day is never before the month that it is in.
  if (from !== undefined) rows = rows.where('period', '>=', periodOf(from, true));
  if (to !== undefined) rows = rows.where('period', '<=', to);
  return rows.orderBy('account').orderBy('day_end').orderBy('period').execute();
}

function inForce(row: SealRow, { from, to, asKnownAt, withPositions }: SealQuery): SealRecord[] {
  const last = new Map<string, SealRecord>();
  for (const seal of new SealLog(row.data, withPositions === true).seals) {
    if (from !== undefined && seal.day < from) continue;
    if (to !== undefined && seal.day > to) continue;
    if (asKnownAt !== undefined && seal.recordedAt > asKnownAt) continue;
    last.set(`${seal.day} ${seal.at}`, { account: row.account, ...seal });
  }
  return [...last.values()];
}

function byMoment(a: SealRecord, b: SealRecord): number {
  if (a.account !== b.account) return a.account < b.account ? -1 : 1;
  return a.day - b.day || (a.at ?? Number.POSITIVE_INFINITY) - (b.at ?? Number.POSITIVE_INFINITY);
}
