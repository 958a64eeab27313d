import type { Incident } from '@tidemark/contract';
import { type PageRequest, pageOf } from '../figures/page.ts';
import type { IncidentKind, IncidentRecord, OwnerReads } from '../ports/index.ts';
import { SHARED_OWNER } from '../ports/index.ts';
import { instantText, type ListDocument } from './documents.ts';

export interface IncidentsRequest extends PageRequest {
  readonly status?: Incident['status'] | undefined;
}

const REMEDIES: Readonly<Record<IncidentKind, string>> = {
  capture_failed: 'It is tried again; GET /api/v1/jobs shows when.',
  provider_down: 'It is asked again. Look whether the provider is up, and whether its key is still right.',
  connection_lost: 'Let the provider in again, or enter new keys; what was brought in stays.',
  backup_failed: 'Put right what the message names, and run tidemark backup again.',
  verify_failed: 'Run tidemark verify; restore the last backup where the database is damaged.',
  data_missing: 'Fill the days: POST /api/v1/capture/backfill.',
  unexplained: 'See what may explain it: GET /api/v1/portfolios/default/reconciliation.',
  price_held_back: 'Release the price where it is right: GET /api/v1/prices/held-back.',
  drawdown: 'Nothing has to be done.',
  value_change: 'Nothing has to be done.',
};

/** The kind of a subject, which stands before its first colon. */
export const incidentKindOf = (subject: string): IncidentKind =>
  subject.slice(0, subject.indexOf(':')) as IncidentKind;

/** What is to be done about an incident of a kind. */
export const incidentRemedyOf = (kind: IncidentKind): string => REMEDIES[kind];

/** Those of one owner, or of several as one list: the newest first. */
export async function listIncidents(
  reads: readonly OwnerReads[],
  { status, ...request }: IncidentsRequest,
): Promise<ListDocument<Incident>> {
  const query = status === undefined ? {} : { isOpen: status === 'open' };
  const found = await Promise.all(
    reads.map(async (tx) => (await tx.incidents.list(query)).map((one) => incidentDocument(one, tx.owner))),
  );
  const all = found.flat().sort((a, b) => (a.began_at === b.began_at ? 0 : a.began_at < b.began_at ? 1 : -1));
  const { items, nextCursor } = pageOf(all, request, ({ id }) => id);
  return { items, next_cursor: nextCursor };
}

function incidentDocument(
  { subject, message, beganAt, endedAt, toldAt }: IncidentRecord,
  owner: string,
): Incident {
  const kind = incidentKindOf(subject);
  return {
    id: `${subject}@${beganAt}`,
    kind,
    subject,
    of: owner === SHARED_OWNER ? 'program' : 'user',
    message,
    remedy: incidentRemedyOf(kind),
    status: endedAt === null ? 'open' : 'resolved',
    began_at: instantText(beganAt),
    ended_at: endedAt === null ? null : instantText(endedAt),
    told_at: toldAt === null ? null : instantText(toldAt),
  };
}
