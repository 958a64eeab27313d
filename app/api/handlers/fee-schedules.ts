import { type EventRecord, transactionDocuments } from '../../service/index.ts';
import {
  addFeeSchedule,
  changeFeeSchedule,
  deleteFeeSchedule,
  getFeeSchedule,
  listFeeProposals,
  listFeeSchedules,
  recordFee,
} from '../../service/records/index.ts';
import { authorOf, dryRunOf, type Handlers, ok } from '../handler.ts';
import { replyTo } from './record-reply.ts';

export const feeScheduleHandlers = {
  listFeeSchedules: ({ principal, params, query, asKnownAt }, { store }) =>
    store.read(principal.user, async (tx) => ok(await listFeeSchedules(tx, params.id, query, asKnownAt))),

  getFeeSchedule: ({ principal, params, asKnownAt }, { store }) =>
    store.read(principal.user, async (tx) =>
      ok(await getFeeSchedule(tx, params.id, params.schedule_id, asKnownAt)),
    ),

  createFeeSchedule: (call, services) =>
    replyTo(call, services, addFeeSchedule(call.params.id, call.body, services.clock.now()), 201),

  changeFeeSchedule: (call, services) =>
    replyTo(
      call,
      services,
      changeFeeSchedule(call.params.id, call.params.schedule_id, call.body, services.portfolios.today()),
      200,
    ),

  deleteFeeSchedule: (call, services) =>
    replyTo(call, services, deleteFeeSchedule(call.params.id, call.params.schedule_id), 204),

  listFeeProposals: ({ principal, params, query, asKnownAt }, { store, portfolios }) =>
    store.read(principal.user, async (tx) =>
      ok(await listFeeProposals(tx, params.id, query, portfolios.today(asKnownAt), asKnownAt)),
    ),

  recordFeeProposal: async (call, { editor, portfolios }) => {
    const { id: accountId, proposal_id: id } = call.params;
    const choice = { accountId, id, today: portfolios.today() };
    const { effect, answer } = await recordFee(
      editor,
      authorOf(call),
      choice,
      call.dryRun,
      async (tx, eventId, done, change) => {
        const record = (await tx.ledger.find(eventId)) as EventRecord;
        const [body] = await transactionDocuments(tx, [record], done.problems);
        const status = change === null ? 200 : 201;
        await call.keep(tx, status, body);
        return { status, body };
      },
    );
    return answer ?? dryRunOf(effect);
  },
} satisfies Handlers;
