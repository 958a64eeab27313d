import type { Reconciliation } from '@tidemark/contract';
import { decimal, formatDay, formatDecimal, type History } from '@tidemark/engine';
import type { BrokerReport } from './broker-reports.ts';

export type Difference = Reconciliation['items'][number];
type Cause = Difference['causes'][number];

/** A difference between a report and the ledger, in minor units of the account's currency. */
export interface Gap {
  /** Reported less ledger. */
  readonly difference: number;
  /** The part of it that was not there the day before. */
  readonly arisen: number;
  readonly decimals: number;
}

/** Null where the ledger has no value of the day. `history`: in the account's currency. */
export function gapOf(history: History, { account, day }: BrokerReport): Gap | null {
  const { unreconciled, length } = history.columns(account);
  const at = day - history.first;
  if (at < 0 || at >= length) return null;
  const difference = unreconciled[at];
  const before = at === 0 ? 0 : unreconciled[at - 1];
  return { difference, arisen: difference - before, decimals: history.decimals };
}

/** What may have happened, that which is recorded unless another is chosen first. */
export function causesOf(report: BrokerReport, gap: Gap | null): Cause[] {
  if (gap === null) {
    const message = 'The ledger has no value of this day: it begins later, or contradicts itself.';
    return [{ kind: 'unknown', message, transaction: null }];
  }
  if (gap.arisen === 0) {
    const message = 'The same difference was there the day before: the earlier one explains it.';
    return [{ kind: 'carried', message, transaction: null }];
  }
  const amount = formatDecimal(decimal(gap.arisen, gap.decimals));
  const event = { date: formatDay(report.day), account_id: report.account, amount };
  const type = gap.arisen > 0 ? 'deposit' : 'withdrawal';
  return [
    {
      kind: 'unknown',
      message: `Nothing that is recorded explains it; an adjustment of ${amount} brings the ledger to the report.`,
      transaction: { ...event, type: 'adjustment', note: `What ${report.source} reported` },
    },
    {
      kind: `missing_${type}`,
      message: `A ${type} of that amount may not have been recorded.`,
      transaction: { ...event, type },
    },
  ];
}
