import { createHash } from 'node:crypto';
import type { ChainBreak, ChainHead, Change } from '../../service/ports/index.ts';
import type { EventRow, LinkRow } from '../database.ts';
import type { Scope } from '../scope.ts';
import { columnsOf, dayOfEvent } from './body.ts';

/** What the first link of a chain follows. */
const BEGINNING = '';
/** Rows that are hashed at a time. */
const ROWS_A_HASH = 500;
/** Rows that are read at a time. */
const ROWS_A_READ = 5_000;

/** The end of an account's chain; `seq` 0 where nothing was recorded. */
export async function headOf({ db, owner }: Scope, account: string): Promise<{ seq: number; hash: string }> {
  const head = await db
    .selectFrom('ledger_heads')
    .select(['seq', 'hash'])
    .where('owner', '=', owner)
    .where('account', '=', account)
    .executeTakeFirst();
  return head ?? { seq: 0, hash: BEGINNING };
}

/** Links the rows of one write, all of one account and following its head. */
export async function link(
  { db, owner }: Scope,
  change: Change,
  account: string,
  head: { seq: number; hash: string },
  rows: readonly EventRow[],
): Promise<void> {
  const last = head.seq + rows.length;
  const hash = hashOf(head.hash, rows);
  await db
    .insertInto('ledger_heads')
    .values({ owner, account, seq: last, hash })
    .onConflict((conflict) => conflict.columns(['owner', 'account']).doUpdateSet({ seq: last, hash }))
    .execute();
  await db
    .insertInto('ledger_links')
    .values({
      owner,
      account,
      first_seq: head.seq + 1,
      last_seq: last,
      change_no: change.changeNo,
      hash,
    })
    .execute();
}

function hashOf(before: string, rows: readonly EventRow[]): string {
  const hash = createHash('sha256').update(`${before}\n`);
  for (let from = 0; from < rows.length; from += ROWS_A_HASH)
    hash.update(
      rows
        .slice(from, from + ROWS_A_HASH)
        .map(canonical)
        .join(''),
    );
  return hash.digest('hex');
}

/** What is recorded of a row. What else stands in it follows from this. */
export function canonical(row: EventRow): string {
  const { owner, account, seq, id, version, kind, place, body, recorded_at, source, source_id } = row;
  const { import_id, change_no } = row;
  return `${JSON.stringify([
    owner,
    account,
    seq,
    id,
    version,
    kind,
    place,
    body,
    recorded_at,
    source,
    source_id,
    import_id,
    change_no,
  ])}\n`;
}

export async function headsOf({ db, owner }: Scope): Promise<readonly ChainHead[]> {
  return db
    .selectFrom('ledger_heads')
    .select(['account', 'seq', 'hash'])
    .where('owner', '=', owner)
    .orderBy('account')
    .execute();
}

/** Recomputes every chain of an owner. */
export async function verifyChains(scope: Scope): Promise<readonly ChainBreak[]> {
  const { db, owner } = scope;
  const accounts = await db
    .selectFrom('events')
    .select('account')
    .distinct()
    .where('owner', '=', owner)
    .execute();
  const heads = await headsOf(scope);
  const names = new Set([...accounts, ...heads].map((row) => row.account));
  const breaks: ChainBreak[] = [];
  for (const account of [...names].sort()) breaks.push(...(await verifyAccount(scope, account)));
  return [...breaks, ...(await wrongLatest(scope))];
}

async function verifyAccount(scope: Scope, account: string): Promise<ChainBreak[]> {
  const { db, owner } = scope;
  const links = await db
    .selectFrom('ledger_links')
    .selectAll()
    .where('owner', '=', owner)
    .where('account', '=', account)
    .orderBy('first_seq')
    .execute();
  const breaks: ChainBreak[] = [];
  let before = { last_seq: 0, hash: BEGINNING };
  for (const item of links) {
    breaks.push(...(await verifyLink(scope, item, before)));
    before = item;
  }
  const head = await headOf(scope, account);
  if (head.seq !== before.last_seq || head.hash !== before.hash)
    breaks.push({ account, seq: head.seq, message: 'the head is not the last link' });
  const beyond = await db
    .selectFrom('events')
    .select('seq')
    .where('owner', '=', owner)
    .where('account', '=', account)
    .where('seq', '>', before.last_seq)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  if (beyond !== undefined)
    breaks.push({ account, seq: beyond.seq, message: 'a row is after the last link' });
  return breaks;
}

async function verifyLink(
  { db, owner }: Scope,
  { account, first_seq, last_seq, hash }: LinkRow,
  before: { last_seq: number; hash: string },
): Promise<ChainBreak[]> {
  const breaks: ChainBreak[] = [];
  if (first_seq !== before.last_seq + 1)
    breaks.push({ account, seq: first_seq, message: 'a link is missing before this row' });
  const computed = createHash('sha256').update(`${before.hash}\n`);
  let next = first_seq;
  while (next <= last_seq) {
    const rows = await db
      .selectFrom('events')
      .selectAll()
      .where('owner', '=', owner)
      .where('account', '=', account)
      .where('seq', '>=', next)
      .where('seq', '<=', last_seq)
      .orderBy('seq')
      .limit(ROWS_A_READ)
      .execute();
    for (const row of rows) {
      computed.update(canonical(row));
      if (!isDerivedRight(row))
        breaks.push({ account, seq: row.seq, message: 'day, type or symbol are not those of its record' });
      if (row.seq !== next) breaks.push({ account, seq: next, message: 'a row is missing' });
      next = row.seq + 1;
    }
    if (rows.length === 0) {
      breaks.push({ account, seq: next, message: 'rows are missing' });
      break;
    }
  }
  if (computed.digest('hex') !== hash)
    breaks.push({ account, seq: first_seq, message: `rows ${first_seq} to ${last_seq} are not as recorded` });
  return breaks;
}

function isDerivedRight({ body, day, type, symbol }: EventRow): boolean {
  const columns = columnsOf(body);
  return dayOfEvent(columns) === day && columns.type === type && (columns.symbol ?? null) === symbol;
}

/** Each event has one latest row, that of its highest version. */
async function wrongLatest({ db, owner }: Scope): Promise<ChainBreak[]> {
  const rows = await db
    .selectFrom('events as e')
    .select(['e.account', 'e.seq'])
    .where('e.owner', '=', owner)
    .where((row) => {
      const later = row
        .selectFrom('events as later')
        .select('later.seq')
        .whereRef('later.owner', '=', 'e.owner')
        .whereRef('later.id', '=', 'e.id')
        .whereRef('later.version', '>', 'e.version');
      return row.or([
        row.and([row('e.latest', '=', 1), row.exists(later)]),
        row.and([row('e.latest', '=', 0), row.not(row.exists(later))]),
      ]);
    })
    .orderBy('e.account')
    .orderBy('e.seq')
    .execute();
  return rows.map(({ account, seq }) => ({ account, seq, message: 'it is marked wrongly as latest' }));
}
