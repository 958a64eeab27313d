import { refreshPrices } from '../../service/prices/index.ts';
import {
  listPrices,
  listRates,
  listSplits,
  putPrices,
  putRates,
  putSplits,
} from '../../service/records/index.ts';
import { dayOf, type Handlers, ok, type Services } from '../handler.ts';
import { replyTo } from './record-reply.ts';

/** The period of a query, and when it was known. */
const rangeOf = (query: { from?: string | undefined; to?: string | undefined }, asKnownAt?: number) => ({
  from: dayOf(query.from),
  to: dayOf(query.to),
  asKnownAt,
});

/** When a write is made, and the day it is. */
const nowOf = ({ clock, portfolios }: Services) => [clock.now(), portfolios.today()] as const;

const items = (list: unknown) => ({ items: list });

/** Prices, exchange rates and splits: what counts of them, and the user's own. */
export const quoteHandlers = {
  listPrices: ({ principal, query, asKnownAt }, { store }) =>
    store.read(principal.user, async (tx) =>
      ok(await listPrices(tx, { ...query, ...rangeOf(query, asKnownAt) })),
    ),

  putPrices: async (call, services) => {
    const reply = await replyTo(call, services, putPrices(call.body, ...nowOf(services)), 200, items);
    if (!call.dryRun)
      services.metrics.count('tidemark_price_updates_total', 'source="user"', call.body.length);
    return reply;
  },

  refreshPrices: async ({ principal, body }, services) =>
    ok(await refreshPrices(services, principal.user, body?.symbols)),

  listRates: ({ principal, query, asKnownAt }, { store }) =>
    store.read(principal.user, async (tx) =>
      ok(await listRates(tx, { ...query, ...rangeOf(query, asKnownAt) })),
    ),

  putRates: (call, services) => replyTo(call, services, putRates(call.body, ...nowOf(services)), 200, items),

  listSplits: ({ principal, query, asKnownAt }, { store }) =>
    store.read(principal.user, async (tx) =>
      ok(await listSplits(tx, { ...query, ...rangeOf(query, asKnownAt) })),
    ),

  putSplits: (call, services) =>
    replyTo(call, services, putSplits(call.body, ...nowOf(services)), 200, items),
} satisfies Handlers;
