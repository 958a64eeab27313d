import type { FeeProposal } from '@tidemark/contract';
import {
  type Day,
  dayRange,
  dec,
  endOfPeriod,
  formatDay,
  formatFixed,
  minorUnits,
  splitByPeriod,
  toNumber,
} from '@tidemark/engine';
import { type PageRequest, pageOf } from '../figures/page.ts';
import type { Statement } from '../ledger/ledger-editor.ts';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import type { AccountRecord, EventRecord, FeeScheduleRecord, OwnerReads } from '../ports/index.ts';
import { unknownId } from '../refusal.ts';
import { accountAlone } from './account-alone.ts';
import { findAccount } from './accounts.ts';
import type { ListDocument } from './documents.ts';
import { accrued, type Due, fixedFee, type Gained, gained } from './fee-amounts.ts';

/** The source of events that schedules make; the source's id is the proposal's. */
const SOURCE = 'schedule';

/** A fee that is due, and the event that it became. */
interface Proposal {
  readonly id: string;
  readonly schedule: FeeScheduleRecord;
  readonly from: Day;
  readonly to: Day;
  readonly due: Due;
  readonly event: EventRecord | null;
}

export interface ProposalsRequest extends PageRequest {
  readonly status?: FeeProposal['status'] | undefined;
}

/** What the schedules of an account make due by the end of yesterday, the oldest first. */
export async function listFeeProposals(
  tx: OwnerReads,
  accountId: string,
  { status, ...request }: ProposalsRequest,
  today: Day,
): Promise<ListDocument<FeeProposal>> {
  const account = await findAccount(tx, accountId);
  const documents = (await proposalsOf(tx, account, today)).map((one) => documentOf(one, account));
  const asked = documents.filter((one) => status === undefined || one.status === status);
  const { items, nextCursor } = pageOf(asked, request, ({ id }) => id);
  return { items, next_cursor: nextCursor };
}

/** The event that records a proposal. Throws Refusal `not_found` where there is none of that id. */
export async function proposedEvent(
  tx: OwnerReads,
  accountId: string,
  id: string,
  today: Day,
): Promise<Statement> {
  const account = await findAccount(tx, accountId);
  const found = (await proposalsOf(tx, account, today)).find((one) => one.id === id);
  if (found === undefined) throw unknownId('fee proposal', id);
  const { due, schedule, to, event } = found;
  const columns = event?.columns ?? {
    date: formatDay(to),
    type: typeOf(schedule),
    amount: `-${formatFixed(due.amount, minorUnits(account.currency))}`,
    note: `${schedule.name}: ${due.calculation}`,
  };
  return { account: accountId, event: columns, source: SOURCE, sourceId: id };
}

const typeOf = ({ kind }: FeeScheduleRecord): FeeProposal['type'] =>
  kind === 'margin_interest' ? 'interest' : 'fee';

function documentOf({ id, schedule, from, to, due, event }: Proposal, account: AccountRecord): FeeProposal {
  const recorded = event?.columns.amount;
  const amount = recorded === undefined ? toNumber(due.amount) : -toNumber(dec(recorded));
  return {
    id,
    schedule_id: schedule.id,
    account_id: account.id,
    type: typeOf(schedule),
    date: event?.columns.date ?? formatDay(to),
    from: formatDay(from),
    to: formatDay(to),
    amount,
    currency: account.currency,
    calculation: due.calculation,
    status: event === null ? 'proposed' : 'recorded',
    transaction_id: event?.id ?? null,
  };
}

async function proposalsOf(tx: OwnerReads, account: AccountRecord, today: Day): Promise<Proposal[]> {
  const schedules = await tx.feeSchedules.list(account.id);
  if (schedules.length === 0) return [];
  const portfolio = await accountAlone(tx, account, today);
  const proposals: Proposal[] = [];
  for (const schedule of schedules) proposals.push(...(await ofSchedule(tx, portfolio, schedule, today)));
  return proposals.sort((a, b) => a.to - b.to || (a.id < b.id ? -1 : 1));
}

/** One for each period that ended before today; none where nothing is due, or its event was deleted. */
async function ofSchedule(
  tx: OwnerReads,
  { history }: OpenPortfolio,
  schedule: FeeScheduleRecord,
  today: Day,
): Promise<Proposal[]> {
  const { every, firstDay, lastDay, kind } = schedule;
  const first = (kind === 'fixed' ? firstDay : Math.max(firstDay, history.first)) as Day;
  const end = Math.min(lastDay ?? today - 1, today - 1) as Day;
  if (end < first || (kind !== 'fixed' && history.last < history.first)) return [];
  const periods = splitByPeriod(dayRange(first, end), every).filter(
    ({ to }) => to === lastDay || to === endOfPeriod(to, every),
  );
  const idOf = (to: Day) => `${schedule.id}.${formatDay(to)}`;
  const ids = periods.map(({ to }) => idOf(to));
  const known = await tx.ledger.known(schedule.account, SOURCE, ids);
  const proposals: Proposal[] = [];
  let highWaterMark: number | null = null;
  for (const { from, to } of periods) {
    const eventId = known.get(idOf(to));
    const event = eventId === undefined ? null : await tx.ledger.find(eventId);
    const recorded = event === null || event.kind === 'voided' ? null : event;
    let due: Due;
    if (kind === 'performance') {
      const paid = recorded?.columns.amount ?? null;
      const made: Gained = gained(history, schedule, { from, to }, highWaterMark, paid);
      ({ due, highWaterMark } = made);
    } else due = kind === 'fixed' ? fixedFee(schedule) : accrued(history, schedule, from, to);
    const isDue = recorded !== null || (event === null && due.amount.units > 0);
    if (isDue) proposals.push({ id: idOf(to), schedule, from, to, due, event: recorded });
  }
  return proposals;
}
