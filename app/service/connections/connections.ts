import { randomUUID } from 'node:crypto';
import type { Connection, ConnectionChange } from '@tidemark/contract';
import { problem } from '@tidemark/engine';
import { type PageRequest, pageOf } from '../figures/page.ts';
import {
  type Broker,
  type BrokerKeys,
  type ConnectionRecord,
  type LinkedAccountRecord,
  type OwnerReads,
  type OwnerWrites,
  ProviderError,
} from '../ports/index.ts';
import { notDone } from '../records/checks.ts';
import type { ListDocument } from '../records/documents.ts';
import { Refusal, unknownId } from '../refusal.ts';
import { documentOf } from './connection-documents.ts';
import { type ConnectionWorld, sealPurpose } from './connection-world.ts';
import { linkAccounts } from './link-accounts.ts';
import { openSession } from './sync-connection.ts';
import { troubleOf } from './troubles.ts';

/** Called in the transaction of a write, with its answer. */
export type Keep = (tx: OwnerWrites, document: Connection) => Promise<void>;

/** What a user states to connect a broker. */
export interface NewConnection {
  readonly provider: ConnectionRecord['provider'];
  readonly name: string | undefined;
  readonly keys: BrokerKeys;
}

/**
 * Begins a connection. Keys are tried at once: wrong ones are refused; where the provider cannot be asked now, the
 * connection says so and is tried again. Throws Refusal.
 */
export async function createConnection(
  world: ConnectionWorld,
  owner: string,
  stated: NewConnection,
  keep: Keep,
): Promise<Connection> {
  const broker = brokerOf(world, stated.provider);
  checkKeys(broker, stated.keys);
  const id = randomUUID();
  const begun = await answered(() => broker.begin(stated.keys, `${owner}-${id}`));
  const record: ConnectionRecord = {
    id,
    provider: stated.provider,
    name: stated.name ?? NAMES[stated.provider],
    state: 'pending',
    sealed: world.sealing.seal(begun.credentials, sealPurpose(id)),
    createdAt: world.clock.now(),
    lastSyncedAt: null,
    restUntil: null,
    troubles: [],
  };
  const reached = begun.portalUrl === null ? await reach(broker, begun.credentials) : null;
  return world.store.write(owner, async (tx) => {
    const state = reached === null ? 'pending' : 'active';
    await tx.connections.put({ ...record, state, troubles: reached?.troubles ?? [] });
    await linkAccounts(tx, record, reached?.accounts ?? [], false, world.clock.now());
    const document = await documentOf(tx, (await tx.connections.find(id)) ?? record);
    await keep(tx, document);
    return begun.portalUrl === null ? document : { ...document, portal_url: begun.portalUrl };
  });
}

const NAMES = { snaptrade: 'SnapTrade', plaid: 'Plaid', alpaca: 'Alpaca' } as const;

/** The accounts behind new keys. Throws Refusal where the keys are wrong. */
async function reach(broker: Broker, credentials: string) {
  try {
    const accounts = await broker.open(credentials).accounts();
    return accounts === null ? null : { accounts, troubles: [] };
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind === 'auth') throw refused(error);
    return { accounts: [], troubles: [troubleOf('accounts', error)] };
  }
}

/** The newest first. */
export async function listConnections(
  tx: OwnerReads,
  request: PageRequest,
): Promise<ListDocument<Connection>> {
  const { items, nextCursor } = pageOf(await tx.connections.list(), request, ({ id }) => id);
  const documents: Connection[] = [];
  for (const one of items) documents.push(await documentOf(tx, one));
  return { items: documents, next_cursor: nextCursor };
}

/** Throws Refusal `not_found`. */
export async function getConnection(tx: OwnerReads, id: string): Promise<Connection> {
  return documentOf(tx, await found(tx, id));
}

/**
 * Renames a connection, says which accounts it feeds. What it brought in before stays where it is; an account that is
 * fed from now on gets everything where nothing had been brought in yet, else what is new. Throws Refusal.
 */
export function changeConnection(
  { store }: ConnectionWorld,
  owner: string,
  id: string,
  change: ConnectionChange,
  keep: Keep,
): Promise<Connection> {
  return store.write(owner, async (tx) => {
    const record = await found(tx, id);
    await tx.connections.put({ ...record, name: change.name ?? record.name });
    const linked = await tx.connections.linked(id);
    for (const [k, { external_id, account_id }] of (change.accounts ?? []).entries()) {
      const link = linked.find(({ externalId }) => externalId === external_id);
      if (link === undefined) throw unreached(k, external_id);
      if (account_id !== null) await checkFeedable(tx, link, account_id, k);
      await tx.connections.link({ ...link, account: account_id, isChosen: true });
    }
    const document = await documentOf(tx, await found(tx, id));
    await keep(tx, document);
    return document;
  });
}

/** Throws Refusal where there is no such account, or another account of a broker feeds it. */
async function checkFeedable(
  tx: OwnerReads,
  link: LinkedAccountRecord,
  account: string,
  k: number,
): Promise<void> {
  if ((await tx.accounts.find(account)) === null)
    throw new Refusal('invalid', [
      problem(
        'account_unknown',
        { field: `accounts.${k}.account_id` },
        `there is no account ${JSON.stringify(account)}`,
        {
          remedy: 'Take ids from the list of accounts.',
        },
      ),
    ]);
  const others = (await tx.connections.linked()).filter(
    (one) => one.account === account && (one.provider !== link.provider || one.number !== link.number),
  );
  if (others.length > 0)
    throw notDone(
      `accounts.${k}.account_id`,
      `${others[0].name} feeds that account already`,
      'Let it feed another account, or none, first.',
    );
}

/** Takes a connection away; the provider is told to end the access, and its keys are destroyed in any case. */
export async function deleteConnection(
  world: ConnectionWorld,
  owner: string,
  id: string,
  keep: (tx: OwnerWrites) => Promise<void>,
): Promise<void> {
  const record = await found(world.store.of(owner), id);
  const opened = openSession(world, record);
  if ('session' in opened)
    await opened.session.end().catch((error: unknown) => {
      if (!(error instanceof ProviderError)) throw error;
    });
  await world.store.write(owner, async (tx) => {
    await tx.connections.delete(id);
    await keep(tx);
  });
}

/** Where the user lets the provider in again. Throws Refusal where new keys are needed instead. */
export async function openPortal(world: ConnectionWorld, owner: string, id: string): Promise<Connection> {
  const record = await found(world.store.of(owner), id);
  const opened = openSession(world, record);
  const url = 'session' in opened ? await answered(() => opened.session.portal()) : null;
  const credentials = 'session' in opened ? opened.session.renewed() : null;
  if (credentials !== null) {
    const sealed = world.sealing.seal(credentials, sealPurpose(id));
    await world.store.write(owner, (tx) => tx.connections.put({ ...record, sealed }));
  }
  if (url === null)
    throw notDone(
      'id',
      `${record.name} has no portal`,
      'Connect the broker again with new keys: its accounts are known by their numbers and stay.',
    );
  return { ...(await documentOf(world.store.of(owner), record)), portal_url: url };
}

async function found(tx: OwnerReads, id: string): Promise<ConnectionRecord> {
  const record = await tx.connections.find(id);
  if (record === null) throw unknownId('connection', id);
  return record;
}

function brokerOf({ brokers }: ConnectionWorld, provider: ConnectionRecord['provider']): Broker {
  const broker = brokers.get(provider);
  if (broker !== undefined) return broker;
  const remedy = 'Set the keys of the provider in the environment of the server.';
  throw notDone('provider', `${provider} is not set up on this server`, remedy);
}

function checkKeys({ keys }: Broker, given: BrokerKeys): void {
  const missing = keys.needed.filter((name) => (given[name] ?? '') === '');
  const known = [...keys.needed, ...keys.optional];
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  const problems = [
    ...missing.map((name) => problem('field_required', { field: name }, `${name} is missing`)),
    ...unknown.map((name) =>
      problem('field_not_allowed', { field: name }, `${name} is no key of this provider`, {
        remedy: known.length === 0 ? 'Leave it out.' : `Its keys are ${known.join(', ')}.`,
      }),
    ),
  ];
  if (problems.length > 0) throw new Refusal('invalid', problems);
}

/** What a provider says while somebody waits for it. Throws Refusal. */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw refused(error);
  }
}

function refused(error: unknown): unknown {
  if (!(error instanceof ProviderError)) return error;
  const remedy =
    error.kind === 'auth'
      ? 'Enter the keys of the account anew.'
      : 'Try again when the provider can be reached.';
  const kind = error.kind === 'auth' || error.kind === 'refused' ? 'invalid' : 'conflict';
  return new Refusal(kind, [problem('setting_invalid', { field: 'provider' }, error.message, { remedy })]);
}

function unreached(k: number, externalId: string): Refusal {
  const message = `the connection reaches no account ${JSON.stringify(externalId)}`;
  const remedy = 'Take external ids from the connection.';
  return new Refusal('invalid', [
    problem('setting_invalid', { field: `accounts.${k}.external_id` }, message, { remedy }),
  ]);
}
