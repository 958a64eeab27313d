import { SHARED_OWNER } from '../../service/index.ts';
import { addAlert, deleteAlert, listAlerts, listIncidents } from '../../service/records/index.ts';
import { type Handlers, ok } from '../handler.ts';
import { replyTo } from './record-reply.ts';

export const alertHandlers = {
  /** Administrators see what is wrong with the program beside their own. */
  listIncidents: async ({ principal: { user, isAdmin }, query }, { store }) =>
    ok(await listIncidents(isAdmin ? [store.of(user), store.of(SHARED_OWNER)] : [store.of(user)], query)),

  listAlerts: ({ principal, query }, { store }) =>
    store.read(principal.user, async (tx) => ok(await listAlerts(tx, query))),

  createAlert: (call, services) => {
    const terms = { isAdmin: call.principal.isAdmin, setUp: services.channels, now: services.clock.now() };
    return replyTo(call, services, addAlert(call.body, terms), 201);
  },

  deleteAlert: (call, services) =>
    replyTo(call, services, deleteAlert(call.params.id, services.clock.now()), 204),
} satisfies Handlers;
