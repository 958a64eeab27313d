import { z } from 'zod';
import { Finding } from '../problem.ts';
import { Effect } from './effect.ts';
import { count, id, instant, instantOrNull, text, textOrNull } from './scalars.ts';
import { TransactionInput } from './transaction.ts';

export const ROW_OUTCOMES = ['new', 'known', 'refused', 'no_event'] as const;

export const ImportForm = z.object({
  file: z.file().describe('The file, as it was exported or written.'),
  account_id: z
    .string()
    .optional()
    .describe('The account for rows that name none; where absent, account `main`.'),
  format: z
    .string()
    .max(200)
    .default('auto')
    .describe(
      '`auto` recognizes it; `neutral` is transactions.csv; `tidemark` is a complete export, taken by a user who has nothing yet; else the name of a format, as a preview answers it.',
    ),
  mapping: z
    .string()
    .max(10_000)
    .optional()
    .describe(
      'Which columns are what, of a file that no format knows: JSON, as a preview proposes it. With a name it is kept when the file is imported, and read by from then on.',
    ),
  answers: z
    .string()
    .max(10_000)
    .optional()
    .describe(
      'Answers to the questions of a preview: a JSON object of texts by question id. `{"refused_rows": "leave_out"}` imports the rest of a file of which rows are refused.',
    ),
  make_accounts: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Makes the accounts that rows name and that are not there.'),
  new_account: z
    .string()
    .max(200)
    .optional()
    .describe('Makes an account of this name, for rows that name none, in place of `account_id`.'),
  rows_from: z
    .string()
    .regex(/^\d{1,9}$/)
    .default('0')
    .describe('The first row to answer, counted from 0: the rows are answered 1,000 at a time.'),
  rows_of: z.enum(ROW_OUTCOMES).optional().describe('Only the rows of one outcome are answered.'),
});

const counts = {
  rows: count('Rows of the file, without its header.'),
  new: count('Rows that the ledger did not have.'),
  known: count('Rows that it had, by their id or by content and occurrence.'),
  refused: count('Rows with errors. Where there is one, nothing is written.'),
};

const ImportRow = z.object({
  line: count('Line of the file, the header being line 1.'),
  outcome: z.enum(ROW_OUTCOMES).describe('What the row is.'),
  reason: textOrNull('Why it is no event; null for the others.'),
  id: textOrNull('Of the transaction it became or is; null before it is written.'),
  transaction: TransactionInput.nullable().describe('What the row means; null where it cannot be read.'),
});

const ImportQuestion = z
  .object({
    id: text('What the answer is called by.'),
    text: text('What is asked.'),
    why: text('Why the file does not say.'),
    choices: z
      .array(z.object({ value: text('The answer.'), label: text('What it means.') }))
      .describe('The answers that are taken; none where it is any text.'),
    proposed: textOrNull('The answer by which the preview is made.'),
    lines: z.array(z.int()).describe('Lines that it is about, the first few.'),
  })
  .meta({ id: 'ImportQuestion', description: 'What a file does not prove, and its meaning depends on.' });

const ColumnMapping = z
  .object({
    name: text('By which it is kept; empty where it is not.'),
    columns: z.record(z.string(), z.array(z.string())).describe('Header names by field.'),
    types: z.record(z.string(), z.string()).describe('What the words of the column `type` mean.'),
    numbers: z.enum(['point', 'comma']).optional().describe('The decimal mark.'),
    dates: z.enum(['dmy', 'mdy']).optional().describe('What stands first in dates.'),
    currency: z.string().optional().describe('Of the amounts, where no column names it.'),
    amount: z.enum(['net', 'gross']).optional().describe('Whether amounts of trades contain the costs.'),
  })
  .meta({ id: 'ColumnMapping', description: 'Which columns of a file are what.' });

const StatedBalance = z
  .object({
    line: count('Line of the file.'),
    date: text('The day that it is of the end of.'),
    currency: text('ISO 4217.'),
    amount: text('Exact.'),
    ledger: z
      .string()
      .nullable()
      .optional()
      .describe(
        'Of a preview: what the ledger would then have of that currency at the end of that day, exact; null where the file cannot be imported yet.',
      ),
  })
  .meta({ id: 'StatedBalance', description: 'Cash that the file itself states, the last of each currency.' });

const ImportSample = z
  .object({
    header: z.array(z.string()).describe('Names of the columns.'),
    rows: z.array(z.array(z.string())).describe('The first rows, as they are written.'),
  })
  .meta({ id: 'ImportSample', description: 'What stands in a file, for who says which column is what.' });

export const ImportResult = z
  .object({
    import_id: textOrNull('To take it back by; null for a preview.'),
    format: text('What the file is.'),
    ...counts,
    problems: z.array(Finding).describe('What is wrong or was noticed, by line.'),
    title: text('What the file is, in words.'),
    no_events: count('Rows that are known to be no event.'),
    questions: z
      .array(ImportQuestion)
      .describe('Open questions. Where there is one, nothing is written; answer it and send the file again.'),
    mapping: ColumnMapping.nullable().describe('By which the file was read; null for a known format.'),
    balances: z.array(StatedBalance).describe('What the file states as cash, to compare with.'),
    new_accounts: z.array(z.string()).describe('Names of the accounts that are made on the way.'),
    sample: ImportSample.nullable().describe(
      'The columns of a file that is read by a mapping, with some rows.',
    ),
    transactions: z
      .array(ImportRow)
      .describe('The rows in order, 1,000 from `rows_from` on; of a complete export none.'),
    effect: Effect.optional().describe('Of a preview: what the import would do.'),
  })
  .meta({ id: 'ImportResult', description: 'What became of a file, or of a preview would become.' });

export const Import = z
  .object({
    id: id('Of the import.'),
    account_id: textOrNull('The account that was named for it.'),
    file_name: text('As it was uploaded.'),
    format: text('What the file is.'),
    ...counts,
    created_at: instant('When it was imported.'),
    undone_at: instantOrNull('When it was taken back; null while its rows count.'),
  })
  .meta({ id: 'Import', description: 'A file that was imported.' });

export type ImportResult = z.infer<typeof ImportResult>;
export type Import = z.infer<typeof Import>;
