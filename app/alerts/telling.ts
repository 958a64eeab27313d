import { createHash } from 'node:crypto';
import {
  type AlertRecord,
  FAULT_KINDS,
  type FaultKind,
  type OwnedIncident,
  SHARED_OWNER,
  type Store,
} from '../service/index.ts';
import { incidentKindOf as kindOf } from '../service/records/index.ts';
import type { Notice } from './notice.ts';

/** The kind of its jobs. */
export const TELL = 'alert';

/** One telling, to one, by one way: a job of its own, which fails and is tried again by itself. */
export interface Telling {
  readonly channel: 'webhook' | 'email';
  /** The user whose address it goes to; null: those whom the operator has named. */
  readonly to: string | null;
  readonly owner: string;
  readonly subject: string;
  readonly beganAt: number;
  readonly what: Notice['what'];
}

/** Which ways the operator has set up, and whether he has named those who are mailed. */
export interface Ways {
  readonly webhook: boolean;
  readonly email: boolean;
  readonly recipients: boolean;
}

/**
 * Makes jobs of what an incident has to be told by: faults to the operator, and to each user who has asked for it;
 * figures to the user alone. Doing it again makes none. False where it was done before.
 */
export async function tell(store: Store, incident: OwnedIncident, ways: Ways, now: number): Promise<boolean> {
  const what = incident.endedAt === null ? 'began' : 'ended';
  for (const telling of await tellingsOf(store, incident, ways, what)) {
    const id = `${TELL}.${nameOf(telling)}`;
    const input = JSON.stringify(telling);
    await store.write(telling.to ?? SHARED_OWNER, (tx) =>
      tx.jobs.add({ id, kind: TELL, input, runAt: now, createdAt: now }),
    );
  }
  return store.write(incident.owner, async (tx) => {
    const isFirst = await tx.incidents.told(incident, what, now);
    if (isFirst) await noteFired(tx, incident, now);
    return isFirst;
  });
}

/** What an alert told last stands beside it. */
async function noteFired(
  tx: Parameters<Parameters<Store['write']>[1]>[0],
  { subject, message, beganAt, endedAt }: OwnedIncident,
  now: number,
): Promise<void> {
  for (const alert of await tx.alerts.list()) {
    if (alert.kind !== kindOf(subject)) continue;
    if (!isFault(alert.kind) && alert.id !== aboutOf(subject)) continue;
    const fired =
      endedAt === null ? { lastFiredAt: now, lastMessage: message, since: beganAt } : { since: null };
    await tx.alerts.put({ ...alert, ...fired });
  }
}

async function tellingsOf(
  store: Store,
  { owner, subject, beganAt }: OwnedIncident,
  ways: Ways,
  what: Notice['what'],
): Promise<Telling[]> {
  const kind = kindOf(subject);
  const common = { owner, subject, beganAt, what };
  const tellings: Telling[] = [];
  if (isFault(kind)) {
    if (ways.webhook) tellings.push({ ...common, channel: 'webhook', to: null });
    if (ways.email && ways.recipients) tellings.push({ ...common, channel: 'email', to: null });
  }
  const users = owner === SHARED_OWNER ? await store.watch.ownersWithAlerts([kind]) : [owner];
  for (const to of users) {
    const asked = (await store.of(to).alerts.list()).filter((alert) => isAsked(alert, subject));
    const channels = new Set(asked.map(({ channel }) => channel));
    if (channels.has('email') && ways.email) tellings.push({ ...common, channel: 'email', to });
    // Of faults the webhook is told in any case.
    if (channels.has('webhook') && ways.webhook && !isFault(kind))
      tellings.push({ ...common, channel: 'webhook', to: null });
  }
  return tellings;
}

/** An alert about figures is an incident of its own. */
const isAsked = ({ id, kind }: AlertRecord, subject: string): boolean =>
  kind === kindOf(subject) && (isFault(kind) || id === aboutOf(subject));

/** What stands behind the kind. */
const aboutOf = (subject: string): string => subject.slice(subject.indexOf(':') + 1);

export const isFault = (kind: string): kind is FaultKind => (FAULT_KINDS as readonly string[]).includes(kind);

const nameOf = ({ owner, subject, beganAt, what, channel, to }: Telling): string =>
  createHash('sha256')
    .update(JSON.stringify([owner, subject, beganAt, what, channel, to]))
    .digest('base64url')
    .slice(0, 22);
