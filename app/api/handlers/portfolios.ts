import { findPortfolio } from '../../service/index.ts';
import {
  addPortfolio,
  changePortfolio,
  deletePortfolio,
  listPortfolios,
  portfolioDocument,
} from '../../service/records/index.ts';
import { type Handlers, ok } from '../handler.ts';
import { replyTo } from './record-reply.ts';

export const portfolioHandlers = {
  listPortfolios: ({ principal, query, asKnownAt }, { store }) =>
    store.read(principal.user, async (tx) => ok(await listPortfolios(tx, query, asKnownAt))),

  getPortfolio: ({ principal, params, asKnownAt }, { store }) =>
    store.read(principal.user, async (tx) =>
      ok(portfolioDocument(await findPortfolio(tx, params.id, asKnownAt))),
    ),

  createPortfolio: (call, services) =>
    replyTo(call, services, addPortfolio(call.body, services.clock.now()), 201),

  changePortfolio: (call, services) =>
    replyTo(call, services, changePortfolio(call.params.id, call.body), 200),

  deletePortfolio: (call, services) => replyTo(call, services, deletePortfolio(call.params.id), 204),
} satisfies Handlers;
