import { explanationOf, listReconciliation } from '../../service/records/index.ts';
import { type Handlers, ok } from '../handler.ts';
import { recordStatement } from './record-statement.ts';

export const reconciliationHandlers = {
  reconciliation: ({ principal, params, query, asKnownAt }, { store, portfolios }) =>
    store.read(principal.user, async (tx) => {
      const { status, account_id: account, limit, cursor } = query;
      const asked = { status, account, asKnownAt, limit, cursor };
      return ok(await listReconciliation(tx, params.id, asked, portfolios.today(asKnownAt)));
    }),

  applyReconciliation: (call, services) => {
    const { id } = call.params;
    const today = services.portfolios.today();
    return recordStatement(call, services, (tx) => explanationOf(tx, id, call.body.cause, today));
  },
} satisfies Handlers;
