import { type EventRecord, findPortfolio, transactionDocuments } from '../../service/index.ts';
import {
  addFeeSchedule,
  changeFeeSchedule,
  deleteFeeSchedule,
  getFeeSchedule,
  listFeeProposals,
  listFeeSchedules,
  proposedEvent,
  WHOLE,
} from '../../service/records/index.ts';
import { effectDocument } from '../effect-document.ts';
import { type Handlers, ok } from '../handler.ts';
import { replyTo } from './record-reply.ts';

export const feeScheduleHandlers = {
  listFeeSchedules: ({ principal, params, query }, { store }) =>
    store.read(principal.user, async (tx) => ok(await listFeeSchedules(tx, params.id, query))),

  getFeeSchedule: ({ principal, params }, { store }) =>
    store.read(principal.user, async (tx) => ok(await getFeeSchedule(tx, params.id, params.schedule_id))),

  createFeeSchedule: (call, services) =>
    replyTo(call, services, addFeeSchedule(call.params.id, call.body, services.clock.now()), 201),

  changeFeeSchedule: (call, services) =>
    replyTo(call, services, changeFeeSchedule(call.params.id, call.params.schedule_id, call.body), 200),

  deleteFeeSchedule: (call, services) =>
    replyTo(call, services, deleteFeeSchedule(call.params.id, call.params.schedule_id), 204),

  listFeeProposals: ({ principal, params, query }, { store, portfolios }) =>
    store.read(principal.user, async (tx) =>
      ok(await listFeeProposals(tx, params.id, query, portfolios.today())),
    ),

  recordFeeProposal: async (call, { store, portfolios, editor }) => {
    const { id, proposal_id: proposalId } = call.params;
    const { user, by } = call.principal;
    const { statement, base } = await store.read(user, async (tx) => ({
      statement: await proposedEvent(tx, id, proposalId, portfolios.today()),
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
