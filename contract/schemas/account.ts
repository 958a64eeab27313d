import { z } from 'zod';
import { currency, dateOrNull, flag, id, instant, name, text, textOrNull } from './scalars.ts';

export const LOT_METHODS = ['fifo', 'lifo', 'hifo', 'average', 'specific', 'uk'] as const;

const fields = {
  name: name('Unique among the accounts of the user.'),
  broker: z.string().trim().max(200).nullable().describe('Where the account is; null where nobody said.'),
  type: z.enum(['cash', 'margin']).describe('Whether it may borrow.'),
  currency: currency('Of its cash.'),
  time_zone: name('IANA name; dates and times of its events are in it.').meta({
    examples: ['America/New_York'],
  }),
  calendar: name('Market identifier code of its sessions, or `24x7`.').meta({ examples: ['XNYS', '24x7'] }),
  lot_method: z.enum(LOT_METHODS).describe('Which lots a sale closes.'),
  allow_short: z.boolean().describe('Whether more may be sold than is held.'),
};

export const AccountInput = z
  .strictObject({
    name: fields.name,
    broker: fields.broker.optional(),
    type: fields.type.default('margin'),
    currency: fields.currency.default('USD'),
    time_zone: fields.time_zone.default('America/New_York'),
    calendar: fields.calendar.default('XNYS'),
    lot_method: fields.lot_method.default('fifo'),
    allow_short: fields.allow_short.default(true),
  })
  .meta({ id: 'AccountInput', description: 'A new account; what is absent is as in account `main`.' });

export const AccountChange = z
  .strictObject({
    ...fields,
    closed_on: dateOrNull('Closes the account on that day and keeps its history; null opens it again.'),
  })
  .partial()
  .meta({ id: 'AccountChange', description: 'What changes; the rest stays.' });

export const Account = z
  .object({
    id: id('Of the account.'),
    name: text('Unique among the accounts of the user.'),
    broker: textOrNull('Where the account is.'),
    type: fields.type,
    currency: currency('Of its cash.'),
    time_zone: text('IANA name; dates and times of its events are in it.'),
    calendar: text('Market identifier code of its sessions, or `24x7`.'),
    lot_method: fields.lot_method,
    allow_short: fields.allow_short,
    closed_on: dateOrNull('The day it was closed; null while it is open.'),
    connection_id: z.string().nullable().describe('The connection that feeds it; null where none does.'),
    first_event: dateOrNull('Day of its first event; null where it has none.'),
    last_event: dateOrNull('Day of its last event.'),
    is_main: flag('Whether it is the account that is meant where none is named.'),
    created_at: instant('When it was made.'),
  })
  .meta({ id: 'Account', description: 'An account at a broker: where money and units are.' });

export const Confirmation = z.strictObject({
  confirm: name('The name of the account, to confirm that it and all of its ledger go.'),
});

export type Account = z.infer<typeof Account>;
export type AccountInput = z.input<typeof AccountInput>;
export type AccountChange = z.input<typeof AccountChange>;
