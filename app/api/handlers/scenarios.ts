import { addScenario, deleteScenario, listScenarios } from '../../service/records/index.ts';
import { type Handlers, ok } from '../handler.ts';
import { replyTo } from './record-reply.ts';

export const scenarioHandlers = {
  listScenarios: ({ principal, query, asKnownAt }, { store }) =>
    store.read(principal.user, async (tx) => ok(await listScenarios(tx, query, asKnownAt))),

  createScenario: (call, services) => replyTo(call, services, addScenario(call.body), 201),

  deleteScenario: (call, services) => replyTo(call, services, deleteScenario(call.params.id), 204),
} satisfies Handlers;
