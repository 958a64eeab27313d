import { WHOLE } from '../../service/index.ts';
import { getInstrument, listInstruments, putInstrument } from '../../service/records/index.ts';
import { type Handlers, ok } from '../handler.ts';
import { replyTo } from './record-reply.ts';

export const instrumentHandlers = {
  listInstruments: async ({ principal, query, asKnownAt }, { store, portfolios }) => {
    const whole = await portfolios.open(principal.user, WHOLE, asKnownAt);
    return ok(await listInstruments(store.of(principal.user), whole, { ...query, asKnownAt }));
  },

  getInstrument: async ({ principal, params, asKnownAt }, { store, portfolios }) => {
    const whole = await portfolios.open(principal.user, WHOLE, asKnownAt);
    return ok(await getInstrument(store.of(principal.user), whole, params.symbol, asKnownAt));
  },

  putInstrument: async (call, services) => {
    const whole = await services.portfolios.open(call.principal.user, WHOLE);
    return replyTo(call, services, putInstrument(call.params.symbol, call.body, whole), 200);
  },
} satisfies Handlers;
