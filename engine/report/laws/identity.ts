import { addDays, formatDay } from '../../calendar/index.ts';
import type { DailyColumns } from '../../valuation/daily-columns.ts';
import type { History } from '../../valuation/history.ts';
import { type LawCheck, Tally } from './law-check.ts';

/** What is checked, by its name: the portfolio and each account. */
function views(history: History): [string, DailyColumns][] {
  return [
    ['portfolio', history.columns()],
    ...history.accounts.map((account): [string, DailyColumns] => [account, history.columns(account)]),
  ];
}

/** The identities of every day, of the portfolio and of each account, to the minor unit. */
export function checkIdentities(history: History): LawCheck[] {
  const rollForward = new Tally('equity = equity of the day before + net flow + P&L');
  const parts = new Tally(
    'P&L = realized + change in unrealized − transferred gain + income − fees − taxes + fx + unexplained',
  );
  const levels = new Tally('equity = cash + long value + short value + unreconciled');
  const flows = new Tally('net flow = deposits − withdrawals + transfers in − transfers out');
  for (const [name, columns] of views(history)) {
    let [equity, unrealized] = [columns.opening, 0];
    for (let i = 0; i < columns.length; i++) {
      const where = (): string => `${name} ${formatDay(addDays(columns.first, i))}`;
      const c = columns;
      rollForward.check(c.equity[i] === equity + c.netFlow[i] + c.pnl[i], where);
      parts.check(c.pnl[i] === partsOf(c, i, unrealized), where);
      levels.check(c.equity[i] === c.cash[i] + c.longValue[i] + c.shortValue[i] + c.unreconciled[i], where);
      const flow = c.deposits[i] - c.withdrawals[i] + c.transfersIn[i] - c.transfersOut[i];
      flows.check(c.netFlow[i] === flow, where);
      [equity, unrealized] = [c.equity[i], c.unrealized[i]];
    }
  }
  return [rollForward, parts, levels, flows].map((tally) => tally.result());
}

function partsOf(c: DailyColumns, i: number, unrealizedBefore: number): number {
  const change = c.unrealized[i] - unrealizedBefore;
  return (
    c.realized[i] +
    change -
    c.transferredGain[i] +
    c.income[i] -
    c.fees[i] -
    c.taxes[i] +
    c.fx[i] +
    c.unexplained[i]
  );
}
