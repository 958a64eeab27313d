import { WHOLE } from '../../service/index.ts';
import { getInstrument, listInstruments, putInstrument } from '../../service/records/index.ts';
import { type Handlers, ok } from '../handler.ts';
import { replyTo } from './record-reply.ts';

export const instrumentHandlers = {
  listInstruments: async ({ principal, query }, { store, portfolios }) => {
    const whole = await portfolios.open(principal.user, WHOLE);
    return ok(await listInstruments(store.of(principal.user), whole, query));
  },

  getInstrument: async ({ principal, params }, { store, portfolios }) => {
    const whole = await portfolios.open(principal.user, WHOLE);
    return ok(await getInstrument(store.of(principal.user), whole, params.symbol));
  },

  putInstrument: async (call, services) => {
    const whole = await services.portfolios.open(call.principal.user, WHOLE);
    return replyTo(call, services, putInstrument(call.params.symbol, call.body, whole), 200);
  },
} satisfies Handlers;
