import {
  accountDocument,
  addAccount,
  changeAccount,
  deleteAccount,
  findAccount,
  listAccounts,
} from '../../service/records/index.ts';
import { ApiRefusal } from '../api-refusal.ts';
import { type Handlers, ok } from '../handler.ts';
import { replyTo } from './record-reply.ts';

export const accountHandlers = {
  listAccounts: ({ principal, query, asKnownAt }, { store }) =>
    store.read(principal.user, async (tx) => ok(await listAccounts(tx, query, asKnownAt))),

  getAccount: ({ principal, params, asKnownAt }, { store }) =>
    store.read(principal.user, async (tx) => {
      const account = await findAccount(tx, params.id, asKnownAt);
      return ok(await accountDocument(tx, account, asKnownAt));
    }),

  listChain: ({ principal, params, query }, { store }) =>
    store.read(principal.user, async (tx) => {
      const links = await tx.ledger.links(params.id, seqOf(query.cursor), query.limit);
      const items = links.map(({ firstSeq, lastSeq, ...rest }) => ({
        first_seq: firstSeq,
        last_seq: lastSeq,
        ...rest,
      }));
      const last = links.at(-1);
      const isFull = links.length === query.limit && last !== undefined;
      return ok({ items, next_cursor: isFull ? String(last.lastSeq) : null });
    }),

  createAccount: (call, services) =>
    replyTo(call, services, addAccount(call.body, services.clock.now()), 201),

  changeAccount: (call, services) => replyTo(call, services, changeAccount(call.params.id, call.body), 200),

  deleteAccount: (call, services) =>
    replyTo(call, services, deleteAccount(call.params.id, call.body.confirm), 204),
} satisfies Handlers;

function seqOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,15}$/.test(cursor))
    throw new ApiRefusal('request_invalid', 'cursor: is none of this list. Begin again without one.');
  return Number(cursor);
}
