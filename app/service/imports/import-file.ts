import { hash, randomUUIDv7 } from 'node:crypto';
import {
  COLUMNS,
  columnKey,
  type Decimal,
  type EventInput,
  type EventTable,
  formatDay,
  formatDecimal,
  formatTime,
  hasErrors,
  type LedgerContext,
  type Problem,
  problem,
  TransactionReader,
} from '@tidemark/engine';
import { columnsOf } from '../ledger/event-columns.ts';
import { knownEvents } from '../ledger/known-events.ts';
import type { Author, Done, Finish, LedgerEditor, Step } from '../ledger/ledger-editor.ts';
import { ledgerContext } from '../portfolio/facts.ts';
import { findPortfolio, WHOLE } from '../portfolio/portfolios.ts';
import type { ImportRecord, OwnerReads } from '../ports/index.ts';
import { Refusal } from '../refusal.ts';

/** A file as it was uploaded. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** For rows that name none. */
  readonly account: string;
}

/** A row of the file: what it states, where it stands, and the event that it is already, if any. */
export interface ImportRow {
  readonly line: number;
  readonly account: string;
  readonly event: EventInput;
  readonly sourceId: string;
  readonly knownAs: string | null;
  /** Of the event that it becomes or is. */
  readonly id: string;
}

export interface ReadImport {
  readonly importId: string;
  readonly rows: readonly ImportRow[];
  readonly problems: readonly Problem[];
  readonly fileHash: string;
}

/** What events of imported files are recorded as coming from. */
const SOURCE = 'import';

/** Reads a neutral ledger file against what is stored: nothing is written. Throws Refusal where it has no row. */
export async function readImport(tx: OwnerReads, { name, bytes, account }: Upload): Promise<ReadImport> {
  const context = await ledgerContext(tx, await findPortfolio(tx, WHOLE));
  const { table, problems } = readTable(name, bytes, context);
  if (hasErrors(problems)) throw new Refusal('invalid', problems);
  if (table.count === 0)
    throw new Refusal('invalid', [problem('file_empty', { file: name }, `${name} has no row`)]);
  const stated = statedRows(table, namesAccounts(bytes) ? null : account);
  const known = await knownEvents(
    tx,
    stated.map(({ account: owner, sourceId }) => ({ account: owner, source: SOURCE, sourceId })),
  );
  const rows = stated.map((row, k) => ({ ...row, knownAs: known[k], id: known[k] ?? randomUUIDv7() }));
  const fileHash = hash('sha256', bytes, 'hex');
  return { importId: randomUUIDv7(), rows, problems, fileHash };
}

/** Imports what is new of a file, all of it or nothing, as one change. Throws Refusal. */
export function importFile<Answer>(
  editor: LedgerEditor,
  author: Author,
  upload: Upload,
  dryRun: boolean,
  finish: (read: ReadImport, ...rest: Parameters<Finish<Answer>>) => Promise<Answer>,
): Promise<Done<Answer> & { readonly read: ReadImport }> {
  let read: ReadImport | null = null;
  const plan = async (tx: OwnerReads): Promise<Step> => {
    const found = await readImport(tx, upload);
    read = found;
    const fresh = found.rows.filter(({ knownAs }) => knownAs === null);
    return {
      what: `imported ${upload.name}`,
      edits: fresh.map(({ id, event, account, sourceId }) => ({
        kind: 'append',
        id,
        event: { ...event, account },
        sourceId,
      })),
      record: async (into, change) => {
        await into.ledger.append(
          change,
          fresh.map(({ id, account, event, sourceId }) => ({
            id,
            account,
            columns: columnsOf(event),
            source: SOURCE,
            sourceId,
            importId: found.importId,
          })),
        );
        await into.imports.add(importRecord(found, upload, fresh.length, change));
      },
    };
  };
  const last = (): ReadImport => read as ReadImport;
  return editor
    .run(author, dryRun, plan, (...rest) => finish(last(), ...rest))
    .then((done) => ({ ...done, read: last() }));
}

function importRecord(
  { importId, rows, fileHash }: ReadImport,
  { name, account }: Upload,
  added: number,
  { changeNo, recordedAt }: { readonly changeNo: number; readonly recordedAt: number },
): ImportRecord {
  const counts = { rows: rows.length, added, known: rows.length - added, refused: 0 };
  const file = { fileName: name, format: 'neutral', fileHash };
  return { id: importId, account, ...file, ...counts, changeNo, recordedAt, undoneBy: null };
}

function readTable(
  name: string,
  bytes: Uint8Array,
  context: LedgerContext,
): { table: EventTable; problems: Problem[] } {
  const reader = new TransactionReader(context);
  const file = reader.file(name);
  file.push(bytes);
  file.end();
  return { table: reader.table, problems: reader.problems() };
}

type Stated = Omit<ImportRow, 'knownAs' | 'id'>;

/** Whether the header has a column of accounts. */
function namesAccounts(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, 4096)).split(/\r?\n/, 1)[0];
  return head.split(/[,;\t]/).some(
    (name) =>
      name
        .replace(/["\uFEFF]/g, '')
        .trim()
        .toLowerCase() === 'account',
  );
}

/** Rows without an id are told apart by content and occurrence: of equal rows the third is the third. */
function statedRows(table: EventTable, account: string | null): Stated[] {
  const seen = new Map<string, number>();
  return Array.from({ length: table.count }, (_, row) => {
    const event = inputOf(table, row);
    const owner = account ?? String(event.account);
    const content = JSON.stringify([owner, event]);
    const times = (seen.get(content) ?? 0) + 1;
    seen.set(content, times);
    const rowHash = hash('sha256', `${content}\n${times}`, 'base64url');
    return {
      line: table.line.values[row],
      account: owner,
      event,
      sourceId: event.id ? String(event.id) : rowHash,
    };
  });
}

/**
 * What a row states, as text, in the order of COLUMNS: equal rows make equal texts. Of what only says again what holds
 * anyway, nothing.
 */
function inputOf(table: EventTable, row: number): EventInput {
  const event = table.event(row);
  const input: Record<string, string> = { date: formatDay(event.day), type: event.type };
  for (const column of COLUMNS) {
    const key = columnKey(column);
    if (key === 'date' || key === 'type') continue;
    const value = key === 'time' ? event.time : event[key as keyof typeof event];
    if (value === null || value === undefined) continue;
    if (key === 'settleCurrency' && value === event.currency) continue;
    if ((key === 'fee' || key === 'tax') && (value as Decimal).units === 0) continue;
    if (key === 'time') input[key] = formatTime(value as number);
    else if (typeof value === 'string') input[key] = value;
    else if (typeof value === 'object' && 'units' in value) input[key] = formatDecimal(value);
  }
  return { ...input, date: input.date, type: input.type };
}
