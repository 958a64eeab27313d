import { randomUUID } from 'node:crypto';
import type { FeeSchedule } from '@tidemark/contract';
import {
  type Day,
  type Decimal,
  dec,
  decimal,
  exactNumber,
  formatDay,
  formatDecimal,
  multiply,
} from '@tidemark/engine';
import { type PageRequest, pageOf } from '../figures/page.ts';
import type { AccountRecord, FeeScheduleRecord, OwnerReads } from '../ports/index.ts';
import { unknownId } from '../refusal.ts';
import { findAccount } from './accounts.ts';
import { Checks, notDone } from './checks.ts';
import { type BodyOf, instantText, type ListDocument } from './documents.ts';
import { idsOf, SCHEDULE_SOURCE } from './fees-due.ts';
import type { RecordWrite } from './record-write.ts';

/** What a schedule is called that nobody gave a name. */
const NAMES: Readonly<Record<FeeScheduleRecord['kind'], string>> = {
  management: 'Management fee',
  performance: 'Performance fee',
  fixed: 'Fixed fee',
  margin_interest: 'Margin interest',
};

/** How days are counted where nobody says it: money markets lend over 360 days, advisers charge over 365. */
const DAY_COUNTS: Readonly<Record<FeeScheduleRecord['kind'], FeeScheduleRecord['dayCount']>> = {
  management: 'act/365',
  performance: null,
  fixed: null,
  margin_interest: 'act/360',
};

/** The schedules of an account, by their first day. */
export async function listFeeSchedules(
  tx: OwnerReads,
  accountId: string,
  request: PageRequest,
  asKnownAt?: number,
): Promise<ListDocument<FeeSchedule>> {
  const account = await findAccount(tx, accountId, asKnownAt);
  const schedules = await tx.feeSchedules.list(accountId, asKnownAt);
  const { items, nextCursor } = pageOf(schedules, request, ({ id }) => id);
  return { items: items.map((one) => feeScheduleDocument(one, account)), next_cursor: nextCursor };
}

/** Throws Refusal `not_found`. */
export async function getFeeSchedule(
  tx: OwnerReads,
  accountId: string,
  id: string,
  asKnownAt?: number,
): Promise<FeeSchedule> {
  return feeScheduleDocument(...(await found(tx, accountId, id, asKnownAt)));
}

export function feeScheduleDocument(schedule: FeeScheduleRecord, { currency }: AccountRecord): FeeSchedule {
  const { rate, amount, lastDay } = schedule;
  return {
    id: schedule.id,
    account_id: schedule.account,
    kind: schedule.kind,
    name: schedule.name,
    ...exactNumber('percent', rate === null ? null : times100(dec(rate))),
    ...exactNumber('amount', amount === null ? null : dec(amount)),
    currency,
    day_count: schedule.dayCount,
    every: schedule.every,
    from: formatDay(schedule.firstDay as Day),
    until: lastDay === null ? null : formatDay(lastDay as Day),
    automatic: schedule.automatic,
    created_at: instantText(schedule.createdAt),
  };
}

export function addFeeSchedule(
  accountId: string,
  input: BodyOf<'createFeeSchedule'>,
  now: number,
): RecordWrite<FeeSchedule> {
  return {
    moves: null,
    apply: async (tx) => {
      await findAccount(tx, accountId);
      const schedule = checked({ id: randomUUID(), account: accountId, createdAt: now }, input);
      await tx.feeSchedules.put(schedule);
      return getFeeSchedule(tx, accountId, schedule.id);
    },
  };
}

/** What is recorded already stays; a change that would take a recorded period away is refused. */
export function changeFeeSchedule(
  accountId: string,
  id: string,
  change: BodyOf<'changeFeeSchedule'>,
  today: Day,
): RecordWrite<FeeSchedule> {
  return {
    moves: null,
    apply: async (tx) => {
      const [known] = await found(tx, accountId, id);
      const { rate, amount, lastDay } = known;
      const stated = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const isOfOtherKind =
        change.kind !== undefined && (change.kind === 'fixed') !== (known.kind === 'fixed');
      const isOfOtherMeasure = change.kind !== undefined && change.kind !== known.kind;
      const schedule = checked(
        { id, account: accountId, createdAt: known.createdAt },
        {
          kind: known.kind,
          name: known.name,
          percent: rate === null || isOfOtherKind ? null : formatDecimal(times100(dec(rate))),
          amount: isOfOtherKind ? null : amount,
          day_count: isOfOtherMeasure ? null : known.dayCount,
          every: known.every,
          from: formatDay(known.firstDay as Day),
          until: lastDay === null ? null : formatDay(lastDay as Day),
          automatic: known.automatic,
          ...stated,
        },
      );
      await checkRecorded(tx, known, schedule, today);
      await tx.feeSchedules.put(schedule);
      return getFeeSchedule(tx, accountId, schedule.id);
    },
  };
}

/** What is recorded already stays. */
export function deleteFeeSchedule(accountId: string, id: string): RecordWrite<void> {
  return {
    moves: null,
    apply: async (tx) => {
      await found(tx, accountId, id);
      await tx.feeSchedules.delete(id);
    },
  };
}

async function found(
  tx: OwnerReads,
  accountId: string,
  id: string,
  asKnownAt?: number,
): Promise<[schedule: FeeScheduleRecord, account: AccountRecord]> {
  const account = await findAccount(tx, accountId, asKnownAt);
  const schedule = (await tx.feeSchedules.list(accountId, asKnownAt)).find((one) => one.id === id);
  if (schedule === undefined) throw unknownId('fee schedule', id);
  return [schedule, account];
}

/**
 * A period that was recorded must still be one, so that no day is charged twice. Throws Refusal `conflict`.
 */
async function checkRecorded(
  tx: OwnerReads,
  before: FeeScheduleRecord,
  after: FeeScheduleRecord,
  today: Day,
): Promise<void> {
  const ids = idsOf(before, today);
  const known = await tx.ledger.known(before.account, SCHEDULE_SOURCE, ids);
  const still = new Set(idsOf(after, today));
  const lost = ids.filter((id) => known.has(id) && !still.has(id));
  if (lost.length === 0) return;
  const message = `the period until ${lost[0].slice(before.id.length + 1)} is recorded, and would be none any more`;
  throw notDone('every', message, 'End this schedule, and begin another one on the day after.');
}

const times100 = (rate: Decimal): Decimal => multiply(rate, decimal(100, 0));

/** Throws Refusal `invalid` with every field that is wrong. */
function checked(
  kept: { readonly id: string; readonly account: string; readonly createdAt: number },
  { kind, name, percent, amount, every, from, until, automatic, ...more }: BodyOf<'createFeeSchedule'>,
): FeeScheduleRecord {
  const checks = new Checks();
  const isFixed = kind === 'fixed';
  const [used, unused] = isFixed ? (['amount', 'percent'] as const) : (['percent', 'amount'] as const);
  const stated = isFixed ? amount : percent;
  if ((isFixed ? percent : amount) !== null)
    checks.refuse('field_not_allowed', unused, `a schedule of kind ${kind} has no ${unused}`);
  if (stated === null) checks.refuse('field_required', used, `a schedule of kind ${kind} needs ${used}`);
  const value = stated === null ? null : checks.positive(used, stated);
  const counted = DAY_COUNTS[kind];
  if (counted === null && more.day_count !== null)
    checks.refuse('field_not_allowed', 'day_count', `a schedule of kind ${kind} has no day count`);
  const firstDay = checks.day('from', from);
  const lastDay = until === null ? null : checks.day('until', until);
  if (lastDay !== null && lastDay < firstDay)
    checks.refuse('setting_invalid', 'until', 'the last day is before the first', {
      remedy: 'Give a later day, or none.',
    });
  checks.end();
  return {
    ...kept,
    kind,
    name: name ?? NAMES[kind],
    rate: value === null || isFixed ? null : formatDecimal(decimal(value.units, value.scale + 2)),
    amount: value === null || !isFixed ? null : formatDecimal(value),
    dayCount: counted === null ? null : (more.day_count ?? counted),
    every,
    firstDay,
    lastDay,
    automatic,
  };
}
