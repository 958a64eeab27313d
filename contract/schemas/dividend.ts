import { z } from 'zod';
import { currency, date, dateOrNull, id, money, text, textOrNull } from './scalars.ts';

export const dividendStatus = z.enum(['proposed', 'recorded', 'deleted']);

export const DividendProposal = z
  .object({
    id: id('To record it by; stays the same however often it is proposed.'),
    kind: z.literal('missing_dividend').describe('What is the matter.'),
    account_id: id('The account.'),
    symbol: text('What pays.'),
    ex_date: date('First day without the right to it.'),
    pay_date: dateOrNull('When it is paid; null where nobody announced it.'),
    date: date('Of the event: the pay-day, else the ex-day.'),
    amount: money(
      'What was held at the close before the ex-day × the announced amount of one unit, gross; below zero where a short pays.',
    ),
    currency: currency('Of the amount, as announced.'),
    calculation: text('How it comes about, written out.'),
    source: text('Who announced it.'),
    status: dividendStatus.describe(
      'Whether it is in the ledger; `deleted`: it was recorded from here and is no more, and comes again only on request.',
    ),
    transaction_id: textOrNull('The event it became; null where there is none.'),
  })
  .meta({
    id: 'DividendProposal',
    description:
      'An announced dividend that the ledger has not: no `dividend` of the account and symbol from the ex-day to 14 days after the pay-day, or to 60 days after the ex-day where no pay-day is announced.',
  });

export type DividendProposal = z.infer<typeof DividendProposal>;
