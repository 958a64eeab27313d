import { z } from 'zod';
import { CREATE, created, done, endpoints, ok, READ, REMOVE, REPLACE } from '../route.ts';
import { Change, Undone } from '../schemas/change.ts';
import { Import, ImportForm, ImportResult } from '../schemas/import.ts';
import { AS_KNOWN_AT, DRY_RUN, PAGE, PERIOD, page } from '../schemas/queries.ts';
import { id } from '../schemas/scalars.ts';
import { EVENT_TYPES, Revision, Transaction, TransactionInput } from '../schemas/transaction.ts';

const dryRun = z.object(DRY_RUN);
const list = z.object(PAGE);
const ofTransaction = z.object({ id: id('Of the transaction.') });
const ofImport = z.object({ id: id('Of the import.') });
const batch = z.object({ items: z.array(Transaction).describe('In the order given.') });

const transactionFilter = {
  account_id: z.string().optional().describe('Of one account.'),
  portfolio_id: z.string().optional().describe('Of the accounts of one portfolio.'),
  symbol: z.string().optional().describe('Of one instrument.'),
  type: z.enum(EVENT_TYPES).optional().describe('Of one type.'),
  source: z.string().optional().describe('Recorded by one source.'),
  import_id: z.string().optional().describe('Brought by one import.'),
  text: z
    .string()
    .max(200)
    .optional()
    .describe('With this in symbol, note, strategy or tags, in any letter case.'),
  order: z.enum(['asc', 'desc']).default('desc').describe('By effective order; the newest first by default.'),
};

export const transactionRoutes = endpoints('Transactions', {
  listTransactions: {
    ...READ,
    asKnownAt: true,
    path: '/transactions',
    summary: 'The ledger',
    query: z.object({ ...PAGE, ...PERIOD, ...transactionFilter, ...AS_KNOWN_AT }),
    answers: ok(page(Transaction), 'What is in force, or was then.'),
  },
  createTransactions: {
    ...CREATE,
    path: '/transactions',
    summary: 'Record one event, or a batch',
    description:
      'A batch is recorded whole or not at all. An event whose `id` is known with the same content is not recorded again: it is answered as it is.',
    query: dryRun,
    body: z.union([TransactionInput, z.array(TransactionInput)]),
    answers: {
      ...ok(z.union([Transaction, batch]), 'Nothing was new: what is there already.'),
      ...created(z.union([Transaction, batch]), 'A single event; `items` of a batch.'),
    },
  },
  getTransaction: {
    ...READ,
    asKnownAt: true,
    path: '/transactions/{id}',
    summary: 'A transaction',
    params: ofTransaction,
    query: z.object(AS_KNOWN_AT),
    answers: ok(Transaction, 'As it is in force, or was then. A voided one is 404, except in its revisions.'),
  },
  correctTransaction: {
    ...REPLACE,
    path: '/transactions/{id}',
    summary: 'Correct a transaction',
    description: 'Records a revision that supersedes the one before; the id stays.',
    params: ofTransaction,
    query: dryRun,
    body: TransactionInput,
    answers: ok(Transaction, 'As it is now.'),
  },
  voidTransaction: {
    ...REMOVE,
    path: '/transactions/{id}',
    summary: 'Void a transaction',
    description: 'Records a void; nothing is overwritten.',
    params: ofTransaction,
    query: dryRun,
    answers: done('It counts no more.'),
  },
  listRevisions: {
    ...READ,
    path: '/transactions/{id}/revisions',
    summary: 'All that a transaction ever was',
    params: ofTransaction,
    query: list,
    answers: ok(page(Revision), 'Created, corrected, voided; the oldest first.'),
  },
});

export const importRoutes = endpoints('Imports', {
  listImports: {
    ...READ,
    path: '/imports',
    summary: 'The imports',
    query: list,
    answers: ok(page(Import), 'The newest first.'),
  },
  createImport: {
    ...CREATE,
    scope: 'import',
    path: '/imports',
    summary: 'Import a file, or preview it',
    description:
      'All or nothing, and idempotent: rows without ids are known by content and occurrence. With `dry_run=true` a preview: what each row becomes, which are new, known or refused and why.',
    query: dryRun,
    multipart: ImportForm,
    dryRunAnswer: ImportResult,
    answers: {
      ...ok(ImportResult, 'A preview, or a file with nothing new.'),
      ...created(ImportResult, 'Imported.'),
    },
  },
  getImport: {
    ...READ,
    path: '/imports/{id}',
    summary: 'An import',
    params: ofImport,
    answers: ok(Import, 'The import.'),
  },
  undoImport: {
    ...REMOVE,
    scope: 'import',
    path: '/imports/{id}',
    summary: 'Take an import back',
    description: 'Takes back only what that import added; the file can be imported again.',
    params: ofImport,
    query: dryRun,
    answers: done('Its rows count no more.'),
  },
});

export const changeRoutes = endpoints('Changes', {
  listChanges: {
    ...READ,
    path: '/changes',
    summary: 'What the user changed',
    query: list,
    answers: ok(page(Change), 'The newest first.'),
  },
  undo: {
    ...CREATE,
    path: '/undo',
    summary: 'Undo the last change',
    query: dryRun,
    answers: ok(Undone, 'The change that is undone now.'),
  },
  redo: {
    ...CREATE,
    path: '/redo',
    summary: 'Make the last undone change again',
    query: dryRun,
    answers: ok(Undone, 'The change that counts again.'),
  },
});
