import { type RawBuilder, sql } from 'kysely';
import { type EventRecord, type Page, type PageQuery, StorageError } from '../../service/ports/index.ts';
import type { Scope } from '../scope.ts';
import { columnsOf, dayOfEvent } from './body.ts';
import { EVENTS_NAMED, isInForce, type NamedRow, recordOf } from './rows.ts';

const LIMIT_MAX = 1_000;

/** The place of an event in the order of pages. */
type Place = readonly [day: number, account: string, place: number];

/** One row more than asked for is read, to know whether another page follows. */
export async function readPage(scope: Scope, query: PageQuery): Promise<Page<EventRecord>> {
  const limit = Math.min(Math.max(1, Math.trunc(query.limit)), LIMIT_MAX);
  const direction = query.order === 'ascending' ? sql`asc` : sql`desc`;
  const { rows } = await sql<NamedRow>`
    ${EVENTS_NAMED}
    where ${sql.join(conditions(scope, query), sql` and `)}
    order by e.day ${direction}, e.account ${direction}, e.place ${direction} limit ${limit + 1}`.execute(
    scope.db,
  );
  const items = rows.slice(0, limit);
  return { items: items.map(recordOf), next: rows.length > limit ? cursorAfter(items.at(-1)) : null };
}

function conditions(scope: Scope, query: PageQuery): RawBuilder<unknown>[] {
  const { from, to, symbol, type, importId, cursor, order } = query;
  const all = [isInForce(scope, query)];
  if (from !== undefined) all.push(sql`e.day >= ${from}`);
  if (to !== undefined) all.push(sql`e.day <= ${to}`);
  if (symbol !== undefined) all.push(sql`e.symbol = ${symbol}`);
  if (type !== undefined) all.push(sql`e.type = ${type}`);
  if (importId !== undefined) all.push(sql`e.import_id = ${importId}`);
  if (cursor !== undefined) {
    const [day, account, place] = placeOf(cursor);
    const after = order === 'ascending' ? sql`>` : sql`<`;
    all.push(sql`(e.day, e.account, e.place) ${after} (${day}, ${account}, ${place})`);
  }
  return all;
}

function cursorAfter(row: NamedRow | undefined): string | null {
  if (row === undefined) return null;
  const place: Place = [dayOfEvent(columnsOf(row.body)), row.account, row.place];
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function placeOf(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && place.length === 3) {
      const [day, account, at] = place;
      if (Number.isSafeInteger(day) && typeof account === 'string' && Number.isSafeInteger(at))
        return [day, account, at];
    }
  } catch {
    // Not JSON: refused below.
  }
  throw new StorageError('bad_cursor', 'the cursor is none of this list', 'Begin again with the first page.');
}
