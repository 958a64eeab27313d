import { type OwnerReads, SHARED_OWNER, type Store } from '../../service/index.ts';
import { getJob, listJobs } from '../../service/records/index.ts';
import { type Handlers, ok } from '../handler.ts';
import type { Principal } from '../principal.ts';

/** Administrators see the jobs that are of all users beside their own. */
const seenBy = ({ user, isAdmin }: Principal, store: Store): OwnerReads[] =>
  isAdmin ? [store.of(user), store.of(SHARED_OWNER)] : [store.of(user)];

export const jobHandlers = {
  listJobs: async ({ principal, query }, { store }) => ok(await listJobs(seenBy(principal, store), query)),

  getJob: async ({ principal, params }, { store }) => ok(await getJob(seenBy(principal, store), params.id)),
} satisfies Handlers;
