import {
  accountDocument,
  addAccount,
  changeAccount,
  deleteAccount,
  findAccount,
  listAccounts,
} from '../../service/records/index.ts';
import { type Handlers, ok } from '../handler.ts';
import { replyTo } from './record-reply.ts';

export const accountHandlers = {
  listAccounts: ({ principal, query }, { store }) =>
    store.read(principal.user, async (tx) => ok(await listAccounts(tx, query))),

  getAccount: ({ principal, params }, { store }) =>
    store.read(principal.user, async (tx) => ok(await accountDocument(tx, await findAccount(tx, params.id)))),

  createAccount: (call, services) =>
    replyTo(call, services, addAccount(call.body, services.clock.now()), 201),

  changeAccount: (call, services) => replyTo(call, services, changeAccount(call.params.id, call.body), 200),

  deleteAccount: (call, services) =>
    replyTo(call, services, deleteAccount(call.params.id, call.body.confirm), 204),
} satisfies Handlers;
