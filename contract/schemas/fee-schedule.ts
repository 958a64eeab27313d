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
  moneyOrNull,
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
const dayCount = z
  .enum(['act/360', 'act/365'])
  .describe(
    'How the rate of a year counts days, of what accrues daily: `act/360` for margin interest and `act/365` for a management fee, unless stated.',
  );
const automatic = z.boolean().describe('Whether it is recorded when due, or only proposed.');

const input = {
  kind,
  name: name('What the user calls it.'),
  percent: decimal('Of all kinds but `fixed`: 1.5 is 1.5 %.').nullable(),
  amount: decimal('Of `fixed`, in the currency of the account.').nullable(),
  day_count: dayCount.nullable(),
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
    day_count: input.day_count.default(null),
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
    day_count: dayCount.nullable(),
    every,
    from: date('First day it counts.'),
    until: dateOrNull('Last day it counts.'),
    automatic,
    created_at: instant('When it was made.'),
  })
  .meta({ id: 'FeeSchedule', description: 'A fee that comes again.' });

export const feeStatus = z.enum(['proposed', 'recorded', 'differs', 'deleted']);

export const FeeProposal = z
  .object({
    id: id('To record it by; stays the same however often it is proposed.'),
    schedule_id: id('The schedule that it follows from.'),
    account_id: id('The account.'),
    type: z.enum(['fee', 'interest']).describe('Type of the event it becomes.'),
    date: date('When it is due.'),
    from: date('First day it is for.'),
    to: date('Last day it is for.'),
    amount: money('What is due, positive.'),
    recorded_amount: moneyOrNull('What the ledger has of it, positive; null where it has nothing.'),
    currency: currency('Of the amount.'),
    calculation: text('How it comes about, written out.'),
    status: feeStatus.describe(
      'Whether it is in the ledger; `differs`: with another amount than what is due since the past was corrected; `deleted`: no more, and it comes again only on request.',
    ),
    transaction_id: textOrNull('The event it became; null where there is none.'),
  })
  .meta({ id: 'FeeProposal', description: 'A fee that is due by a schedule.' });

export type FeeSchedule = z.infer<typeof FeeSchedule>;
export type FeeScheduleInput = z.input<typeof FeeScheduleInput>;
export type FeeScheduleChange = z.input<typeof FeeScheduleChange>;
export type FeeProposal = z.infer<typeof FeeProposal>;
