import { randomUUIDv7 } from 'node:crypto';
import { type Day, formatDay } from '@tidemark/engine';
import type { Step } from '../ledger/ledger-editor.ts';
import { SameFacts } from '../ledger/same-facts.ts';
import type {
  ActivityReading,
  ActivityRecord,
  Broker,
  BrokerActivity,
  EventColumns,
  EventRecord,
  LinkedAccountRecord,
  NewEvent,
  OwnerReads,
} from '../ports/index.ts';
import { Refusal } from '../refusal.ts';
import type { ConnectionWorld } from './connection-world.ts';
import { fingerprintOf, type Matched, matchActivities } from './match-activities.ts';
import { holdingAfter, splitRatio } from './openings.ts';

/** A complete answer for a stretch of days of one account. */
export interface ToldActivities {
  readonly account: string;
  /** As it is to be kept when these are recorded: with how far the account is synced. */
  readonly link: LinkedAccountRecord;
  readonly first: number;
  readonly last: number;
  readonly activities: readonly BrokerActivity[];
}

export interface ActivityCounts {
  readonly new: number;
  readonly known: number;
  /** The first day of an event that is new; null where none is. */
  readonly from: number | null;
}

interface Planned {
  readonly events: readonly NewEvent[];
  readonly kept: readonly ActivityRecord[];
  readonly counts: ActivityCounts;
}

/**
 * Records what is new of an answer: the activities as they came, the events that they mean, and how far the account is
 * synced, in one transaction. What is known under its id or content is left alone; what has changed since is kept as a
 * proposal. An event that the ledger refuses is told as what it moves, or kept without an event: nothing is lost.
 */
export async function recordActivities(
  { editor, clock }: ConnectionWorld,
  broker: Broker,
  owner: string,
  told: ToldActivities,
): Promise<ActivityCounts> {
  const refused = new Map<string, string>();
  for (;;) {
    let planned: Planned | null = null;
    const plan = async (tx: OwnerReads): Promise<Step> => {
      planned = await plannedOf(tx, broker, told, refused, clock.now());
      return stepOf(planned, broker.provider);
    };
    try {
      await editor.run({ owner, by: broker.provider }, false, plan, async (tx) => {
        await tx.connections.keep((planned as Planned | null)?.kept ?? []);
        await tx.connections.link(told.link);
        return true;
      });
      return (planned as Planned | null)?.counts ?? { new: 0, known: 0, from: null };
    } catch (error) {
      const culprits = error instanceof Refusal ? culpritsOf(error, planned) : [];
      const isNew = culprits.some(({ id }) => !refused.has(id));
      if (!isNew) throw error;
      for (const { id, why } of culprits) refused.set(id, why);
    }
  }
}

/** The activities whose events the ledger has refused, and why. */
function culpritsOf(refusal: Refusal, planned: Planned | null): { id: string; why: string }[] {
  return refusal.problems.flatMap(({ source: { line, eventId }, message }) => {
    const events = planned?.events ?? [];
    const event = events.find(({ id }) => id === eventId) ?? events[(line ?? 0) - 1];
    return event?.sourceId ? [{ id: activityIdOf(event.sourceId), why: message }] : [];
  });
}

const activityIdOf = (sourceId: string): string => sourceId.replace(/#\d+$/, '');

async function plannedOf(
  tx: OwnerReads,
  broker: Broker,
  { account, first, last, activities }: ToldActivities,
  refused: ReadonlyMap<string, string>,
  now: number,
): Promise<Planned> {
  const { provider } = broker;
  const stored = await tx.connections.activities({ provider, from: first, to: last });
  const matched = matchActivities(account, activities, stored);
  const elsewhere = await recordedElsewhere(tx, account, provider, { first, last });
  const lapsed = lapsedOf(broker, account, stored, elsewhere);
  const fresh = new Map([...lapsed, ...matched.fresh].map((one) => [one.id, one]));
  const told = new Set(activities.map(({ id }) => id));
  const order = [...lapsed.filter(({ id }) => !told.has(id)), ...activities].sort((x, y) => x.day - y.day);
  const readings = broker.read(order);
  const readingOf = new Map(order.map((one, k) => [one.id, readings[k]]));
  const known = await tx.ledger.known(account, provider, [...fresh.keys()]);
  const events: NewEvent[] = [];
  const kept: ActivityRecord[] = [];
  let knownCount = matched.known;
  for (const activity of order) {
    if (!fresh.has(activity.id)) continue;
    const reading = readingOf.get(activity.id) as ActivityReading;
    const whole = await resolved(tx, account, reading, events);
    const why = refused.get(activity.id);
    const same: EventRecord[] = [];
    if (why === undefined && !known.has(activity.id)) {
      whole.events.forEach(({ columns }, k) => {
        const sourceId = k === 0 ? activity.id : `${activity.id}#${k + 1}`;
        const one = elsewhere.take(columns);
        if (one !== null) same.push(one);
        else
          events.push({ id: randomUUIDv7(), account, columns, source: provider, sourceId, importId: null });
      });
    }
    const isKnown = same.length > 0 && same.length === whole.events.length;
    if (isKnown) knownCount++;
    const status = why === undefined ? (isKnown ? 'known' : statusOf(whole)) : 'refused';
    const had = same.map(({ id, source }) => `the ledger has it from ${source} (${id})`);
    const remark = [...(why === undefined ? [] : [why]), ...whole.doubts, ...had].join('; ') || null;
    kept.push({ ...recordOf(activity, account, provider, now), status, remark });
  }
  kept.push(...renamed(matched, account, provider, now), ...changed(matched, broker, stored, readingOf));
  const from = events.reduce<number | null>((min, { sourceId }) => {
    const day = order.find(({ id }) => id === activityIdOf(sourceId ?? ''))?.day ?? null;
    return day === null || (min !== null && min <= day) ? min : day;
  }, null);
  return { events, kept, counts: { new: events.length, known: knownCount, from } };
}

/** What the account has of these days from anybody but the provider. */
async function recordedElsewhere(
  tx: OwnerReads,
  account: string,
  provider: Broker['provider'],
  { first, last }: Pick<ToldActivities, 'first' | 'last'>,
): Promise<SameFacts> {
  const [from, to] = [formatDay(first as Day), formatDay(last as Day)];
  const recorded = (await tx.ledger.inForce({ accounts: [account] })).filter(
    ({ source, columns: { date } }) => source !== provider && from <= date && date <= to,
  );
  return new SameFacts(recorded, (await tx.accounts.find(account))?.currency ?? '');
}

/**
 * Activities that the ledger had from elsewhere, and has not any more: the file was taken back. Those that it still has
 * stand for what they were seen as.
 */
function lapsedOf(
  broker: Broker,
  account: string,
  stored: readonly ActivityRecord[],
  elsewhere: SameFacts,
): BrokerActivity[] {
  const readings = broker.read(stored);
  return stored.filter((one, k) => {
    if (one.account !== account || one.status !== 'known') return false;
    return readings[k].events.map(({ columns }) => elsewhere.take(columns)).includes(null);
  });
}

const UNCHANGED = { changedRaw: null, changedType: null, changedDay: null } as const;

/** How an activity stands that was read so. */
export const statusOf = ({ outcome }: ActivityReading): ActivityRecord['status'] =>
  outcome === 'read' ? 'recorded' : outcome;

const recordOf = (activity: BrokerActivity, account: string, provider: Broker['provider'], now: number) => ({
  account,
  provider,
  id: activity.id,
  type: activity.type,
  day: activity.day,
  raw: activity.raw,
  fingerprint: fingerprintOf(activity),
  ...UNCHANGED,
  seenAt: now,
});

function renamed({ renamed: found }: Matched, account: string, provider: Broker['provider'], now: number) {
  return found.map(
    ({ activity, kept }): ActivityRecord => ({
      ...recordOf(activity, account, provider, now),
      status: 'same',
      remark: `the provider's new id for ${kept.id}`,
    }),
  );
}

/** What says something else than it did: where that is the same to the ledger it is taken over, else proposed. */
function changed(
  { changed: found }: Matched,
  broker: Broker,
  stored: readonly ActivityRecord[],
  readingOf: ReadonlyMap<string, ActivityReading>,
): ActivityRecord[] {
  if (found.length === 0) return [];
  const before = broker.read(stored);
  return found.map(({ activity, kept }) => {
    const was = before[stored.indexOf(kept)];
    const isSame = JSON.stringify(was.events) === JSON.stringify(readingOf.get(activity.id)?.events);
    if (isSame) return { ...kept, raw: activity.raw, fingerprint: fingerprintOf(activity), ...UNCHANGED };
    return {
      ...kept,
      status: 'changed',
      changedRaw: activity.raw,
      changedType: activity.type,
      changedDay: activity.day,
      remark: 'the provider states it otherwise now',
    };
  });
}

/** A split of which only the new units are known gets its ratio from what was held before it. */
export async function resolved(
  tx: OwnerReads,
  account: string,
  reading: ActivityReading,
  before: readonly NewEvent[],
): Promise<ActivityReading> {
  if (!reading.events.some(({ splitUnits }) => splitUnits !== undefined)) return reading;
  const inForce = (await tx.ledger.inForce({ accounts: [account] })).map(({ columns }) => columns);
  const all = [...inForce, ...before.map(({ columns }) => columns)];
  const events = reading.events.map(({ columns, splitUnits }) => {
    if (splitUnits === undefined) return { columns };
    const earlier = inOrder(all.filter(({ date }) => date < columns.date));
    const held = holdingAfter(earlier).units.get(columns.symbol ?? '');
    const ratio = held === undefined ? null : splitRatio(held, splitUnits);
    return ratio === null ? asUnits(columns, splitUnits) : { columns: { ...columns, ratio } };
  });
  const isUnknown = events.some(({ columns }) => columns.type === 'unclassified');
  if (!isUnknown) return { ...reading, events };
  const doubts = [...reading.doubts, 'a split of what the ledger does not hold: only its units are known'];
  return { outcome: 'unclassified', events, doubts };
}

const asUnits = (columns: EventColumns, quantity: string) => ({
  columns: { ...columns, type: 'unclassified', quantity },
});

const inOrder = (events: readonly EventColumns[]): EventColumns[] =>
  [...events].sort((a, b) => Number(a.date > b.date) - Number(a.date < b.date));

function stepOf({ events }: Planned, by: string): Step {
  return {
    what: events.length === 1 ? `synced an event from ${by}` : `synced ${events.length} events from ${by}`,
    kind: 'system',
    edits: events.map(({ id, account, columns, sourceId }) => ({
      kind: 'append',
      id,
      event: { ...columns, account },
      sourceId,
    })),
    record: async (into, change) => {
      await into.ledger.append(change, events);
    },
  };
}
