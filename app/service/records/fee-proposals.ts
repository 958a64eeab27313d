import type { FeeProposal } from '@tidemark/contract';
import { type Day, equals, formatDay, formatFixed, minorUnits, negate, toNumber } from '@tidemark/engine';
import { type PageRequest, pageOf } from '../figures/page.ts';
import type { AccountRecord, OwnerReads } from '../ports/index.ts';
import { findAccount } from './accounts.ts';
import type { ListDocument } from './documents.ts';
import { amountOf, type FeeDue, feesDue, isCharged } from './fees-due.ts';

export type FeeStatus = FeeProposal['status'];

export interface ProposalsRequest extends PageRequest {
  readonly status?: FeeStatus | undefined;
}

/** What the schedules of an account make due by the end of yesterday, the oldest first. */
export async function listFeeProposals(
  tx: OwnerReads,
  accountId: string,
  { status, ...request }: ProposalsRequest,
  today: Day,
  asKnownAt?: number,
): Promise<ListDocument<FeeProposal>> {
  const account = await findAccount(tx, accountId, asKnownAt);
  const documents = (await proposalsOf(tx, account, today, asKnownAt)).map((one) => documentOf(one, account));
  const asked = documents.filter((one) => status === undefined || one.status === status);
  const { items, nextCursor } = pageOf(asked, request, ({ id }) => id);
  return { items, next_cursor: nextCursor };
}

/** What is due or was recorded; a period for which nothing is due, and nothing ever was recorded, is left out. */
export async function proposalsOf(
  tx: OwnerReads,
  account: AccountRecord,
  today: Day,
  asKnownAt?: number,
): Promise<FeeDue[]> {
  const due = await feesDue(tx, account, today, asKnownAt);
  return due.filter((one) => one.event !== null || one.due.amount.units > 0);
}

/** `differs`: the past was corrected since, and what is due is another amount than what the ledger has. */
export function statusOf(fee: FeeDue, account: AccountRecord): FeeStatus {
  const { event } = fee;
  if (event === null) return 'proposed';
  if (!isCharged(event)) return 'deleted';
  const recorded = amountOf(event, account);
  if (recorded === null) return 'recorded';
  return equals(recorded, fee.due.amount) ? 'recorded' : 'differs';
}

/** The columns of the event that charges a fee. */
export function feeColumns(fee: FeeDue, account: AccountRecord) {
  return {
    date: formatDay(fee.to),
    type: typeOf(fee),
    amount: formatFixed(negate(fee.due.amount), minorUnits(account.currency)),
    note: `${fee.schedule.name}: ${fee.due.calculation}`,
  };
}

const typeOf = ({ schedule }: FeeDue): FeeProposal['type'] =>
  schedule.kind === 'margin_interest' ? 'interest' : 'fee';

function documentOf(fee: FeeDue, account: AccountRecord): FeeProposal {
  const { id, schedule, from, to, due, event } = fee;
  const recorded = event === null || !isCharged(event) ? null : amountOf(event, account);
  return {
    id,
    schedule_id: schedule.id,
    account_id: account.id,
    type: typeOf(fee),
    date: event?.columns.date ?? formatDay(to),
    from: formatDay(from),
    to: formatDay(to),
    amount: toNumber(due.amount),
    recorded_amount: recorded === null ? null : toNumber(recorded),
    currency: account.currency,
    calculation: due.calculation,
    status: statusOf(fee, account),
    transaction_id: event === null || !isCharged(event) ? null : event.id,
  };
}
