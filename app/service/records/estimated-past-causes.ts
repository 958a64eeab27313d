import { type Day, decimal, formatDay, formatDecimal, type History } from '@tidemark/engine';
import type { EstimatedPast } from '../portfolio/estimated-past.ts';
import type { BrokerReport } from './broker-reports.ts';
import type { Cause, Gap } from './difference-causes.ts';

/**
 * Why the broker's own history does not begin at what the account is estimated to have been worth: something between
 * there and the first report is not in the ledger, so that what was held before was estimated by as much too high or
 * too low. Both are said together: the event, and what it changes the opening by. `history`: in the account's currency
 * where what it proposes is recorded.
 */
export function causesOfPast(
  history: History,
  report: BrokerReport,
  past: EstimatedPast,
  { arisen, decimals }: Gap,
): Cause[] {
  if (arisen === 0) return [];
  const day = dayOfStep(history, report, past, -arisen);
  const amount = formatDecimal(decimal(-arisen, decimals));
  const before = formatDecimal(decimal(arisen, decimals));
  const account_id = report.account;
  const opening = {
    date: formatDay(past.from),
    account_id,
    type: 'opening',
    amount: before,
    note: `What was held before ${formatDay(day)}, by the history of ${report.source}`,
  };
  const event = { date: formatDay(day), account_id, amount };
  const type = arisen < 0 ? 'deposit' : 'withdrawal';
  return [
    {
      kind: `missing_${type}`,
      message: `What ${report.source} says of the days from ${formatDay(report.day)} on moves most like a ${type} on ${formatDay(day)} that is not recorded; what was held before it was then estimated wrong by as much.`,
      transaction: { ...event, type },
      opening,
    },
    {
      kind: 'unknown',
      message: `Nothing that is recorded explains it; an adjustment of ${amount} on ${formatDay(day)} and one of the estimated opening by ${before} do.`,
      transaction: { ...event, type: 'adjustment', note: `What ${report.source} said of its past` },
      opening,
    },
  ];
}

/** The day after the report, up to the first one that the ledger counts on, whose difference moved most like a step. */
function dayOfStep(history: History, { account, day }: BrokerReport, past: EstimatedPast, step: number): Day {
  const { unreconciled } = history.columns(account);
  const last = Math.min(past.until ?? history.last, history.last);
  let best = last;
  for (let on = day + 1; on <= last; on++) {
    const far = (n: number): number =>
      Math.abs(unreconciled[n - history.first] - unreconciled[n - 1 - history.first] - step);
    if (far(on) < far(best)) best = on;
  }
  return best as Day;
}
