import { type RawBuilder, sql } from 'kysely';
import type { EventRecord, LedgerQuery } from '../../service/ports/index.ts';
import type { EventRow } from '../database.ts';
import type { BulkType } from '../dialect.ts';
import type { Scope } from '../scope.ts';
import { columnsOf } from './body.ts';

/** The columns of a row in the order in which it is written. */
export const EVENT_COLUMNS = [
  ['owner', 'text'],
  ['account', 'text'],
  ['seq', 'int'],
  ['id', 'text'],
  ['version', 'int'],
  ['kind', 'text'],
  ['latest', 'int'],
  ['place', 'int'],
  ['day', 'int'],
  ['type', 'text'],
  ['symbol', 'text'],
  ['body', 'text'],
  ['recorded_at', 'int'],
  ['source', 'text'],
  ['source_id', 'text'],
  ['import_id', 'text'],
  ['change_no', 'int'],
] as const satisfies readonly (readonly [keyof EventRow, BulkType])[];

/** The cells of a row by EVENT_COLUMNS; one literal, because a batch may have 100,000 rows. */
export function cellsOf(row: EventRow): unknown[] {
  return [
    row.owner,
    row.account,
    row.seq,
    row.id,
    row.version,
    row.kind,
    row.latest,
    row.place,
    row.day,
    row.type,
    row.symbol,
    row.body,
    row.recorded_at,
    row.source,
    row.source_id,
    row.import_id,
    row.change_no,
  ];
}

/** What is read of a row, with the name of who recorded it, which stands in its change. */
export type NamedRow = Omit<EventRow, 'owner' | 'latest' | 'day' | 'type' | 'symbol'> & {
  recorded_by: string;
};

export function recordOf(row: NamedRow): EventRecord {
  const { id, account, seq, version, place, source } = row;
  return {
    id,
    account,
    seq,
    version,
    kind: row.kind as EventRecord['kind'],
    columns: columnsOf(row.body),
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    source,
    sourceId: row.source_id,
    importId: row.import_id,
    changeNo: row.change_no,
    place,
  };
}

/** Rows `e` of events with their changes. */
export const EVENTS_NAMED = sql`
  select e.account, e.seq, e.id, e.version, e.kind, e.place, e.body, e.recorded_at, e.source, e.source_id,
    e.import_id, e.change_no, c.recorded_by
  from events e inner join changes c on c.owner = e.owner and c.change_no = e.change_no`;

/** The condition that a row `e` is the last of its event, or was at an instant. */
export function isLast(asKnownAt: number | undefined): RawBuilder<unknown> {
  if (asKnownAt === undefined) return sql`e.latest = 1`;
  return sql`e.recorded_at <= ${asKnownAt} and not exists (
    select 1 from events later where later.owner = e.owner and later.id = e.id
      and later.version > e.version and later.recorded_at <= ${asKnownAt})`;
}

/** The condition of the rows of a query. */
export function isInForce({ owner }: Scope, { accounts, asKnownAt }: LedgerQuery): RawBuilder<unknown> {
  const ofOwner = sql`e.owner = ${owner} and e.kind <> 'voided' and ${isLast(asKnownAt)}`;
  if (accounts === undefined) return ofOwner;
  if (accounts.length === 0) return sql`1 = 0`;
  return sql`${ofOwner} and e.account in (${sql.join(accounts)})`;
}
