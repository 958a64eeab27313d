import { coverage } from '../../service/figures/index.ts';
import { dayOf, type Handlers, ok } from '../handler.ts';

export const coverageHandlers = {
  coverage: async ({ principal, params, query, asKnownAt }, { portfolios }) => {
    const portfolio = await portfolios.open(principal.user, params.id, asKnownAt);
    const { from, to, account_id: account, limit, cursor } = query;
    const asked = { from: dayOf(from), to: dayOf(to), account, limit, cursor };
    return ok(coverage(portfolio, asked, portfolios.today(asKnownAt)));
  },
} satisfies Handlers;
