import type { Import as ImportDocument, ImportResult } from '@tidemark/contract';
import { findings } from '../../service/figures/index.ts';
import {
  type ChangeReads,
  type ImportRecord,
  importFile,
  type ReadImport,
  type Upload,
  undoImport,
  unknownId,
} from '../../service/index.ts';
import { effectDocument } from '../../service/ledger/effect-document.ts';
import { cursorOf, placeOf } from '../../service/records/cursor.ts';
import { EXPORTED, isExported, restoreExport } from '../../service/records/index.ts';
import { ApiRefusal } from '../api-refusal.ts';
import {
  authorOf,
  type Call,
  done,
  dryRunOf,
  type Handlers,
  ok,
  type Reply,
  type Services,
} from '../handler.ts';
import type { Metrics } from '../metrics.ts';
import { uploadOf } from '../upload.ts';

/** Before the first import. */
const NO_PLACE = { name: '', day: 0 } as const;

/** Rows of a long file that are shown. */
const SHOWN_MAX = 1000;

/** Files: imported whole or not at all, and taken back whole. */
export const importHandlers = {
  listImports: async ({ principal, query }, { store }) => {
    const reads = store.of(principal.user);
    const { name, day } = query.cursor === undefined ? NO_PLACE : placeOf(query.cursor);
    const before = name === '' ? undefined : { id: name, recordedAt: day };
    const found = await reads.imports.list(query.limit + 1, before);
    const page = found.slice(0, query.limit);
    const items = await Promise.all(page.map((record) => importDocument(reads.changes, record)));
    const last = found.length > page.length ? page[page.length - 1] : null;
    const next = last === null ? null : cursorOf({ name: last.id, day: last.recordedAt });
    return ok({ items, next_cursor: next });
  },

  createImport: (call, services) =>
    call.dryRun ? imported(call, services) : counted(services.metrics, imported(call, services)),

  getImport: async ({ principal, params }, { store }) => {
    const reads = store.of(principal.user);
    const record = await reads.imports.find(params.id);
    if (record === null) throw unknownId('import', params.id);
    return ok(await importDocument(reads.changes, record));
  },

  undoImport: async (call, { editor }) => {
    const { effect, answer } = await undoImport(
      editor,
      authorOf(call),
      call.params.id,
      call.dryRun,
      async (tx) => {
        await call.keep(tx, 204, undefined);
        return true;
      },
    );
    if (answer !== null) return done;
    return dryRunOf(effect);
  },
} satisfies Handlers;

function imported(call: Call<'createImport'>, services: Services): Promise<Reply> {
  const upload = uploadOf(call.upload);
  return isExported(upload.bytes, upload.format ?? 'auto')
    ? restored(call, services, upload)
    : recorded(call, services, upload);
}

/** A complete export: more than a file of transactions, so a key needs more than the scope of imports. */
async function restored(call: Call<'createImport'>, { editor }: Services, upload: Upload): Promise<Reply> {
  const { scopes } = call.principal;
  if (scopes !== null && !scopes.has('write'))
    throw new ApiRefusal(
      'scope_missing',
      'To restore a complete export the key needs the scope write as well.',
    );
  const { effect, answer, events } = await restoreExport(
    editor,
    authorOf(call),
    upload,
    call.dryRun,
    async (done, tx) => {
      const body = restoredBody(done.events, done.importId);
      await call.keep(tx, 201, body);
      return { status: 201, body };
    },
  );
  return answer ?? ok({ ...restoredBody(events, null), effect: effectDocument(effect) });
}

const restoredBody = (events: number, importId: string | null): ImportResult => ({
  import_id: importId,
  format: EXPORTED,
  title: 'A complete export of Tidemark',
  ...{ rows: events, new: events, known: 0, refused: 0, no_events: 0 },
  ...{ problems: [], questions: [], balances: [], mapping: null, transactions: [] },
});

async function recorded(call: Call<'createImport'>, { editor }: Services, upload: Upload): Promise<Reply> {
  const { effect, answer, read } = await importFile(
    editor,
    authorOf(call),
    upload,
    call.dryRun,
    async (found, tx, _effect, change) => {
      const status = change === null ? 200 : 201;
      const body = resultOf(found, change === null ? null : found.importId);
      await call.keep(tx, status, body);
      return { status, body };
    },
  );
  if (answer !== null) return answer;
  const body = resultOf(read, null);
  return ok(read.isReady ? { ...body, effect: effectDocument(effect) } : body);
}

/** Counts an import under way by how it ends, and how long it takes. */
async function counted(metrics: Metrics, running: Promise<Reply>): Promise<Reply> {
  const started = performance.now();
  let outcome = 'failed';
  try {
    const reply = await running;
    outcome = 'done';
    return reply;
  } finally {
    metrics.count('tidemark_imports_total', `outcome="${outcome}"`);
    metrics.observe('tidemark_import_duration_seconds', '', (performance.now() - started) / 1000);
  }
}

function resultOf(read: ReadImport, importId: string | null): ImportResult {
  const { rows, refused, noEvents, questions, balances } = read;
  const known = rows.filter(({ knownAs }) => knownAs !== null).length;
  return {
    import_id: importId,
    format: read.format,
    title: read.title,
    rows: rows.length + refused.length,
    new: rows.length - known,
    known,
    refused: refused.length,
    no_events: noEvents.length,
    problems: findings(read.problems),
    questions: questions.map((one) => ({ ...one, choices: [...one.choices], lines: [...one.lines] })),
    mapping: mappingDocument(read.mapping),
    balances: [...balances],
    transactions: rowsOf(read, importId !== null),
  };
}

function mappingDocument(mapping: ReadImport['mapping']): ImportResult['mapping'] {
  if (mapping === null) return null;
  const columns = Object.entries(mapping.columns).map(([field, names]) => [field, [...names]]);
  return { ...mapping, columns: Object.fromEntries(columns), types: { ...mapping.types } };
}

/** What each row becomes, in the order of the file. */
function rowsOf({ rows, refused, noEvents }: ReadImport, isWritten: boolean): ImportResult['transactions'] {
  const events = rows.slice(0, SHOWN_MAX).map(({ line, knownAs, id, event, account }) => ({
    line,
    outcome: knownAs === null ? ('new' as const) : ('known' as const),
    reason: null,
    id: !isWritten && knownAs === null ? null : id,
    transaction: transactionOf(event, account),
  }));
  const others = [
    ...refused.slice(0, SHOWN_MAX).map((line) => ({ line, outcome: 'refused' as const, reason: null })),
    ...noEvents
      .slice(0, SHOWN_MAX)
      .map(({ line, reason }) => ({ line, outcome: 'no_event' as const, reason })),
  ].map((row) => ({ ...row, id: null, transaction: null }));
  return [...events, ...others].sort((a, b) => a.line - b.line).slice(0, SHOWN_MAX);
}

/** The columns of the wire. */
function transactionOf(
  event: object,
  account: string,
): NonNullable<ImportResult['transactions'][number]['transaction']> {
  const named = Object.entries(event)
    .filter(([name]) => name !== 'account')
    .map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]);
  const { date, type, ...rest } = Object.fromEntries(named);
  return { date, type, ...rest, account_id: account };
}

async function importDocument(changes: ChangeReads, record: ImportRecord): Promise<ImportDocument> {
  const undone = record.undoneBy === null ? null : await changes.find(record.undoneBy);
  return {
    id: record.id,
    account_id: record.account,
    file_name: record.fileName,
    format: record.format,
    rows: record.rows,
    new: record.added,
    known: record.known,
    refused: record.refused,
    created_at: new Date(record.recordedAt).toISOString(),
    undone_at: undone === null ? null : new Date(undone.recordedAt).toISOString(),
  };
}
