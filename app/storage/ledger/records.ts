import { type RawBuilder, sql } from 'kysely';
import type { RecordBreak } from '../../service/ports/index.ts';
import type { Scope } from '../scope.ts';

/** Compares the rows of an owner's ledger with the changes, imports and source ids that they name. */
export async function verifyRecords(scope: Scope): Promise<readonly RecordBreak[]> {
  const breaks: RecordBreak[] = [];
  for (const [message, query] of comparisons(scope.owner)) {
    const { rows } = await sql<{ account: string; seq: number | null }>`${query} limit 100`.execute(scope.db);
    breaks.push(...rows.map(({ account, seq }) => ({ account, seq, message })));
  }
  return breaks;
}

/** Each finds rows that should not be. */
function comparisons(owner: string): readonly (readonly [message: string, query: RawBuilder<unknown>])[] {
  return [
    [
      'its change is not in the list of changes',
      sql`select e.account, e.seq from events e where e.owner = ${owner} and not exists (
        select 1 from changes c where c.owner = e.owner and c.change_no = e.change_no)`,
    ],
    [
      'its import is not in the list of imports',
      sql`select e.account, e.seq from events e where e.owner = ${owner} and e.import_id is not null
        and not exists (select 1 from imports i where i.owner = e.owner and i.id = e.import_id)`,
    ],
    [
      'its import brought fewer events than are there',
      sql`select max(e.account) as account, max(e.seq) as seq from events e
        join imports i on i.owner = e.owner and i.id = e.import_id
        where e.owner = ${owner} and e.version = 1 group by i.id, i.added having count(*) > i.added`,
    ],
    [
      'an import names a change that is not there',
      sql`select i.account, null as seq from imports i where i.owner = ${owner} and (
        not exists (select 1 from changes c where c.owner = i.owner and c.change_no = i.change_no)
        or (i.undone_by is not null and not exists (
          select 1 from changes c where c.owner = i.owner and c.change_no = i.undone_by)))`,
    ],
    [
      'a change says that it was taken back by one that does not name it',
      sql`select '' as account, null as seq from changes c where c.owner = ${owner} and c.undone_by is not null
        and not exists (select 1 from changes d
          where d.owner = c.owner and d.change_no = c.undone_by and d.of_change = c.change_no)`,
    ],
    [
      'an id of a source stands for an event that is not there or has another',
      sql`select s.account, s.seq from event_sources s where s.owner = ${owner} and not exists (
        select 1 from events e where e.owner = s.owner and e.account = s.account and e.seq = s.seq
          and e.source = s.source and e.source_id = s.source_id)`,
    ],
  ];
}
