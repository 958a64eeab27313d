import { randomUUID } from 'node:crypto';
import type { Day } from '@tidemark/engine';
import type { Effect } from '../ledger/effect.ts';
import type { LedgerEdit } from '../ledger/ledger-edit.ts';
import type { Author, Done, LedgerEditor, Step } from '../ledger/ledger-editor.ts';
import type { AccountRecord, Change, EventRecord, OwnerReads, OwnerWrites } from '../ports/index.ts';
import { unknownId } from '../refusal.ts';
import { findAccount } from './accounts.ts';
import { feeColumns, proposalsOf, statusOf } from './fee-proposals.ts';
import { type FeeDue, SCHEDULE_SOURCE } from './fees-due.ts';

/** What is recorded by: the author of what no user asked for. */
const SCHEDULES = 'fee schedules';

/** Which fee is to be recorded, and the day it is. */
export interface FeeChoice {
  readonly accountId: string;
  readonly id: string;
  readonly today: Day;
}

/**
 * Records a fee that is due, as one change that can be undone: it is added; brought to what is due now where that
 * differs from what was recorded; or added again where it was deleted. One that is recorded already stays as it is.
 * Throws Refusal.
 */
export function recordFee<Answer>(
  editor: LedgerEditor,
  author: Author,
  { accountId, id, today }: FeeChoice,
  dryRun: boolean,
  finish: (tx: OwnerWrites, eventId: string, effect: Effect, change: Change | null) => Promise<Answer>,
): Promise<Done<Answer>> {
  let eventId = '';
  const plan = async (tx: OwnerReads): Promise<Step> => {
    const account = await findAccount(tx, accountId);
    const fee = (await proposalsOf(tx, account, today)).find((one) => one.id === id);
    if (fee === undefined) throw unknownId('fee proposal', id);
    eventId = fee.event?.id ?? randomUUID();
    const status = statusOf(fee, account);
    const what = `${status === 'differs' ? 'corrected' : 'recorded'} ${fee.schedule.name}`;
    if (status === 'recorded') return { what, edits: [], record: async () => {} };
    return fee.event === null ? added(what, [fee], account, [eventId]) : said(what, fee, account, fee.event);
  };
  return editor.run(author, dryRun, plan, (tx, effect, change) => finish(tx, eventId, effect, change));
}

/**
 * Records every fee of an account that automatic schedules make due and that never was recorded, as one change of the
 * program's own. It looks at what is there, not at what was done before: running it twice, late, or on two nodes at
 * once records each period exactly once. What differs from what was recorded is left to the user. Answers the
 * events. Throws Refusal.
 */
export async function recordDueFees(
  editor: LedgerEditor,
  owner: string,
  accountId: string,
  today: Day,
): Promise<readonly string[]> {
  let ids: readonly string[] = [];
  const plan = async (tx: OwnerReads): Promise<Step> => {
    const account = await findAccount(tx, accountId);
    const fees = await automaticFees(tx, account, today);
    ids = fees.map(() => randomUUID());
    const what = fees.length === 1 ? `recorded ${fees[0].schedule.name}` : `recorded ${fees.length} fees`;
    return { ...added(what, fees, account, ids), kind: 'system' };
  };
  await editor.run({ owner, by: SCHEDULES }, false, plan, async () => true);
  return ids;
}

/** What `recordDueFees` records now, the oldest first. */
export async function automaticFees(tx: OwnerReads, account: AccountRecord, today: Day): Promise<FeeDue[]> {
  const due = await proposalsOf(tx, account, today);
  return due.filter(({ schedule, event }) => schedule.automatic && event === null);
}

function added(what: string, fees: readonly FeeDue[], account: AccountRecord, ids: readonly string[]): Step {
  const rows = fees.map((fee, k) => ({
    id: ids[k],
    account: account.id,
    columns: feeColumns(fee, account),
    source: SCHEDULE_SOURCE,
    sourceId: fee.id,
    importId: null,
  }));
  return {
    what,
    edits: rows.map(({ id, columns, sourceId }) => ({
      kind: 'append',
      id,
      event: { ...columns, account: account.id },
      sourceId,
    })),
    record: async (into, change) => {
      await into.ledger.append(change, rows);
    },
  };
}

/** States a fee anew that is in the ledger already, deleted or not, on the day and in the account that it is in. */
function said(what: string, fee: FeeDue, account: AccountRecord, event: EventRecord): Step {
  const { type, amount, note } = feeColumns(fee, account);
  const columns = { ...event.columns, type, amount, note };
  const stated = { ...columns, account: event.account };
  const edit: LedgerEdit =
    event.kind === 'voided'
      ? { kind: 'append', id: event.id, event: stated, sourceId: fee.id }
      : { kind: 'correct', id: event.id, event: stated };
  return {
    what,
    edits: [edit],
    record: async (into, change) => {
      await into.ledger.correct(change, [{ id: event.id, account: event.account, columns }]);
    },
  };
}
