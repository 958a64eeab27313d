import type { Import as ImportDocument, ImportResult } from '@tidemark/contract';
import { findings } from '../../service/figures/index.ts';
import {
  type ChangeReads,
  type ImportRecord,
  importFile,
  missingAccounts,
  type ReadImport,
  Refusal,
  type Sample,
  sampleOf,
  type Upload,
  undoImport,
  unknownId,
} from '../../service/index.ts';
import { triedDocument } from '../../service/ledger/effect-document.ts';
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
import { type RowsAsked, rowsAskedOf, type UploadedForm, uploadOf } from '../upload.ts';
import { importRows } from './import-rows.ts';
import { forgetPreview, type Preview, previewOf } from './kept-preview.ts';

/** Before the first import. */
const NO_PLACE = { name: '', day: 0 } as const;

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
  return answer ?? ok({ ...restoredBody(events, null), effect: triedDocument(effect) });
}

const restoredBody = (events: number, importId: string | null): ImportResult => ({
  import_id: importId,
  format: EXPORTED,
  title: 'A complete export of Tidemark',
  ...{ rows: events, new: events, known: 0, refused: 0, no_events: 0 },
  ...{ problems: [], questions: [], balances: [], mapping: null, transactions: [] },
  ...{ new_accounts: [], sample: null },
});

async function recorded(call: Call<'createImport'>, services: Services, form: Upload): Promise<Reply> {
  const asked = rowsAskedOf(call.upload as UploadedForm);
  if (call.dryRun) return previewed(call, services, form, asked);
  forgetPreview(services.store);
  const upload = await withNewAccounts(call, services, form);
  const { answer } = await importFile(
    services.editor,
    authorOf(call),
    upload,
    false,
    async (found, tx, _, change) => {
      const status = change === null ? 200 : 201;
      const id = change === null ? null : found.importId;
      const body = resultOf(found, upload.bytes, namesOf(upload), id, asked);
      await call.keep(tx, status, body);
      return { status, body };
    },
  );
  return answer as Reply;
}

async function previewed(
  call: Call<'createImport'>,
  services: Services,
  form: Upload,
  asked: RowsAsked,
): Promise<Reply> {
  const found = await previewOf(call, services, form, async (): Promise<Preview | Reply> => {
    const upload = await withNewAccounts(call, services, form);
    const newAccounts = namesOf(upload);
    const trying = importFile(services.editor, authorOf(call), upload, true, async () => null);
    return trying.then(
      (done) => ({ ...done, newAccounts }),
      (error: unknown) => unknownTable(error, upload),
    );
  });
  if ('status' in found) return found;
  const body = resultOf(found.read, form.bytes, found.newAccounts, null, asked);
  return ok(found.read.isReady ? { ...body, effect: triedDocument(found.effect) } : body);
}

const namesOf = ({ newAccounts = [] }: Upload): string[] => newAccounts.map(({ name }) => name);

/** With the accounts that it names and that are not there, where they are to be made. */
async function withNewAccounts(
  { principal, upload }: Call<'createImport'>,
  { store, clock }: Services,
  form: Upload,
): Promise<Upload> {
  const { make_accounts: isMaking, new_account: made = '' } = upload?.fields ?? {};
  if (isMaking !== 'true' && made.trim() === '') return form;
  const newAccounts = await store.read(principal.user, (tx) => missingAccounts(tx, form, clock.now()));
  return { ...form, newAccounts };
}

/** A table of which no column is known is no dead end in a preview: its user says which column is what. */
function unknownTable(error: unknown, { bytes }: Upload): Reply {
  const isUnknown = error instanceof Refusal && error.problems.some(({ code }) => code === 'format_unknown');
  const sample = isUnknown ? sampleOf(bytes, null) : null;
  if (!isUnknown || sample === null) throw error;
  return ok({
    ...restoredBody(0, null),
    ...{ format: 'unknown', title: 'A table of no layout that is known' },
    problems: findings(error.problems),
    mapping: { name: '', columns: {}, types: {} },
    sample: sampleDocument(sample),
  });
}

const sampleDocument = ({ header, rows }: Sample): ImportResult['sample'] => ({
  header: [...header],
  rows: rows.map((cells) => [...cells]),
});

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

function resultOf(
  read: ReadImport,
  bytes: Uint8Array,
  newAccounts: readonly string[],
  importId: string | null,
  asked: RowsAsked,
): ImportResult {
  const { rows, refused, noEvents, questions, balances, ledgerBalances, mapping } = read;
  const known = rows.filter(({ knownAs }) => knownAs !== null).length;
  const sample = mapping === null ? null : sampleOf(bytes, mapping);
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
    mapping: mappingDocument(mapping),
    balances: balances.map((one, k) => ({
      ...one,
      ...(importId === null && { ledger: ledgerBalances?.[k] ?? null }),
    })),
    new_accounts: [...newAccounts],
    sample: sample === null ? null : sampleDocument(sample),
    transactions: importRows(read, asked, importId !== null),
  };
}

function mappingDocument(mapping: ReadImport['mapping']): ImportResult['mapping'] {
  if (mapping === null) return null;
  const columns = Object.entries(mapping.columns).map(([field, names]) => [field, [...names]]);
  return { ...mapping, columns: Object.fromEntries(columns), types: { ...mapping.types } };
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
