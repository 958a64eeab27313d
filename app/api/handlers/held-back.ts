import { listHeldBack, releaseForAll, releaseForOwner } from '../../service/records/index.ts';
import { type Handlers, ok, type Services } from '../handler.ts';
import { replyTo } from './record-reply.ts';

/** The symbols of a user's ledger: he sees what is held back of these. */
async function symbolsOf({ portfolios }: Services, user: string): Promise<readonly string[]> {
  return (await portfolios.open(user, 'default')).facts.book.table.symbols.texts;
}

/** Prices that are not believed. An administrator releases for everybody, anybody else for himself. */
export const heldBackHandlers = {
  listHeldBackPrices: async ({ principal, query }, services) => {
    const own = await symbolsOf(services, principal.user);
    return services.store.read(principal.user, async (tx) => ok(await listHeldBack(tx, own, query)));
  },

  releaseHeldBackPrice: async (call, services) => {
    const { principal, params, dryRun } = call;
    const own = await symbolsOf(services, principal.user);
    const now = services.clock.now();
    if (dryRun || !principal.isAdmin)
      return replyTo(call, services, releaseForOwner(params.id, own, now), 200);
    const body = await releaseForAll(services.store, principal.user, params.id, own, now);
    await services.store.write(principal.user, (tx) => call.keep(tx, 200, body));
    return ok(body);
  },
} satisfies Handlers;
