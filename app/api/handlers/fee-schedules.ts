import {
  addFeeSchedule,
  changeFeeSchedule,
  deleteFeeSchedule,
  getFeeSchedule,
  listFeeProposals,
  listFeeSchedules,
  proposedEvent,
} from '../../service/records/index.ts';
import { type Handlers, ok } from '../handler.ts';
import { replyTo } from './record-reply.ts';
import { recordStatement } from './record-statement.ts';

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

  recordFeeProposal: (call, services) => {
    const { id, proposal_id: proposalId } = call.params;
    const today = services.portfolios.today();
    return recordStatement(call, services, (tx) => proposedEvent(tx, id, proposalId, today));
  },
} satisfies Handlers;
