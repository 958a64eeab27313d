import { getJob, listJobs } from '../../service/records/index.ts';
import { type Handlers, ok } from '../handler.ts';

export const jobHandlers = {
  listJobs: ({ principal, query }, { store }) =>
    store.read(principal.user, async (tx) => ok(await listJobs(tx, query))),

  getJob: ({ principal, params }, { store }) =>
    store.read(principal.user, async (tx) => ok(await getJob(tx, params.id))),
} satisfies Handlers;
