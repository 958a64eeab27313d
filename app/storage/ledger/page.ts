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
  const { text, cursor } = query;
  const atOnce = text === undefined ? limit + 1 : LIMIT_MAX;
  const found: NamedRow[] = [];
  let after = cursor === undefined ? null : placeOf(cursor);
  for (;;) {
    const rows = await rowsAfter(scope, query, after, atOnce);
    found.push(...(text === undefined ? rows : rows.filter((row) => says(row, text))));
    if (found.length > limit || rows.length < atOnce) break;
    after = placeAt(rows[rows.length - 1]);
  }
  const items = found.slice(0, limit);
  return { items: items.map(recordOf), next: found.length > limit ? cursorAfter(items[limit - 1]) : null };
}

async function rowsAfter(
  scope: Scope,
  query: PageQuery,
  after: Place | null,
  count: number,
): Promise<NamedRow[]> {
  const direction = query.order === 'ascending' ? sql`asc` : sql`desc`;
  const { rows } = await sql<NamedRow>`
    ${EVENTS_NAMED}
    where ${sql.join(conditions(scope, query, after), sql` and `)}
    order by e.day ${direction}, e.account ${direction}, e.place ${direction} limit ${count}`.execute(
    scope.db,
  );
  return rows;
}

/** Compared here, not by the database: its letters without case depend on its locale. */
function says({ body }: NamedRow, text: string): boolean {
  const { symbol, note, strategy, tags } = columnsOf(body);
  const wanted = text.toLowerCase();
  return [symbol, note, strategy, tags].some((cell) => cell?.toLowerCase().includes(wanted));
}

function conditions(scope: Scope, query: PageQuery, after: Place | null): RawBuilder<unknown>[] {
  const { from, to, symbol, type, source, importId, order } = query;
  const all = [isInForce(scope, query)];
  if (from !== undefined) all.push(sql`e.day >= ${from}`);
  if (to !== undefined) all.push(sql`e.day <= ${to}`);
  if (symbol !== undefined) all.push(sql`e.symbol = ${symbol}`);
  if (type !== undefined) all.push(sql`e.type = ${type}`);
  if (importId !== undefined) all.push(sql`e.import_id = ${importId}`);
  if (source !== undefined) all.push(sql`e.source = ${source}`);
  if (after !== null) {
    const [day, account, place] = after;
    const beyond = order === 'ascending' ? sql`>` : sql`<`;
    all.push(sql`(e.day, e.account, e.place) ${beyond} (${day}, ${account}, ${place})`);
  }
  return all;
}

function placeAt(row: NamedRow): Place {
  return [dayOfEvent(columnsOf(row.body)), row.account, row.place];
}

function cursorAfter(row: NamedRow): string {
  return Buffer.from(JSON.stringify(placeAt(row))).toString('base64url');
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
