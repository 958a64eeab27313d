import { randomUUIDv7 } from 'node:crypto';
import type { Author, Done, Finish } from '../ledger/ledger-editor.ts';
import type { ActivityReading, ActivityRecord, EventRecord, OwnerReads } from '../ports/index.ts';
import { unknownId } from '../refusal.ts';
import type { ConnectionWorld } from './connection-world.ts';
import { fingerprintOf } from './match-activities.ts';
import { resolved, statusOf } from './record-activities.ts';

/** Which activity of which connection. */
export interface ChangedActivity {
  readonly connection: string;
  readonly activity: string;
}

/** So many days around it may have what it belongs to. */
const AROUND_DAYS = 1;
/** An activity becomes so many events at most. */
const EVENTS_MAX = 9;

/**
 * Takes over what a provider states of an activity now: its events are corrected, added or voided, as one change that
 * can be undone, after which it is proposed again. Throws Refusal `not_found` where nothing has changed.
 */
export function takeOver<Answer>(
  { editor, brokers }: ConnectionWorld,
  author: Author,
  which: ChangedActivity,
  finish: (after: ActivityRecord, ...rest: Parameters<Finish<Answer>>) => Promise<Answer>,
): Promise<Done<Answer>> {
  let taken: ActivityRecord | null = null;
  return editor.runAnew(
    author,
    false,
    async (tx) => {
      const before = await changedActivity(tx, which);
      const broker = brokers.get(before.provider);
      if (broker === undefined) throw unknownId('provider', before.provider);
      const stated = statedNow(before);
      const from = stated.day - AROUND_DAYS;
      const near = await tx.connections.activities({
        account: before.account,
        provider: before.provider,
        from,
        to: stated.day + AROUND_DAYS,
      });
      const together = [...near.filter(({ id }) => id !== before.id), stated].sort((a, b) => a.day - b.day);
      const reading = await resolved(
        tx,
        before.account,
        broker.read(together)[together.indexOf(stated)] as ActivityReading,
        [],
      );
      const after: ActivityRecord = {
        ...stated,
        status: statusOf(reading),
        remark: reading.doubts.join('; ') || null,
      };
      taken = after;
      const recorded = await recordedOf(tx, before);
      return {
        what: `took over what ${before.provider} states of a ${before.type} now`,
        detail: JSON.stringify({ activities: { before: [before], after: [after] } }),
        record: async (into, change) => {
          const { account, provider: source } = before;
          const columns = reading.events.map((one) => one.columns);
          const corrected = recorded.slice(0, columns.length);
          await into.ledger.correct(
            change,
            corrected.map(({ id }, k) => ({ id, account, columns: columns[k] })),
          );
          const added = columns.slice(recorded.length).map((one, k) => {
            const place = recorded.length + k;
            const sourceId = place === 0 ? before.id : `${before.id}#${place + 1}`;
            return { id: randomUUIDv7(), account, columns: one, source, sourceId, importId: null };
          });
          if (added.length > 0) await into.ledger.append(change, added);
          const gone = recorded.slice(columns.length).filter(({ kind }) => kind !== 'voided');
          await into.ledger.void(
            change,
            gone.map(({ id }) => ({ id })),
            'keep',
          );
          await into.connections.keep([after]);
        },
      };
    },
    (...rest) => finish(taken as ActivityRecord, ...rest),
  );
}

async function changedActivity(
  tx: OwnerReads,
  { connection, activity }: ChangedActivity,
): Promise<ActivityRecord> {
  const record = await tx.connections.find(connection);
  if (record === null) throw unknownId('connection', connection);
  const accounts = (await tx.connections.linked(connection)).map(({ account }) => account);
  const { provider } = record;
  const found = (await tx.connections.activities({ provider, statuses: ['changed'] })).find(
    ({ id, account }) => id === activity && accounts.includes(account),
  );
  if (found === undefined) throw unknownId('changed activity', activity);
  return found;
}

/** The activity as the provider states it now. */
function statedNow(before: ActivityRecord): ActivityRecord {
  const raw = before.changedRaw ?? before.raw;
  return {
    ...before,
    type: before.changedType ?? before.type,
    day: before.changedDay ?? before.day,
    raw,
    fingerprint: fingerprintOf({ raw }),
    changedRaw: null,
    changedType: null,
    changedDay: null,
  };
}

/** The events that it became, in order; those that were voided since among them. */
async function recordedOf(tx: OwnerReads, { account, provider, id }: ActivityRecord): Promise<EventRecord[]> {
  const names = Array.from({ length: EVENTS_MAX }, (_, k) => (k === 0 ? id : `${id}#${k + 1}`));
  const known = await tx.ledger.known(account, provider, names);
  const events: EventRecord[] = [];
  for (const name of names) {
    const event = known.get(name);
    const record = event === undefined ? null : await tx.ledger.find(event);
    if (record !== null) events.push(record);
  }
  return events;
}
