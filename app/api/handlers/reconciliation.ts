import { type EventRecord, findPortfolio, transactionDocuments } from '../../service/index.ts';
import { explanationOf, listReconciliation, WHOLE } from '../../service/records/index.ts';
import { effectDocument } from '../effect-document.ts';
import { type Handlers, ok } from '../handler.ts';

export const reconciliationHandlers = {
  reconciliation: ({ principal, params, query, asKnownAt }, { store, portfolios }) =>
    store.read(principal.user, async (tx) => {
      const { status, account_id: account, limit, cursor } = query;
      const asked = { status, account, asKnownAt, limit, cursor };
      return ok(await listReconciliation(tx, params.id, asked, portfolios.today()));
    }),

  applyReconciliation: async (call, { store, portfolios, editor }) => {
    const { user, by } = call.principal;
    const { statement, base } = await store.read(user, async (tx) => ({
      statement: await explanationOf(tx, call.params.id, call.body.cause, portfolios.today()),
      base: (await findPortfolio(tx, WHOLE)).baseCurrency,
    }));
    const { effect, answer } = await editor.append(
      { owner: user, by },
      [statement],
      call.dryRun,
      async (tx, [eventId], done) => {
        const record = (await tx.ledger.find(eventId)) as EventRecord;
        const [body] = await transactionDocuments(tx, [record], done.problems);
        await call.keep(tx, 201, body);
        return body;
      },
    );
    return answer === null ? ok({ effect: effectDocument(effect, base) }) : { status: 201, body: answer };
  },
} satisfies Handlers;
