import { dividendOf, listDividendProposals } from '../../service/records/index.ts';
import { type Handlers, ok } from '../handler.ts';
import { recordStatement } from './record-statement.ts';

export const dividendHandlers = {
  listDividendProposals: ({ principal, params, query }, { store, portfolios }) =>
    store.read(principal.user, async (tx) =>
      ok(await listDividendProposals(tx, params.id, query, portfolios.today())),
    ),

  recordDividendProposal: (call, services) => {
    const { id, proposal_id: proposal } = call.params;
    const today = services.portfolios.today();
    return recordStatement(call, services, (tx) => dividendOf(tx, id, proposal, today));
  },
} satisfies Handlers;
