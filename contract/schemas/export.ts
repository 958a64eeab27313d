import { z } from 'zod';
import { Account, LOT_METHODS } from './account.ts';
import { FeeSchedule } from './fee-schedule.ts';
import { Instrument } from './instrument.ts';
import { Portfolio } from './portfolio.ts';
import { Price, Rate, Split } from './price.ts';
import { date, flag, id, instant, instantOrNull, text, textOrNull } from './scalars.ts';
import { Revision } from './transaction.ts';

/** The tables that are exported as CSV one by one, in the formats that imports read. */
export const EXPORT_TABLES = [
  'transactions',
  'accounts',
  'instruments',
  'prices',
  'rates',
  'splits',
] as const;

/** The programs of plain text accounting whose journals are written. */
export const JOURNAL_PROGRAMS = ['beancount', 'hledger'] as const;

const Observation = z.object({
  account_id: id('The account.'),
  date: date('The day.'),
  at: instantOrNull('When within the day; null for the value of its end.'),
  kind: z
    .enum(['reported', 'reconstructed', 'estimated'])
    .describe('`reported` by a broker, or how it was captured.'),
  equity: text('What the account was worth, exact.'),
  cash: textOrNull('What of it was cash, exact; null where nobody said.'),
  source: text('Who said so.'),
  recorded_at: instant('When it was recorded.'),
});

const ExportedTransaction = Revision.extend({
  stated: z
    .record(z.string(), z.string())
    .describe('The columns of transactions.csv exactly as they were stated, but for account and id.'),
});

const ExportedPortfolio = Portfolio.extend({
  lot_method: z.enum(LOT_METHODS).nullable().describe("Of all its accounts; null: each account's own."),
  all_accounts: flag('Whether it holds every account, those opened later too.'),
});

const ExportedInstrument = Instrument.extend({
  exchange: textOrNull('Where it is listed.'),
  figi: textOrNull('FIGI.'),
  stated: flag('Whether anybody said what it is; else it is only named by the ledger.'),
});

export const Export = z
  .object({
    format: z.literal('tidemark').describe('As `format` of an import names it.'),
    version: z.int().describe('Of this form; 1.'),
    exported_at: instant('When it was made.'),
    accounts: z.array(Account).describe('All of them, closed ones too.'),
    portfolios: z.array(ExportedPortfolio).describe('All of them.'),
    instruments: z.array(ExportedInstrument).describe('What is known of each.'),
    transactions: z
      .array(ExportedTransaction)
      .describe('Every revision of every event, in order of recording.'),
    prices: z.array(Price).describe("Of what the user holds or held; the user's own and the providers'."),
    rates: z.array(Rate).describe('Exchange rates.'),
    splits: z.array(Split).describe('Splits.'),
    observations: z.array(Observation).describe('What brokers reported and what was captured.'),
    fee_schedules: z.array(FeeSchedule).describe('Fees that come again.'),
    settings: z.record(z.string(), z.string()).describe('Choices by name, each as JSON text.'),
  })
  .meta({
    id: 'Export',
    description: 'Everything of a user: imported into an empty program, the figures are equal.',
  });

export type Export = z.infer<typeof Export>;
