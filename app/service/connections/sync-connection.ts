import {
  type Broker,
  type BrokerSession,
  type ConnectionRecord,
  type ConnectionTrouble,
  ProviderError,
} from '../ports/index.ts';
import { type ConnectionWorld, sealPurpose } from './connection-world.ts';
import { linkAccounts } from './link-accounts.ts';
import { syncAccount } from './sync-account.ts';
import { troubleOf } from './troubles.ts';

/** How far a sync is, from 0 to 1, and at what. */
export type SyncReport = (done: number, at: string) => Promise<void>;

export interface SyncOutcome {
  readonly new: number;
  readonly known: number;
  readonly troubles: readonly ConnectionTrouble[];
  /** When the rest can be had (ms since 1970, real time); null where nothing waits. */
  readonly again: number | null;
}

/** Brings in what the accounts of a connection have. What fails is told in the connection and leaves all that is there. */
export async function syncConnection(
  world: ConnectionWorld,
  owner: string,
  id: string,
  report: SyncReport,
): Promise<SyncOutcome> {
  const connection = await world.store.of(owner).connections.find(id);
  if (connection === null) return { new: 0, known: 0, troubles: [], again: null };
  const opened = openSession(world, connection);
  if (!('session' in opened)) return ended(world, owner, connection, 'needs_attention', [opened], null, NONE);
  const counts = { new: 0, known: 0 };
  const troubles: ConnectionTrouble[] = [];
  try {
    const isThere = await syncAll(world, { owner, connection, ...opened, report, counts, troubles });
    const state = isThere ? 'active' : connection.state;
    return await ended(
      world,
      owner,
      await renewed(world, owner, connection, opened.session),
      state,
      troubles,
      null,
      counts,
    );
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    troubles.push(troubleOf('access', error));
    const state = error.kind === 'auth' ? 'needs_attention' : connection.state;
    const again = error.retryable ? (error.until ?? world.realClock.now() + RETRY_MS) : null;
    return ended(
      world,
      owner,
      await renewed(world, owner, connection, opened.session),
      state,
      troubles,
      again,
      counts,
    );
  }
}

const NONE = { new: 0, known: 0 };
/** After a failure that says no time. */
const RETRY_MS = 60_000;
/** Between two looks whether the user has been through the portal by now. */
const LOOK_AGAIN_MS = 5 * 60_000;

type Opened = { readonly broker: Broker; readonly session: BrokerSession };

/** The provider as this connection meets it; what is in the way where it cannot. */
export function openSession(
  { brokers, sealing }: ConnectionWorld,
  { id, provider, sealed }: ConnectionRecord,
): Opened | ConnectionTrouble {
  const broker = brokers.get(provider);
  if (broker === undefined) {
    const remedy = 'Set the keys of the provider in the environment of the server.';
    return { part: 'access', message: `${provider} is not set up on this server`, remedy };
  }
  try {
    return { broker, session: broker.open(sealing.open(sealed, sealPurpose(id))) };
  } catch {
    const remedy = "Put the server's former secret back, or connect the broker again.";
    return { part: 'access', message: 'its credentials cannot be opened', remedy };
  }
}

interface Running extends Opened {
  readonly owner: string;
  readonly connection: ConnectionRecord;
  readonly report: SyncReport;
  readonly counts: { new: number; known: number };
  readonly troubles: ConnectionTrouble[];
}

/** False while the user has not been through the portal. */
async function syncAll(world: ConnectionWorld, running: Running): Promise<boolean> {
  const { owner, connection, broker, session, report, counts, troubles } = running;
  const stated = await session.accounts();
  if (stated === null) return false;
  const links = await world.store.write(owner, (tx) =>
    linkAccounts(tx, connection, stated, true, world.clock.now()),
  );
  troubles.push(
    ...(await outOfReach(
      world,
      owner,
      connection,
      stated.length,
      links.map(({ number }) => number),
    )),
  );
  for (const [k, link] of links.entries()) {
    const account = link.account === null ? null : await world.store.of(owner).accounts.find(link.account);
    if (account === null) continue;
    const share = (done: number) => report((k + done) / links.length, link.name);
    await share(0);
    const synced = await syncAccount(world, {
      owner,
      broker,
      session,
      stated: stated[k],
      account,
      link,
      report: share,
    });
    counts.new += synced.new;
    counts.known += synced.known;
    troubles.push(...synced.troubles);
  }
  return true;
}

/** Accounts that were reached before and are not in the answer: unknown, not closed. */
async function outOfReach(
  { store }: ConnectionWorld,
  owner: string,
  { id }: ConnectionRecord,
  told: number,
  numbers: readonly string[],
): Promise<ConnectionTrouble[]> {
  const missing = (await store.of(owner).connections.linked(id)).filter(
    ({ number }) => !numbers.includes(number),
  );
  const what = told === 0 ? 'the provider lists no account' : 'the provider does not list it any more';
  return missing.map(({ name }) => ({
    part: name,
    message: `${name}: ${what}`,
    remedy: 'What is there stays. Let the provider in again where the account is still yours.',
  }));
}

/** With the credentials that the session has renewed. */
async function renewed(
  { store, sealing }: ConnectionWorld,
  owner: string,
  connection: ConnectionRecord,
  session: BrokerSession,
): Promise<ConnectionRecord> {
  const credentials = session.renewed();
  if (credentials === null) return connection;
  const fresh = { ...connection, sealed: sealing.seal(credentials, sealPurpose(connection.id)) };
  await store.write(owner, (tx) => tx.connections.put(fresh));
  return fresh;
}

/** Keeps how a sync ended with the connection, unless that was taken away meanwhile. */
async function ended(
  { store, clock, realClock }: ConnectionWorld,
  owner: string,
  { id, sealed }: ConnectionRecord,
  state: ConnectionRecord['state'],
  troubles: readonly ConnectionTrouble[],
  again: number | null,
  counts: { readonly new: number; readonly known: number },
): Promise<SyncOutcome> {
  await store.write(owner, async (tx) => {
    const now = await tx.connections.find(id);
    if (now === null) return;
    const isDone = again === null && state === 'active';
    const lastSyncedAt = isDone ? clock.now() : now.lastSyncedAt;
    const restUntil = isDone ? null : (again ?? realClock.now() + LOOK_AGAIN_MS);
    await tx.connections.put({ ...now, sealed, state, troubles, lastSyncedAt, restUntil });
  });
  return { ...counts, troubles, again };
}
