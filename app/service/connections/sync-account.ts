import type { Day } from '@tidemark/engine';
import {
  type AccountRecord,
  type Broker,
  type BrokerAccount,
  type BrokerHoldings,
  type BrokerSession,
  type ConnectionTrouble,
  type LinkedAccountRecord,
  ProviderError,
} from '../ports/index.ts';
import type { ConnectionWorld } from './connection-world.ts';
import { type ActivityCounts, recordActivities } from './record-activities.ts';
import { localDay, reconstructed, recordHoldings } from './record-holdings.ts';
import { idsInForce, recordLaterFacts, recordOpenings } from './record-openings.ts';
import { troubleOf } from './troubles.ts';

/** So far back activities are asked for where nobody says when an account began: 20 years. */
const DAYS_BACK = 7_305;
/** A broker's own history of values reaches about so far. */
const HISTORY_DAYS = 366;

/** An account to be brought up to date. */
export interface AccountSync {
  readonly owner: string;
  readonly broker: Broker;
  readonly session: BrokerSession;
  readonly stated: BrokerAccount;
  readonly account: AccountRecord;
  readonly link: LinkedAccountRecord;
  /** How much of it is done, from 0 to 1. */
  readonly report: (done: number) => Promise<void>;
}

export interface AccountSynced {
  readonly new: number;
  readonly known: number;
  readonly troubles: readonly ConnectionTrouble[];
}

/**
 * Brings in what an account's broker has: activities by windows of time, each recorded before the next is asked for,
 * then what it holds and the history of its values, then what of its past has to be estimated. A part that fails leaves the others, and everything that is
 * there. Throws ProviderError where the access itself fails, or a pause is asked for.
 */
export async function syncAccount(world: ConnectionWorld, sync: AccountSync): Promise<AccountSynced> {
  const { owner, broker, session, stated, account } = sync;
  const today = localDay(account.timeZone, world.clock.now());
  const troubles: ConnectionTrouble[] = [];
  const attempt = async <T>(part: string, work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ProviderError) || isWhole(error)) throw error;
      troubles.push(troubleOf(`${stated.name}: ${part}`, error));
      return null;
    }
  };
  const before = await idsInForce(world.store.of(owner), account.id);
  const counted = await attempt('activities', () => syncActivities(world, sync, today));
  await sync.report(0.8);
  const holdings = await attempt('holdings', () => session.holdings(stated));
  if (holdings !== null)
    await world.store.write(owner, (tx) =>
      recordHoldings(tx, account, broker.provider, holdings, world.clock.now()),
    );
  const synced = await linkNow(world, sync);
  const told = await attempt('history', () => syncHistory(world, { ...sync, link: synced }, today));
  if (holdings !== null) {
    const current = await linkNow(world, sync);
    const facts = { owner, account: account.id, link: current, stated, holdings, today };
    if (current.estimatedOn === null) await recordOpenings(world, facts);
    else if (isLate(counted, current) || told === 'first') await recordLaterFacts(world, facts, before);
    const unknown = whatIsUnknown(holdings);
    if (unknown.length > 0)
      troubles.push({
        part: `${stated.name}: holdings`,
        message: `the provider did not say its ${unknown.join(' and ')}`,
        remedy: 'Nothing to do: what is there stays, and it is asked again.',
      });
  }
  return { new: counted?.new ?? 0, known: counted?.known ?? 0, troubles };
}

/** No part of an account can be had. */
const isWhole = ({ kind }: ProviderError): boolean => kind === 'auth' || kind === 'rate_limited';

const whatIsUnknown = ({ positions, cash }: BrokerHoldings): string[] => [
  ...(positions === null ? ['positions'] : []),
  ...(cash === null ? ['cash'] : []),
];

/** Whether something became known of the time before the first sync, which had been estimated. */
const isLate = (counted: ActivityCounts | null, { estimatedOn }: LinkedAccountRecord): boolean =>
  estimatedOn !== null && counted !== null && counted.from !== null && counted.from <= estimatedOn;

async function syncActivities(
  world: ConnectionWorld,
  sync: AccountSync,
  today: Day,
): Promise<ActivityCounts> {
  const { owner, broker, session, stated, account } = sync;
  let { link } = sync;
  const begin = Math.max(
    stated.openedOn ?? today - DAYS_BACK,
    broker.reachDays === null ? Number.NEGATIVE_INFINITY : today - broker.reachDays,
  );
  const start = link.syncedTo === null ? begin : Math.max(begin, link.syncedTo - broker.overlapDays);
  let sum: ActivityCounts = { new: 0, known: 0, from: null };
  for (let first = Math.min(start, today); first <= today; first += broker.windowDays) {
    const last = Math.min(first + broker.windowDays - 1, today);
    const activities = await session.activities(stated, first, last);
    link = { ...link, syncedFrom: link.syncedFrom ?? first, syncedTo: last };
    const told = { account: account.id, link, first, last, activities };
    const counts = await recordActivities(world, broker, owner, told);
    sum = {
      new: sum.new + counts.new,
      known: sum.known + counts.known,
      from: sum.from === null || (counts.from ?? sum.from) < sum.from ? counts.from : sum.from,
    };
    await sync.report((0.8 * (last - start + 1)) / (today - start + 1));
  }
  return sum;
}

/** Whether the account's first values came, or further ones; null where none did. */
async function syncHistory(
  world: ConnectionWorld,
  sync: AccountSync,
  today: Day,
): Promise<'first' | 'further' | null> {
  const { owner, broker, session, stated, account, link } = sync;
  const last = today - 1;
  const first = Math.max(
    stated.openedOn ?? 0,
    link.historyTo === null ? today - HISTORY_DAYS : link.historyTo - broker.overlapDays,
  );
  if (first > last) return null;
  const values = await session.history(stated, first, last);
  if (values === null || values.length === 0) return null;
  await world.store.write(owner, async (tx) => {
    await tx.observations.put(reconstructed(account.id, broker.provider, values, world.clock.now()));
    await tx.connections.link({ ...link, historyTo: values.at(-1)?.day ?? link.historyTo });
  });
  return link.historyTo === null ? 'first' : 'further';
}

/** As it is kept by now. */
async function linkNow(
  { store }: ConnectionWorld,
  { owner, link }: AccountSync,
): Promise<LinkedAccountRecord> {
  const linked = await store.of(owner).connections.linked();
  return linked.find(({ provider, number }) => provider === link.provider && number === link.number) ?? link;
}
