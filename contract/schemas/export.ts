import { z } from 'zod';
import { Account } from './account.ts';
import { FeeSchedule } from './fee-schedule.ts';
import { Instrument } from './instrument.ts';
import { Portfolio } from './portfolio.ts';
import { Price, Rate, Split } from './price.ts';
import { date, id, instant, text } from './scalars.ts';
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

const Observation = z.object({
  account_id: id('The account.'),
  date: date('The day.'),
  equity: text('What the broker reported, exact.'),
  source: text('Who reported it.'),
  recorded_at: instant('When it was recorded.'),
});

export const Export = z
  .object({
    format: z.literal('tidemark').describe('As `format` of an import names it.'),
    version: z.int().describe('Of this form; 1.'),
    exported_at: instant('When it was made.'),
    accounts: z.array(Account).describe('All of them, closed ones too.'),
    portfolios: z.array(Portfolio).describe('All of them.'),
    instruments: z.array(Instrument).describe('What is known of each.'),
    transactions: z.array(Revision).describe('Every revision of every event, in order of recording.'),
    prices: z.array(Price).describe("Of what the user holds or held; the user's own and the providers'."),
    rates: z.array(Rate).describe('Exchange rates.'),
    splits: z.array(Split).describe('Splits.'),
    observations: z.array(Observation).describe('What brokers reported.'),
    fee_schedules: z.array(FeeSchedule).describe('Fees that come again.'),
  })
  .meta({
    id: 'Export',
    description: 'Everything of a user: imported into an empty program, the figures are equal.',
  });

export type Export = z.infer<typeof Export>;
