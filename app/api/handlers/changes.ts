import { listChanges } from '../../service/records/index.ts';
import { type Handlers, ok } from '../handler.ts';

export const changeHandlers = {
  listChanges: ({ principal, query }, { store }) =>
    store.read(principal.user, async (tx) => ok(await listChanges(tx, query))),
} satisfies Handlers;
