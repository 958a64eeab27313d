import { z } from 'zod';
import { problems } from '../problem.ts';
import { count, date, flag, id, instant, instantOrNull, name, text, textOrNull } from './scalars.ts';

export const PROVIDERS = ['snaptrade', 'plaid', 'alpaca'] as const;

const provider = z.enum(PROVIDERS).describe('Who it goes through.');

export const ConnectionInput = z
  .looseObject({
    provider,
    name: name('What the user calls it.').optional(),
  })
  .meta({
    id: 'ConnectionInput',
    description:
      'The provider and its keys, each a field of its own: alpaca `api_key`, `secret_key`; plaid `public_token`; snaptrade none, the portal asks. Keys are encrypted at rest and never answered.',
  });

const LinkedAccount = z.object({
  external_id: id("The broker's own id."),
  name: text('As the broker calls it.'),
  account_id: textOrNull('The account that it feeds; null where it feeds none yet.'),
});

export const ConnectionChange = z
  .strictObject({
    name: name('What the user calls it.'),
    accounts: z
      .array(
        z.strictObject({
          external_id: name("The broker's own id."),
          account_id: z.string().nullable().describe('The account that it feeds; null for none.'),
        }),
      )
      .max(1000)
      .describe('Which account each feeds.'),
  })
  .partial()
  .meta({ id: 'ConnectionChange', description: 'What changes; the rest stays.' });

export const Connection = z
  .object({
    id: id('Of the connection.'),
    provider,
    name: text('What the user calls it.'),
    status: z
      .enum(['pending', 'active', 'needs_attention', 'revoked'])
      .describe('`pending`: the user has not been through the portal yet.'),
    portal_url: text('Where the user lets the provider in; only while that is to be done.').optional(),
    accounts: z.array(LinkedAccount).describe('What it reaches.'),
    created_at: instant('When it was made.'),
    last_synced_at: instantOrNull('When it last brought something in; null where it never did.'),
    problems,
  })
  .meta({ id: 'Connection', description: 'A way to a broker.' });

export const Synced = z
  .object({
    success: flag('Whether everything came.'),
    new: count('Events that are new.'),
    known: count('Events that were there.'),
    job_id: text('Where work goes on after the answer: see GET /jobs.').optional(),
    problems,
  })
  .meta({ id: 'Synced', description: 'What a sync brought in.' });

export const ACTIVITY_STATUSES = [
  'recorded',
  'unclassified',
  'no_event',
  'refused',
  'changed',
  'same',
  'known',
] as const;

const rawFields = z.record(z.string(), z.unknown());

export const ConnectionActivity = z
  .object({
    id: id("The provider's id."),
    account_id: id('The account that it fed.'),
    type: text("The provider's word."),
    date: date('When it happened, in the account.'),
    status: z
      .enum(ACTIVITY_STATUSES)
      .describe(
        '`unclassified`: of a type that is not known; `no_event`: known to be none; `refused`: the ledger did not take it; `changed`: the provider states it otherwise now, and the ledger is as it was; `same`: another id of one that is known; `known`: the ledger had it from elsewhere, such as a file.',
      ),
    remark: textOrNull('Why, where there is something to say.'),
    raw: rawFields.describe('As it came; numbers as the text that they were written in.'),
    changed_raw: rawFields.nullable().describe('As the provider states it now; null where that is the same.'),
    seen_at: instant('When it was first seen.'),
  })
  .meta({ id: 'ConnectionActivity', description: 'What a provider told, as it came.' });
export type ConnectionActivity = z.infer<typeof ConnectionActivity>;

export type Connection = z.infer<typeof Connection>;
export type ConnectionInput = z.input<typeof ConnectionInput>;
export type ConnectionChange = z.input<typeof ConnectionChange>;
export type Synced = z.infer<typeof Synced>;
