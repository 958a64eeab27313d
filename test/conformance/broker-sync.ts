import type { Connection, Synced } from '@tidemark/contract';
import { Secrets } from '../../app/secrets/index.ts';
import {
  ConnectionSyncs,
  createConnection,
  getConnection,
  sealPurpose,
} from '../../app/service/connections/index.ts';
import { linkAccounts } from '../../app/service/connections/link-accounts.ts';
import { openSession } from '../../app/service/connections/sync-connection.ts';
import { LedgerEditor, Portfolios } from '../../app/service/index.ts';
import type { EventRecord, Store } from '../../app/service/ports/index.ts';
import { newUser } from '../../app/service/records/index.ts';
import { openStore } from '../../app/storage/index.ts';
import type { BrokerKind, BrokerSubject } from './broker-subjects.ts';
import type { Databases } from './databases.ts';

export const OWNER = 'ann';

/** Connections of one user over a stand-in server and a real database. */
export interface SyncSubject extends BrokerSubject {
  readonly store: Store;
  /** Everything that the database keeps, as text to search in. */
  stored(): Promise<string>;
  readonly portfolios: Portfolios;
  readonly syncs: ConnectionSyncs;
  /** The syncs of another node over the same database. */
  anotherNode(): Promise<ConnectionSyncs>;
  /** Faults of the program itself. */
  readonly faults: unknown[];
  /** A new connection; its user has been through the portal, unless he `stays` before it. */
  connect(stays?: 'before the portal'): Promise<Connection>;
  /** Links its accounts, before anything of them is synced; answers the account that the broker's account feeds. */
  linked(connection: string): Promise<string>;
  sync(connection: string): Promise<Synced>;
  connection(id: string): Promise<Connection>;
  /** What is in force in the account that the broker's account feeds, by day. */
  events(): Promise<readonly EventRecord[]>;
  close(): Promise<void>;
}

export async function syncSubject(kind: BrokerKind, databases: Databases): Promise<SyncSubject> {
  const subject = await kind.open();
  const database = await databases.create();
  const { clock } = subject.world;
  const sealing = new Secrets('the secret of these tests');
  const faults: unknown[] = [];
  const opened: Store[] = [];
  const node = async () => {
    const { store } = await openStore({ database, clock });
    opened.push(store);
    const portfolios = new Portfolios(store, clock);
    const editor = new LedgerEditor(store, portfolios, clock);
    const brokers = new Map([[subject.broker.provider, subject.broker]]);
    const world = { store, editor, clock, realClock: clock, brokers, sealing };
    const syncs = new ConnectionSyncs(world, (error) => faults.push(error));
    return { world, store, portfolios, syncs };
  };
  const { world, store, portfolios, syncs } = await node();
  await newUser(store, OWNER, clock);
  const { provider } = subject.broker;
  return {
    ...subject,
    store,
    stored: () => databases.stored(database),
    portfolios,
    syncs,
    faults,
    anotherNode: async () => (await node()).syncs,
    connect: async (stays) => {
      const stated = { provider, name: undefined, keys: kind.keys };
      const made = await createConnection(world, OWNER, stated, async () => {});
      if (stays === undefined) subject.admit();
      return made;
    },
    linked: async (connection) => {
      const record = await store.of(OWNER).connections.find(connection);
      const opened = record === null ? null : openSession(world, record);
      if (record === null || opened === null || !('session' in opened)) throw new Error('no session');
      const stated = (await opened.session.accounts()) ?? [];
      const credentials = opened.session.renewed();
      const sealed =
        credentials === null ? record.sealed : sealing.seal(credentials, sealPurpose(connection));
      const [link] = await store.write(OWNER, async (tx) => {
        await tx.connections.put({ ...record, sealed });
        return linkAccounts(tx, record, stated, true, clock.now());
      });
      return link?.account ?? '';
    },
    sync: async (connection) => {
      const job = await syncs.request(OWNER, connection);
      await syncs.turn();
      return syncs.outcome(OWNER, job);
    },
    connection: (id) => getConnection(store.of(OWNER), id),
    events: async () => {
      const [link] = await store.of(OWNER).connections.linked();
      const found = await store.of(OWNER).ledger.inForce({ accounts: [link?.account ?? ''] });
      return [...found].sort((a, b) => (a.columns.date < b.columns.date ? -1 : 1));
    },
    close: async () => {
      for (const one of opened) await one.close();
      await subject.server.close();
    },
  };
}
