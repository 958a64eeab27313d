import { z } from 'zod';
import {
  currency,
  date,
  dateOrNull,
  decimal,
  exactlyOrNull,
  id,
  instant,
  money,
  name,
  text,
  textOrNull,
} from './scalars.ts';

const kind = z
  .enum(['management', 'performance', 'fixed', 'margin_interest'])
  .describe(
    '`management`: percent a year of equity, accrued daily; `performance`: percent of the gain over the high-water mark; `fixed`: an amount; `margin_interest`: percent a year of borrowed cash, accrued daily.',
  );
const every = z.enum(['month', 'quarter', 'year']).describe('When it falls due: at the end of each.');
const automatic = z.boolean().describe('Whether it is recorded when due, or only proposed.');

const input = {
  kind,
  name: name('What the user calls it.'),
  percent: decimal('Of all kinds but `fixed`: 1.5 is 1.5 %.').nullable(),
  amount: decimal('Of `fixed`, in the currency of the account.').nullable(),
  every,
  from: date('First day it counts.'),
  until: dateOrNull('Last day it counts; null: until further notice.'),
  automatic,
};

export const FeeScheduleInput = z
  .strictObject({
    ...input,
    name: input.name.optional(),
    percent: input.percent.default(null),
    amount: input.amount.default(null),
    every: every.default('month'),
    until: input.until.default(null),
    automatic: automatic.default(false),
  })
  .meta({
    id: 'FeeScheduleInput',
    description: 'A fee that comes again: `percent` or `amount`, by its kind.',
  });

export const FeeScheduleChange = z
  .strictObject(input)
  .partial()
  .meta({ id: 'FeeScheduleChange', description: 'What changes; the rest stays.' });

export const FeeSchedule = z
  .object({
    id: id('Of the schedule.'),
    account_id: id('The account.'),
    kind,
    name: text('What the user calls it.'),
    ...exactlyOrNull('percent', 'Of all kinds but `fixed`: 1.5 is 1.5 %.'),
    ...exactlyOrNull('amount', 'Of `fixed`.'),
    currency: currency('Of the account.'),
    every,
    from: date('First day it counts.'),
    until: dateOrNull('Last day it counts.'),
    automatic,
    created_at: instant('When it was made.'),
  })
  .meta({ id: 'FeeSchedule', description: 'A fee that comes again.' });

export const FeeProposal = z
  .object({
    id: id('To record it by; stays the same however often it is proposed.'),
    schedule_id: id('The schedule that it follows from.'),
    account_id: id('The account.'),
    type: z.enum(['fee', 'interest']).describe('Type of the event it becomes.'),
    date: date('When it is due.'),
    from: date('First day it is for.'),
    to: date('Last day it is for.'),
    amount: money('What it is, positive.'),
    currency: currency('Of the amount.'),
    calculation: text('How it comes about, written out.'),
    status: z.enum(['proposed', 'recorded']).describe('Whether it is in the ledger.'),
    transaction_id: textOrNull('The event it became; null before.'),
  })
  .meta({ id: 'FeeProposal', description: 'A fee that is due by a schedule.' });

export type FeeSchedule = z.infer<typeof FeeSchedule>;
export type FeeScheduleInput = z.input<typeof FeeScheduleInput>;
export type FeeScheduleChange = z.input<typeof FeeScheduleChange>;
export type FeeProposal = z.infer<typeof FeeProposal>;
