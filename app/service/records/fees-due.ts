import {
  type Day,
  type Decimal,
  dayRange,
  dec,
  endOfPeriod,
  formatDay,
  negate,
  parseDay,
  splitByPeriod,
  toNumber,
} from '@tidemark/engine';
import type { AccountRecord, EventRecord, FeeScheduleRecord, OwnerReads } from '../ports/index.ts';
import { accountAlone } from './account-alone.ts';
import { accrued, type Due, fixedFee, gained, type Period } from './fee-amounts.ts';
import { type FeeDays, feeDaysOf } from './fee-days.ts';

/** The source of events that schedules make; the source's id is that of the fee. */
export const SCHEDULE_SOURCE = 'schedule';

/** A fee that a schedule makes due for one of its periods, and the event that it became. */
export interface FeeDue extends Period {
  /** Of schedule and period: the same however often it is asked for, and known once it is recorded. */
  readonly id: string;
  readonly schedule: FeeScheduleRecord;
  readonly due: Due;
  /** Null before it is recorded; `voided` where the user deleted it. */
  readonly event: EventRecord | null;
}

/** Of one day: interest first, and a performance fee on what all others have left. */
const ORDER: readonly FeeScheduleRecord['kind'][] = ['margin_interest', 'fixed', 'management', 'performance'];

/**
 * What the schedules of an account make due for the periods that have ended before today, by their last day. An
 * amount does not depend on which of the others are recorded: each is computed as if all before it had been
 * charged, those that are recorded by what the ledger says of them, those that were deleted not at all.
 */
export async function feesDue(
  tx: OwnerReads,
  account: AccountRecord,
  today: Day,
  asKnownAt?: number,
): Promise<FeeDue[]> {
  const schedules = await tx.feeSchedules.list(account.id, asKnownAt);
  if (schedules.length === 0) return [];
  const { history } = await accountAlone(tx, account, today, asKnownAt);
  const days = feeDaysOf(history, account.id);
  const periods = schedules.flatMap((schedule) => periodsOf(schedule, account, days, today)).sort(inOrder);
  const events = await eventsOf(tx, account.id, periods, asKnownAt);
  for (const event of events.values()) putBack(days, event, account);
  const marks = new Map<string, number>();
  return periods.map(({ id, schedule, from, to }) => {
    const event = events.get(id) ?? null;
    const found =
      schedule.kind === 'performance'
        ? gained(days, schedule, { from, to }, marks.get(schedule.id) ?? null)
        : { due: fixedOrAccrued(days, schedule, { from, to }) };
    const charged = chargeOf(event, found.due, to, account);
    const units = toUnits(charged.amount, days);
    days.charge(charged.day, units);
    if ('mark' in found) marks.set(schedule.id, Math.max(found.mark, found.value - units));
    return { id, schedule, from, to, due: found.due, event };
  });
}

const feeId = ({ id }: Pick<FeeScheduleRecord, 'id'>, to: Day): string => `${id}.${formatDay(to)}`;

/** Whether an event still counts: the user has not deleted it. */
export const isCharged = (event: EventRecord): boolean => event.kind !== 'voided';

/** What an event took, positive, in the account's currency; null where it is in another. */
export function amountOf({ columns }: EventRecord, { currency }: AccountRecord): Decimal | null {
  const stated = columns.settleCurrency ?? columns.currency ?? currency;
  if (columns.amount === undefined || stated !== currency) return null;
  return negate(dec(columns.amount));
}

type Named = Period & Pick<FeeDue, 'id' | 'schedule'>;

const inOrder = (a: Named, b: Named): number =>
  a.to - b.to || ORDER.indexOf(a.schedule.kind) - ORDER.indexOf(b.schedule.kind) || (a.id < b.id ? -1 : 1);

/** Those that ended before today. Of a fee that is measured they begin with the account's history. */
function periodsOf(
  schedule: FeeScheduleRecord,
  { closedOn }: Pick<AccountRecord, 'closedOn'>,
  { first: begun, last }: Pick<FeeDays, 'first' | 'last'>,
  today: Day,
): Named[] {
  const { every, firstDay, lastDay, kind } = schedule;
  const first = (kind === 'fixed' ? firstDay : Math.max(firstDay, begun)) as Day;
  const until = Math.min(lastDay ?? Number.POSITIVE_INFINITY, closedOn ?? Number.POSITIVE_INFINITY);
  const end = Math.min(until, today - 1) as Day;
  if (end < first || (kind !== 'fixed' && last < begun)) return [];
  return splitByPeriod(dayRange(first, end), every)
    .filter(({ to }) => to === until || to === endOfPeriod(to, every))
    .map(({ from, to }) => ({ id: feeId(schedule, to), schedule, from, to }));
}

/** The ids of all fees that a schedule could have made due by today. */
export function idsOf(schedule: FeeScheduleRecord, today: Day): string[] {
  const always = { first: schedule.firstDay as Day, last: today };
  return periodsOf(schedule, { closedOn: null }, always, today).map(({ id }) => id);
}

const fixedOrAccrued = (days: FeeDays, schedule: FeeScheduleRecord, period: Period): Due =>
  schedule.kind === 'fixed' ? fixedFee(days, schedule) : accrued(days, schedule, period);

/** The events that fees became, by the fees' ids. */
async function eventsOf(
  tx: OwnerReads,
  account: string,
  periods: readonly Named[],
  asKnownAt: number | undefined,
): Promise<Map<string, EventRecord>> {
  const ids = periods.map(({ id }) => id);
  const known = await tx.ledger.known(account, SCHEDULE_SOURCE, ids);
  const events = new Map<string, EventRecord>();
  for (const [id, eventId] of known) {
    const event = await tx.ledger.find(eventId, asKnownAt);
    if (event !== null) events.set(id, event);
  }
  return events;
}

/** Takes a recorded fee out of the days: it is charged again when its turn comes. */
function putBack(days: FeeDays, event: EventRecord, account: AccountRecord): void {
  const amount = isCharged(event) && event.account === account.id ? amountOf(event, account) : null;
  if (amount !== null) days.charge(dayOfEvent(event), -toUnits(amount, days));
}

const NOTHING: Decimal = dec('0');

function chargeOf(
  event: EventRecord | null,
  due: Due,
  to: Day,
  account: AccountRecord,
): { readonly day: Day; readonly amount: Decimal } {
  if (event === null) return { day: to, amount: due.amount };
  const isHere = isCharged(event) && event.account === account.id;
  return { day: dayOfEvent(event), amount: (isHere ? amountOf(event, account) : null) ?? NOTHING };
}

const dayOfEvent = ({ columns }: EventRecord): Day => parseDay(columns.date) ?? (0 as Day);

const toUnits = (amount: Decimal, { decimals }: FeeDays): number =>
  Math.round(toNumber(amount) * 10 ** decimals);
