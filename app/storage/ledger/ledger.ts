import { sql } from 'kysely';
import type { EventRecord, LedgerQuery, LedgerWrites, PackedLedger } from '../../service/ports/index.ts';
import { type Scope, writing } from '../scope.ts';
import { append } from './append.ts';
import { HEADER, idOnLine } from './body.ts';
import { headsOf, verifyChains } from './chain.ts';
import { hashesOf, linksAfter } from './links.ts';
import { readPage } from './page.ts';
import { verifyRecords } from './records.ts';
import { correct, voidEvents } from './revise.ts';
import { EVENTS_NAMED, isInForce, isLast, type NamedRow, recordOf } from './rows.ts';
import { knownSourceIds } from './source-ids.ts';

export function ledgerOf(scope: Scope): LedgerWrites {
  const { owner } = scope;
  return {
    inForce: (query = {}) =>
      records(scope, sql`where ${isInForce(scope, query)} order by e.account, e.place`),
    packed: (query = {}) => packed(scope, query),
    find: async (id, asKnownAt) => {
      const condition = sql`where e.owner = ${owner} and e.id = ${id} and ${isLast(asKnownAt)}`;
      return (await records(scope, condition))[0] ?? null;
    },
    revisions: (id) => records(scope, sql`where e.owner = ${owner} and e.id = ${id} order by e.version`),
    page: (query) => readPage(scope, query),
    ofChange: (changeNo) => records(scope, ofChange(owner, changeNo)),
    ofImport: (importId) => ofImport(scope, importId),
    named: async (account, sourceIds) => {
      const known = await knownSourceIds(scope, account, sourceIds);
      return new Map(Array.from(known, ([sourceId, events]) => [sourceId, events[events.length - 1].id]));
    },
    known: async (account, source, sourceIds) => {
      const wanted = new Set(sourceIds);
      const known = await knownSourceIds(scope, account, sourceIds);
      const found = new Map<string, string>();
      for (const [sourceId, events] of known) {
        const event = events.find((one) => one.source === source);
        if (event !== undefined && wanted.has(sourceId)) found.set(sourceId, event.id);
      }
      return found;
    },
    heads: () => headsOf(scope),
    links: (account, afterSeq, limit) => linksAfter(scope, account, afterSeq, limit),
    hashesOf: (recorded) => hashesOf(scope, recorded),
    verifyChains: () => verifyChains(scope),
    verifyRecords: () => verifyRecords(scope),
    append: async (change, events) => {
      const outcomes = await append(scope, change, events);
      writing(scope, outcomes.some(({ outcome }) => outcome === 'added') ? 'ledger' : null);
      return outcomes;
    },
    correct: async (change, corrections) => {
      const outcomes = await correct(scope, change, corrections);
      writing(scope, outcomes.includes('corrected') ? 'ledger' : null);
      return outcomes;
    },
    void: async (change, voids, sourceId) => {
      const outcomes = await voidEvents(scope, change, voids, sourceId);
      writing(scope, outcomes.includes('voided') ? 'ledger' : null);
      return outcomes;
    },
  };
}

async function records({ db }: Scope, condition: ReturnType<typeof sql>): Promise<EventRecord[]> {
  const { rows } = await sql<NamedRow>`${EVENTS_NAMED} ${condition}`.execute(db);
  return rows.map(recordOf);
}

/** By the links of the change: the rows need no index of their own. */
function ofChange(owner: string, changeNo: number) {
  return sql`inner join ledger_links l on l.owner = e.owner and l.account = e.account
      and e.seq between l.first_seq and l.last_seq
    where l.owner = ${owner} and l.change_no = ${changeNo} order by e.account, e.seq`;
}

/** An import's events were all created by its change. */
async function ofImport(scope: Scope, importId: string): Promise<EventRecord[]> {
  const { owner } = scope;
  return records(
    scope,
    sql`inner join events first on first.owner = e.owner and first.id = e.id and first.version = 1
      inner join ledger_links l on l.owner = first.owner and l.account = first.account
        and first.seq between l.first_seq and l.last_seq
      inner join imports i on i.owner = l.owner and i.change_no = l.change_no
      where i.owner = ${owner} and i.id = ${importId} and first.import_id = ${importId} and e.latest = 1
      order by e.account, e.place`,
  );
}

async function packed(scope: Scope, query: LedgerQuery): Promise<PackedLedger> {
  const rows = sql`select e.account, e.seq, e.place, e.body from events e where ${isInForce(scope, query)}`;
  const bodies = await scope.dialect.joinLines(scope.db, rows);
  const header = Buffer.from(HEADER);
  const file = new Uint8Array(header.length + bodies.length);
  file.set(header);
  file.set(bodies, header.length);
  return { file, idOnLine: (line) => idOnLine(file, line) };
}
