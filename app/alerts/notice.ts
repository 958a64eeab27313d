import { type IncidentKind, type OwnedIncident, SHARED_OWNER } from '../service/index.ts';
import { incidentKindOf, incidentRemedyOf } from '../service/records/index.ts';

/** What somebody is told: that something is wrong, or that it is over. */
export interface Notice {
  /** Of this telling: whoever gets it twice knows it by that. */
  readonly id: string;
  readonly what: 'began' | 'ended';
  readonly kind: IncidentKind;
  /** What it is about. */
  readonly subject: string;
  readonly message: string;
  readonly remedy: string;
  /** Whose it is; null: everybody's. */
  readonly user: string | null;
  /** RFC 3339, UTC. */
  readonly beganAt: string;
  /** Null while it is so. */
  readonly endedAt: string | null;
}

export function noticeOf(
  { owner, subject, beganAt, endedAt, message }: OwnedIncident,
  what: Notice['what'],
  id: string,
): Notice {
  const kind = incidentKindOf(subject);
  return {
    id,
    what,
    kind,
    subject,
    message,
    remedy: incidentRemedyOf(kind),
    user: owner === SHARED_OWNER ? null : owner,
    beganAt: new Date(beganAt).toISOString(),
    endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
  };
}

/** A way to tell somebody. */
export interface Channel {
  /** `to`: an address; null: those whom the operator has named. Throws ChannelError. */
  send(notice: Notice, to: string | null): Promise<void>;
}

/** Why something could not be told, without the address that it was to go to, keys, or what the other side said. */
export class ChannelError extends Error {}
