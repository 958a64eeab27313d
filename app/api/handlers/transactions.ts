import type { Change as ChangeDocument, Transaction } from '@tidemark/contract';
import { problem } from '@tidemark/engine';
import { pageOf } from '../../service/figures/page.ts';
import {
  type ChangeRecord,
  type Effect,
  type EventRecord,
  type OwnerReads,
  Refusal,
  statementOf,
  takeBack,
  transactionDocuments,
  unknownId,
} from '../../service/index.ts';
import { effectDocument } from '../../service/ledger/effect-document.ts';
import {
  authorOf,
  type Call,
  dayOf,
  done,
  dryRunOf,
  type Handlers,
  ok,
  type Reply,
  type Services,
} from '../handler.ts';

/** `api` names what is recorded by this door. */
const SOURCE = 'api';

async function recordOf(tx: OwnerReads, id: string, asKnownAt?: number): Promise<EventRecord> {
  const record = await tx.ledger.find(id, asKnownAt);
  if (record === null || record.kind === 'voided') throw unknownId('transaction', id);
  return record;
}

async function oneDocument(tx: OwnerReads, id: string, effect?: Effect): Promise<Transaction> {
  const [document] = await transactionDocuments(tx, [await recordOf(tx, id)], effect?.problems);
  return document;
}

/** The ledger: reading, recording, correcting, voiding; and taking the last changes back. */
export const transactionHandlers = {
  listTransactions: async (call, { store }) => {
    const { query, asKnownAt } = call;
    return store.read(call.principal.user, async (tx) => {
      const accounts = await accountsOf(tx, query);
      const [from, to] = [dayOf(query.from), dayOf(query.to)];
      const page = await tx.ledger.page({
        ...(accounts !== null && { accounts }),
        ...(asKnownAt !== undefined && { asKnownAt }),
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        ...(query.symbol !== undefined && { symbol: query.symbol }),
        ...(query.type !== undefined && { type: query.type }),
        ...(query.source !== undefined && { source: query.source }),
        ...(query.import_id !== undefined && { importId: query.import_id }),
        ...(query.text !== undefined && { text: query.text }),
        order: query.order === 'asc' ? 'ascending' : 'descending',
        limit: query.limit,
        ...(query.cursor !== undefined && { cursor: query.cursor }),
      });
      return ok({ items: await transactionDocuments(tx, page.items), next_cursor: page.next });
    });
  },

  createTransactions: async (call, services) => {
    const isBatch = Array.isArray(call.body);
    const inputs = Array.isArray(call.body) ? call.body : [call.body];
    const statements = inputs.map((input) => statementOf(input, SOURCE));
    const { effect, answer } = await services.editor.append(
      authorOf(call),
      statements,
      call.dryRun,
      async (tx, ids, done, isNew) => {
        const records = await Promise.all(ids.map((id) => recordOf(tx, id)));
        const items = await transactionDocuments(tx, records, done.problems);
        const body = isBatch ? { items } : items[0];
        const status = isNew ? 201 : 200;
        await call.keep(tx, status, body);
        return { status, body };
      },
    );
    return answer ?? dryRunOf(effect);
  },

  getTransaction: async (call, { store }) =>
    store.read(call.principal.user, async (tx) => {
      const record = await recordOf(tx, call.params.id, call.asKnownAt);
      return ok((await transactionDocuments(tx, [record]))[0]);
    }),

  correctTransaction: async (call, services) => {
    const { account_id: account } = call.body;
    const { event } = statementOf(call.body, SOURCE);
    const { effect, answer } = await services.editor.correct(
      authorOf(call),
      call.params.id,
      { account: account ?? null, event },
      call.dryRun,
      async (tx, done) => {
        const body = await oneDocument(tx, call.params.id, done);
        await call.keep(tx, 200, body);
        return body;
      },
    );
    return answer === null ? dryRunOf(effect) : ok(answer);
  },

  voidTransaction: async (call, services) => {
    const { effect, answer } = await services.editor.void(
      authorOf(call),
      call.params.id,
      call.dryRun,
      async (tx) => {
        await call.keep(tx, 204, undefined);
        return true;
      },
    );
    return answer === null ? dryRunOf(effect) : done;
  },

  listRevisions: async (call, { store }) =>
    store.read(call.principal.user, async (tx) => {
      const revisions = await tx.ledger.revisions(call.params.id);
      if (revisions.length === 0) throw unknownId('transaction', call.params.id);
      const documents = await transactionDocuments(tx, revisions);
      const hashes = await tx.ledger.hashesOf(revisions);
      const all = revisions.map((record, k) => ({
        ...documents[k],
        kind: record.kind,
        version_no: record.version,
        recorded_by: record.recordedBy,
        superseded_by: revisions[k + 1]?.seq ?? null,
        hash: hashes[k],
      }));
      const { items, nextCursor } = pageOf(all, call.query, (one) => String(one.version_no));
      return ok({ items: [...items], next_cursor: nextCursor });
    }),

  undo: (call, services) => back(call, services, 'undo'),
  redo: (call, services) => back(call, services, 'redo'),
} satisfies Handlers;

async function back(call: Call, services: Services, kind: 'undo' | 'redo'): Promise<Reply> {
  const { effect, answer } = await takeBack(
    services.editor,
    authorOf(call),
    kind,
    call.dryRun,
    async (tx, of, done) => {
      const body = {
        change: await changeDocument(tx, of, kind === 'undo'),
        effect: effectDocument(done),
        can_undo: (await tx.changes.undoable()) !== null,
        can_redo: (await tx.changes.redoable()) !== null,
      };
      await call.keep(tx, 200, body);
      return body;
    },
  );
  return answer === null ? dryRunOf(effect) : ok(answer);
}

async function changeDocument(
  tx: OwnerReads,
  change: ChangeRecord,
  undone: boolean,
): Promise<ChangeDocument> {
  const rows = await tx.ledger.ofChange(change.changeNo);
  return {
    change_no: change.changeNo,
    what: change.what,
    transactions: new Set(rows.map(({ id }) => id)).size,
    recorded_at: new Date(change.recordedAt).toISOString(),
    undone,
  };
}

/** The accounts that a list is of; null for all. Throws Refusal where one is named that is not there. */
async function accountsOf(
  tx: OwnerReads,
  query: { readonly account_id?: string | undefined; readonly portfolio_id?: string | undefined },
): Promise<readonly string[] | null> {
  if (query.account_id !== undefined) {
    if ((await tx.accounts.find(query.account_id)) === null)
      throw new Refusal('invalid', [
        problem('account_unknown', { field: 'account_id' }, 'there is no such account'),
      ]);
    return [query.account_id];
  }
  if (query.portfolio_id === undefined) return null;
  const portfolio = await tx.portfolios.find(query.portfolio_id);
  if (portfolio === null) throw unknownId('portfolio', query.portfolio_id);
  return portfolio.accounts;
}
