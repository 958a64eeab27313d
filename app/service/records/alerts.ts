import { randomUUID } from 'node:crypto';
import type { Alert } from '@tidemark/contract';
import { type PageRequest, pageOf } from '../figures/page.ts';
import type { AlertChannel, AlertRecord, IncidentKind, OwnerReads } from '../ports/index.ts';
import { unknownId } from '../refusal.ts';
import { Checks, notDone } from './checks.ts';
import { type BodyOf, instantText, type ListDocument } from './documents.ts';
import type { RecordWrite } from './record-write.ts';

/** Which ways the operator has set up. */
export type SetUp = Readonly<Record<Exclude<AlertChannel, 'page'>, boolean>>;

/** What an alert is asked for by, and what there is to tell it. */
export interface AlertTerms {
  readonly isAdmin: boolean;
  readonly setUp: SetUp;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What its kind is measured by: a percentage or an amount, which must or may be given. */
const THRESHOLDS: Readonly<Partial<Record<IncidentKind, 'needed' | 'allowed'>>> = {
  drawdown: 'needed',
  value_change: 'needed',
  unexplained: 'allowed',
};
/** What goes wrong with the program itself. */
const OPERATORS: readonly IncidentKind[] = ['provider_down', 'backup_failed', 'verify_failed'];
/** What is wrong whichever portfolio is looked at. */
const OF_PORTFOLIO: readonly IncidentKind[] = [
  'data_missing',
  'unexplained',
  'price_held_back',
  'drawdown',
  'value_change',
];

/** The newest first. */
export async function listAlerts(tx: OwnerReads, request: PageRequest): Promise<ListDocument<Alert>> {
  const { items, nextCursor } = pageOf(await tx.alerts.list(), request, ({ id }) => id);
  return { items: items.map(alertDocument), next_cursor: nextCursor };
}

export function addAlert(input: BodyOf<'createAlert'>, terms: AlertTerms): RecordWrite<Alert> {
  return {
    moves: null,
    apply: async (tx) => {
      const { kind, portfolio_id: portfolio, threshold, channel, name } = input;
      check(input, terms);
      if (portfolio !== null && (await tx.portfolios.find(portfolio)) === null)
        throw unknownId('portfolio', portfolio);
      const record: AlertRecord = {
        id: randomUUID(),
        name: name ?? NAMES[kind],
        kind,
        portfolio,
        threshold: threshold === null ? null : String(threshold),
        channel,
        createdAt: terms.now,
        lastFiredAt: null,
        lastMessage: null,
        since: null,
      };
      await tx.alerts.put(record);
      return alertDocument(record);
    },
  };
}

/** What it told is over with it. */
export function deleteAlert(id: string, now: number): RecordWrite<void> {
  return {
    moves: null,
    apply: async (tx) => {
      const record = await tx.alerts.find(id);
      if (record === null || !(await tx.alerts.delete(id))) throw unknownId('alert', id);
      await tx.incidents.end(`${record.kind}:${id}`, now);
    },
  };
}

const NAMES: Readonly<Record<IncidentKind, string>> = {
  capture_failed: 'A capture failed',
  provider_down: 'A provider is down',
  connection_lost: 'A connection was lost',
  backup_failed: 'A backup failed',
  verify_failed: 'The database does not verify',
  data_missing: 'Days are missing',
  unexplained: 'Unexplained difference',
  price_held_back: 'A price is held back',
  drawdown: 'Drawdown',
  value_change: 'Change of value',
};

function check({ kind, threshold, portfolio_id, channel }: BodyOf<'createAlert'>, terms: AlertTerms): void {
  const checks = new Checks();
  const measured = THRESHOLDS[kind];
  if (measured === 'needed' && threshold === null)
    checks.refuse('field_required', 'threshold', `${kind} needs a percentage to be measured by`);
  if (measured === undefined && threshold !== null)
    checks.refuse('field_not_allowed', 'threshold', `${kind} has no threshold`);
  if (threshold !== null && threshold < 0) checks.refuse('sign_wrong', 'threshold', 'it is below zero');
  if (portfolio_id !== null && !OF_PORTFOLIO.includes(kind))
    checks.refuse('field_not_allowed', 'portfolio_id', `${kind} is not of one portfolio`);
  if (!terms.isAdmin && OPERATORS.includes(kind))
    checks.refuse('setting_invalid', 'kind', `${kind} is told to administrators alone`, {
      remedy: 'Ask the operator.',
    });
  if (!terms.isAdmin && channel === 'webhook')
    checks.refuse('setting_invalid', 'channel', "the webhook is the operator's", {
      remedy: 'Take page or email.',
    });
  checks.end();
  if (channel === 'page' || terms.setUp[channel]) return;
  const setting = channel === 'email' ? 'SMTP_URL' : 'ALERT_WEBHOOK_URL';
  throw notDone(
    'channel',
    `${channel} is not set up on this server`,
    `Set ${setting} in the environment of the server.`,
  );
}

const alertDocument = (record: AlertRecord): Alert => ({
  id: record.id,
  name: record.name,
  kind: record.kind,
  portfolio_id: record.portfolio,
  threshold: record.threshold === null ? null : Number(record.threshold),
  channel: record.channel,
  created_at: instantText(record.createdAt),
  last_fired_at: record.lastFiredAt === null ? null : instantText(record.lastFiredAt),
  last_message: record.lastMessage,
  since: record.since === null ? null : instantText(record.since).slice(0, 10),
});
