import type { ChainLink, EventRecord } from '../../service/ports/index.ts';
import type { LinkRow } from '../database.ts';
import type { Scope } from '../scope.ts';
import { canonical } from './chain.ts';

/** Changes that are asked about at once. */
const CHANGES_A_READ = 500;

/** Links of an account with the text of their rows. */
export async function linksAfter(
  scope: Scope,
  account: string,
  afterSeq: number,
  limit: number,
): Promise<ChainLink[]> {
  const { db, owner } = scope;
  const links = await db
    .selectFrom('ledger_links')
    .selectAll()
    .where('owner', '=', owner)
    .where('account', '=', account)
    .where('first_seq', '>', afterSeq)
    .orderBy('first_seq')
    .limit(limit)
    .execute();
  let previous = await hashAt(scope, account, afterSeq);
  const read: ChainLink[] = [];
  for (const { first_seq: firstSeq, last_seq: lastSeq, hash } of links) {
    const rows = await textOf(scope, account, firstSeq, lastSeq);
    read.push({ firstSeq, lastSeq, previous, hash, rows });
    previous = hash;
  }
  return read;
}

async function hashAt({ db, owner }: Scope, account: string, lastSeq: number): Promise<string> {
  const found = await db
    .selectFrom('ledger_links')
    .select('hash')
    .where('owner', '=', owner)
    .where('account', '=', account)
    .where('last_seq', '=', lastSeq)
    .executeTakeFirst();
  return found?.hash ?? '';
}

async function textOf({ db, owner }: Scope, account: string, from: number, to: number): Promise<string[]> {
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('owner', '=', owner)
    .where('account', '=', account)
    .where('seq', '>=', from)
    .where('seq', '<=', to)
    .orderBy('seq')
    .execute();
  return rows.map((row) => canonical(row).trimEnd());
}

/** The links of the changes that recorded the rows are few, however many rows there are. */
export async function hashesOf({ db, owner }: Scope, records: readonly EventRecord[]): Promise<string[]> {
  const changes = [...new Set(records.map(({ changeNo }) => changeNo))];
  const byChange = new Map<number, LinkRow[]>();
  for (let k = 0; k < changes.length; k += CHANGES_A_READ) {
    const links = await db
      .selectFrom('ledger_links')
      .selectAll()
      .where('owner', '=', owner)
      .where('change_no', 'in', changes.slice(k, k + CHANGES_A_READ))
      .execute();
    for (const link of links) byChange.set(link.change_no, [...(byChange.get(link.change_no) ?? []), link]);
  }
  return records.map(({ account, seq, changeNo }) => {
    const links = byChange.get(changeNo) ?? [];
    const holds = (link: LinkRow) =>
      link.account === account && link.first_seq <= seq && seq <= link.last_seq;
    const link = links.find(holds);
    if (link === undefined) throw new Error(`row ${seq} of an account stands in no link of its chain`);
    return link.hash;
  });
}
