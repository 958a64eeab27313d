import {
  activityDocument,
  changeConnection,
  createConnection,
  deleteConnection,
  getConnection,
  listActivities,
  listConnections,
  openPortal,
  takeOver,
} from '../../service/connections/index.ts';
import { ApiRefusal } from '../api-refusal.ts';
import { authorOf, done, type Handlers, ok } from '../handler.ts';

/** A sync that has ended by then is answered whole; a longer one goes on, and is a job. */
const PATIENCE_MS = 2_000;

/** Ways to brokers. Keys go to the provider and into the seal; no answer has them. */
export const connectionHandlers = {
  listConnections: ({ principal, query }, { store }) =>
    store.read(principal.user, async (tx) => ok(await listConnections(tx, query))),

  getConnection: ({ principal, params }, { store }) =>
    store.read(principal.user, async (tx) => ok(await getConnection(tx, params.id))),

  listConnectionActivities: ({ principal, params, query }, { store }) =>
    store.read(principal.user, async (tx) => ok(await listActivities(tx, params.id, query))),

  takeOverActivity: async (call, { connections }) => {
    const { id: connection, activity_id: activity } = call.params;
    const { answer } = await takeOver(
      connections.world,
      authorOf(call),
      { connection, activity },
      async (after, tx) => {
        const body = activityDocument(after);
        await call.keep(tx, 200, body);
        return body;
      },
    );
    return ok(answer);
  },

  createConnection: async (call, { connections }) => {
    const { provider, name, ...fields } = call.body;
    const stated = { provider, name, keys: keysOf(fields) };
    const keep: Parameters<typeof createConnection>[3] = (tx, document) => call.keep(tx, 201, document);
    return {
      status: 201,
      body: await createConnection(connections.world, call.principal.user, stated, keep),
    };
  },

  changeConnection: async (call, { connections }) => {
    const { principal, params, body } = call;
    const keep: Parameters<typeof changeConnection>[4] = (tx, document) => call.keep(tx, 200, document);
    return ok(await changeConnection(connections.world, principal.user, params.id, body, keep));
  },

  deleteConnection: async (call, { connections }) => {
    await deleteConnection(connections.world, call.principal.user, call.params.id, (tx) =>
      call.keep(tx, 204, undefined),
    );
    return done;
  },

  openConnectionPortal: async ({ principal, params }, { connections }) =>
    ok(await openPortal(connections.world, principal.user, params.id)),

  syncConnection: async (call, { connections, store }) => {
    const { principal, params } = call;
    const job = await connections.request(principal.user, params.id);
    connections.start();
    await connections.settled(PATIENCE_MS);
    const synced = await connections.outcome(principal.user, job);
    // Where this is not reached, a repeated request asks for a sync again: it brings in nothing twice.
    await store.write(principal.user, (tx) => call.keep(tx, 200, synced));
    return ok(synced);
  },
} satisfies Handlers;

/** The keys of a body, as texts. Throws ApiRefusal, which does not repeat one. */
function keysOf(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  const keys: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'string' && typeof value !== 'boolean')
      throw new ApiRefusal('request_invalid', `${name}: is a text.`);
    keys[name] = String(value).trim();
  }
  return keys;
}
