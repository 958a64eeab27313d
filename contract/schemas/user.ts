import { z } from 'zod';
import { Effect } from './effect.ts';
import {
  count,
  currency,
  date,
  dateOrNull,
  decimal,
  flag,
  id,
  instant,
  money,
  moneyOrNull,
  text,
} from './scalars.ts';

export const Me = z
  .object({
    id: id('Of the user.'),
    email: text('Of the sign-in.'),
    name: text('As the user gave it.'),
    administrator: flag('Whether the user administers this instance; its first user does.'),
    created_at: instant('When the user signed up.'),
    base_currency: currency('Of the default portfolio.'),
    starting_balance: moneyOrNull(
      'Of the default portfolio, on the realized basis; null where it is unknown.',
    ),
    starting_balance_date: dateOrNull('Day of the opening; null where the ledger has none.'),
    starting_balance_assumed: flag('Whether it is assumed, because the ledger names no money at all.'),
  })
  .meta({ id: 'Me', description: 'The user.' });

export const StartingBalanceInput = z.strictObject({
  starting_balance: decimal('Cash that account `main` begins with.'),
  starting_balance_date: date(
    'The day it begins; where absent, that of the opening there is, else of the first event, else today.',
  ).optional(),
});

export const StartingBalance = z
  .object({
    starting_balance: money('The opening cash of account `main`.'),
    starting_balance_date: date('Day of the opening.'),
    starting_balance_assumed: flag('False: it is set now.'),
    currency: currency('Of account `main`.'),
    transaction_id: id('The opening event that says so.'),
    effect: Effect,
  })
  .meta({
    id: 'StartingBalance',
    description: 'The starting balance as it is now, and what changed with it.',
  });

export const DemoFilled = z
  .object({
    accounts: z.array(id('Of an account.')).describe('The accounts that were made for it.'),
    events: count('Events that were recorded.'),
  })
  .meta({ id: 'DemoFilled', description: 'Generated data that was filled in.' });

export type Me = z.infer<typeof Me>;
export type StartingBalance = z.infer<typeof StartingBalance>;
