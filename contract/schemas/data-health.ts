import { z } from 'zod';
import { Finding, problems } from '../problem.ts';
import { VALUE_KINDS, ValueSource } from './kinds.ts';
import { page } from './queries.ts';
import {
  count,
  date,
  dateOrNull,
  flag,
  id,
  instant,
  instantOrNull,
  money,
  moneyOrNull,
  name,
  text,
  textOrNull,
} from './scalars.ts';
import { TransactionInput } from './transaction.ts';

const CoverageDay = z.object({
  date: date('A session.'),
  account_id: textOrNull('The account; null where accounts are taken together: the least of them.'),
  kind: z.enum([...VALUE_KINDS, 'missing']).describe('What its value is; `missing`: there is none.'),
  source: ValueSource.nullable().describe('Who gave the value; null where there is none.'),
  stale: count('How many held instruments had a stale price.'),
});

export const Coverage = page(CoverageDay)
  .extend({
    counts: z.record(z.string(), z.int()).describe('Days of the whole period by kind.'),
    problems,
  })
  .meta({
    id: 'Coverage',
    description: 'Which days are official, reconstructed, computed, estimated or missing.',
  });

const Cause = z.object({
  kind: text('`missing_dividend`, `missing_deposit`, `split`, `unknown` …'),
  message: text('What may have happened.'),
  transaction: TransactionInput.nullable().describe('What would explain it; null where nothing would.'),
  opening: TransactionInput.nullable().describe(
    'What the estimated opening of the account would have to change by as well; null where by nothing.',
  ),
});

const Difference = z.object({
  id: id('To apply a cause by.'),
  account_id: id('The account.'),
  date: date('The day.'),
  source: ValueSource,
  reported_equity: money('What the broker reported.'),
  ledger_equity: moneyOrNull('What the ledger makes it.'),
  difference: moneyOrNull('Reported less ledger; counts as `unexplained` on its day.'),
  status: z.enum(['open', 'resolved']).describe('Whether it still is there.'),
  causes: z.array(Cause).describe('Likely ones, the likeliest first.'),
});

export const Reconciliation = page(Difference).meta({
  id: 'Reconciliation',
  description: "Differences between a broker's reported values and the ledger.",
});

export const ReconciliationChoice = z.strictObject({
  cause: z.int().min(0).default(0).describe('Index of the cause whose transaction is recorded.'),
});

export const BackfillInput = z.strictObject({
  lookback_days: z.int().min(1).max(3650).default(30).describe('How far back.'),
});

export const Captured = z
  .object({
    success: flag('Whether nothing failed; what did is in `problems`.'),
    snapshots_created: count('Days newly filled or improved.'),
    date_range: z
      .object({ start: date('First day looked at.'), end: date('Last day looked at.') })
      .nullable()
      .describe('What was looked at; null where there is nothing to look at.'),
    job_id: text('Where work goes on after the answer: see GET /jobs.').optional(),
    problems,
  })
  .meta({ id: 'Captured', description: 'What a capture filled.' });

export const Job = z
  .object({
    id: id('Of the job.'),
    kind: text('`backfill`, `daily_snapshot`, `sync`, `price_update` …'),
    status: z.enum(['queued', 'running', 'done', 'failed']).describe('How far it is.'),
    progress: z.number().min(0).max(1).nullable().describe('A fraction; null where it is unknown.'),
    attempts: count('How often it was begun.'),
    created_at: instant('When it was asked for.'),
    started_at: instantOrNull('When it was begun last.'),
    finished_at: instantOrNull('When it ended.'),
    next_attempt_at: instantOrNull('When it is tried again; null where it is not.'),
    result: z.record(z.string(), z.unknown()).nullable().describe('What it did; null before it is done.'),
    problems: z.array(Finding).describe('What failed, until it works again.'),
  })
  .meta({ id: 'Job', description: 'Work in the background.' });

const ALERT_KINDS = [
  'capture_failed',
  'provider_down',
  'connection_lost',
  'backup_failed',
  'verify_failed',
  'data_missing',
  'unexplained',
  'price_held_back',
  'drawdown',
  'value_change',
] as const;

const alert = {
  kind: z
    .enum(ALERT_KINDS)
    .describe(
      "What it watches. `provider_down`, `backup_failed` and `verify_failed` are the operator's: of administrators alone.",
    ),
  portfolio_id: z.string().nullable().describe('One portfolio; null for all.'),
  threshold: z
    .number()
    .nullable()
    .describe(
      'Of `drawdown` and `value_change` a percentage, of `unexplained` an amount in base; else null.',
    ),
  channel: z
    .enum(['page', 'webhook', 'email'])
    .describe(
      "How it is told, beside GET /incidents: `email` to the address of the user, `webhook` to the operator's, of administrators alone.",
    ),
};

export const AlertInput = z
  .strictObject({
    kind: alert.kind,
    portfolio_id: alert.portfolio_id.default(null),
    threshold: alert.threshold.default(null),
    channel: alert.channel.default('page'),
    name: name('What the user calls it.').optional(),
  })
  .meta({ id: 'AlertInput', description: 'Something to be told about.' });

export const Alert = z
  .object({
    id: id('Of the alert.'),
    name: text('What the user calls it.'),
    ...alert,
    created_at: instant('When it was made.'),
    last_fired_at: instantOrNull('When it last told something; null where it never did.'),
    last_message: textOrNull('What it told.'),
    since: dateOrNull('The day since which it holds; null where it does not hold now.'),
  })
  .meta({ id: 'Alert', description: 'Something to be told about.' });

export const Incident = z
  .object({
    id: id('Of the incident.'),
    kind: z.enum(ALERT_KINDS).describe('What is wrong.'),
    subject: text(
      'What it is about: the kind, a colon, a name. Of one subject one incident is open at a time.',
    ),
    of: z.enum(['program', 'user']).describe("Whether it is everybody's; administrators see those."),
    message: text('What is wrong, in a sentence.'),
    remedy: text('What to do about it.'),
    status: z.enum(['open', 'resolved']).describe('Whether it is so now.'),
    began_at: instant('Since when.'),
    ended_at: instantOrNull('Until when; null while it is so.'),
    told_at: instantOrNull('When it was told; null before.'),
  })
  .meta({ id: 'Incident', description: 'Something that is wrong, or was.' });

export type Incident = z.infer<typeof Incident>;
export type Coverage = z.infer<typeof Coverage>;
export type Reconciliation = z.infer<typeof Reconciliation>;
export type Captured = z.infer<typeof Captured>;
export type Job = z.infer<typeof Job>;
export type Alert = z.infer<typeof Alert>;
export type AlertInput = z.input<typeof AlertInput>;
