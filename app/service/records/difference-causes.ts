import type { Reconciliation } from '@tidemark/contract';
import { decimal, equals, formatDay, formatDecimal, type History } from '@tidemark/engine';
import { type DividendDue, dividendColumns } from './announced-dividends.ts';
import type { BrokerReport } from './broker-reports.ts';

export type Difference = Reconciliation['items'][number];
export type Cause = Difference['causes'][number];

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

/**
 * What may have happened, that which is recorded unless another is chosen first. `dividends`: announced ones of the
 * account that the ledger has not.
 */
export function causesOf(
  report: BrokerReport,
  gap: Gap | null,
  currency: string,
  dividends: readonly DividendDue[],
): Cause[] {
  if (gap === null) {
    const message = 'The ledger has no value of this day: it begins later, or contradicts itself.';
    return [{ kind: 'unknown', message, transaction: null, opening: null }];
  }
  if (gap.arisen === 0) {
    const message = 'The same difference was there the day before: the earlier one explains it.';
    return [{ kind: 'carried', message, transaction: null, opening: null }];
  }
  const amount = formatDecimal(decimal(gap.arisen, gap.decimals));
  const event = { date: formatDay(report.day), account_id: report.account, amount };
  const type = gap.arisen > 0 ? 'deposit' : 'withdrawal';
  const dividend = dividends.find(
    (one) =>
      one.currency === currency &&
      one.day <= report.day &&
      equals(one.amount, decimal(gap.arisen, gap.decimals)),
  );
  return [
    ...(dividend === undefined ? [] : [dividendCause(report, dividend)]),
    {
      kind: 'unknown',
      message: `Nothing that is recorded explains it; an adjustment of ${amount} brings the ledger to the report.`,
      transaction: { ...event, type: 'adjustment', note: `What ${report.source} reported` },
      opening: null,
    },
    {
      kind: `missing_${type}`,
      message: `A ${type} of that amount may not have been recorded.`,
      transaction: { ...event, type },
      opening: null,
    },
  ];
}

function dividendCause({ account }: BrokerReport, dividend: DividendDue): Cause {
  return {
    kind: 'missing_dividend',
    message: `A dividend that ${dividend.source} announced is not in the ledger: ${dividend.calculation}.`,
    transaction: { ...dividendColumns(dividend), account_id: account },
    opening: null,
  };
}
