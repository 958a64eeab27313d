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
import { Checks } from './checks.ts';
import { type BodyOf, instantText, type ListDocument } from './documents.ts';
import type { RecordWrite } from './record-write.ts';

/** What a schedule is called that nobody gave a name. */
const NAMES: Readonly<Record<FeeScheduleRecord['kind'], string>> = {
  management: 'Management fee',
  performance: 'Performance fee',
  fixed: 'Fixed fee',
  margin_interest: 'Margin interest',
};

/** The schedules of an account, by their first day. */
export async function listFeeSchedules(
  tx: OwnerReads,
  accountId: string,
  request: PageRequest,
): Promise<ListDocument<FeeSchedule>> {
  const account = await findAccount(tx, accountId);
  const { items, nextCursor } = pageOf(await tx.feeSchedules.list(accountId), request, ({ id }) => id);
  return { items: items.map((one) => feeScheduleDocument(one, account)), next_cursor: nextCursor };
}

/** Throws Refusal `not_found`. */
export async function getFeeSchedule(tx: OwnerReads, accountId: string, id: string): Promise<FeeSchedule> {
  return feeScheduleDocument(...(await found(tx, accountId, id)));
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

/** What is recorded already stays. */
export function changeFeeSchedule(
  accountId: string,
  id: string,
  change: BodyOf<'changeFeeSchedule'>,
): RecordWrite<FeeSchedule> {
  return {
    moves: null,
    apply: async (tx) => {
      const [known] = await found(tx, accountId, id);
      const { rate, amount, lastDay } = known;
      const stated = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const isOfOtherKind =
        change.kind !== undefined && (change.kind === 'fixed') !== (known.kind === 'fixed');
      const schedule = checked(
        { id, account: accountId, createdAt: known.createdAt },
        {
          kind: known.kind,
          name: known.name,
          percent: rate === null || isOfOtherKind ? null : formatDecimal(times100(dec(rate))),
          amount: isOfOtherKind ? null : amount,
          every: known.every,
          from: formatDay(known.firstDay as Day),
          until: lastDay === null ? null : formatDay(lastDay as Day),
          automatic: known.automatic,
          ...stated,
        },
      );
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
): Promise<[schedule: FeeScheduleRecord, account: AccountRecord]> {
  const account = await findAccount(tx, accountId);
  const schedule = (await tx.feeSchedules.list(accountId)).find((one) => one.id === id);
  if (schedule === undefined) throw unknownId('fee schedule', id);
  return [schedule, account];
}

const times100 = (rate: Decimal): Decimal => multiply(rate, decimal(100, 0));

/** Throws Refusal `invalid` with every field that is wrong. */
function checked(
  kept: { readonly id: string; readonly account: string; readonly createdAt: number },
  { kind, name, percent, amount, every, from, until, automatic }: BodyOf<'createFeeSchedule'>,
): FeeScheduleRecord {
  const checks = new Checks();
  const isFixed = kind === 'fixed';
  const [used, unused] = isFixed ? (['amount', 'percent'] as const) : (['percent', 'amount'] as const);
  const stated = isFixed ? amount : percent;
  if ((isFixed ? percent : amount) !== null)
    checks.refuse('field_not_allowed', unused, `a schedule of kind ${kind} has no ${unused}`);
  if (stated === null) checks.refuse('field_required', used, `a schedule of kind ${kind} needs ${used}`);
  const value = stated === null ? null : checks.positive(used, stated);
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
    every,
    firstDay,
    lastDay,
    automatic,
  };
}
