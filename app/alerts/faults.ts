import { type IncidentKind, type OwnedIncident, SHARED_OWNER, type Store } from '../service/index.ts';
import type { ProviderHealth } from './provider-health.ts';

/** Something that is wrong now. */
export interface Finding {
  readonly owner: string;
  readonly subject: string;
  readonly message: string;
}

/** What a look at one kind of fault found. */
export interface Look {
  readonly kind: IncidentKind;
  readonly wrong: readonly Finding[];
  /** Whether one that is open and was not found is over; where this process cannot tell, it is left open. */
  readonly isOver: (incident: OwnedIncident) => boolean;
}

/** Captures that are looked through for the last of each calendar. */
const LOOKED_AT = 200;

/** Captures of everybody whose last run failed: of each kind and calendar. */
export async function failedCaptures(store: Store): Promise<Look> {
  const seen = new Set<string>();
  const wrong: Finding[] = [];
  for (const { id, kind, error } of await store.watch.lastCaptures(LOOKED_AT)) {
    // Of a close: `daily_snapshot.XNYS.2026-03-02`; what somebody asked for has a name of its own.
    const [, calendar = '', date] = id.split('.');
    const subject = `capture_failed:${kind}.${calendar}`;
    if (date === undefined || seen.has(subject)) continue;
    seen.add(subject);
    const what = kind === 'backfill' ? 'what is missing up to' : 'the close of';
    if (error !== null)
      wrong.push({
        owner: SHARED_OWNER,
        subject,
        message: `${calendar}: ${what} ${date} could not be captured: ${error}`,
      });
  }
  return { kind: 'capture_failed', wrong, isOver: () => true };
}

/** Connections that wait for their users. */
export async function lostConnections(store: Store): Promise<Look> {
  const wrong = (await store.watch.lostConnections()).map(({ owner, id, name }) => ({
    owner,
    subject: `connection_lost:${id}`,
    message: `${name}: access was taken away, or its keys are wrong; nothing comes until it is let in again`,
  }));
  return { kind: 'connection_lost', wrong, isOver: () => true };
}

/**
 * Providers from which nothing has come for so long. A process that has not asked one since it began does not know. One
 * that has just been over is not reported again before as long a time: two nodes may see it differently.
 */
export async function providersDown(
  store: Store,
  health: ProviderHealth,
  now: number,
  patienceMs: number,
): Promise<Look> {
  const standings = health.all();
  const failing = standings.filter(({ failingSince }) => failingSince !== null);
  const ended = failing.length === 0 ? [] : await store.of(SHARED_OWNER).incidents.list({ isOpen: false });
  const wrong = failing.flatMap(({ provider, failingSince, last }) => {
    const subject = `provider_down:${provider}`;
    const before = ended.find((one) => one.subject === subject)?.endedAt ?? 0;
    if (now - Math.max(failingSince ?? now, before) < patienceMs) return [];
    const since = new Date(failingSince ?? now).toISOString();
    return [
      {
        owner: SHARED_OWNER,
        subject,
        message: `${provider} has not answered as it should since ${since} (${last})`,
      },
    ];
  });
  const works = new Set(
    standings
      .filter(({ failingSince }) => failingSince === null)
      .map(({ provider }) => `provider_down:${provider}`),
  );
  return { kind: 'provider_down', wrong, isOver: ({ subject }) => works.has(subject) };
}
