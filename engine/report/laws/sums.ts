import { addDays, formatDay } from '../../calendar/index.ts';
import type { DailyColumns } from '../../valuation/daily-columns.ts';
import type { History } from '../../valuation/history.ts';
import { type DailyColumn, PNL_PARTS } from '../period.ts';
import { type LawCheck, Tally } from './law-check.ts';

/** Columns in which parts add up to the whole; flows are not, since moves between the parts are none of the whole. */
const ADDITIVE: readonly DailyColumn[] = [
  'equity',
  'cash',
  'longValue',
  'shortValue',
  'unrealized',
  'pnl',
  ...PNL_PARTS,
];

/**
 * Accounts add up to the portfolio, but for days with something in transit, which is an account of its own; and
 * instruments with cash add up to the whole.
 */
export function checkSums(history: History, inTransit: ReadonlySet<number>): LawCheck[] {
  const whole = history.columns();
  const accounts = new Tally('the accounts add up to the portfolio');
  const ofAccounts = history.accounts.map((account) => history.columns(account));
  compare(whole, ofAccounts, ADDITIVE, accounts, (day) => inTransit.has(day));
  const instruments = new Tally('the instruments and cash add up to the portfolio');
  const ofInstruments = [...history.symbols, null].map((symbol) => history.instrumentColumns(symbol));
  compare(whole, ofInstruments, ADDITIVE, instruments, () => false);
  return [accounts.result(), instruments.result()];
}

function compare(
  whole: DailyColumns,
  parts: readonly DailyColumns[],
  names: readonly DailyColumn[],
  tally: Tally,
  isExempt: (day: number) => boolean,
): void {
  for (const name of names) {
    for (let i = 0; i < whole.length; i++) {
      if (isExempt(whole.first + i)) continue;
      let sum = 0;
      for (const part of parts) sum += part[name][i];
      tally.check(sum === whole[name][i], () => `${name} ${formatDay(addDays(whole.first, i))}`);
    }
  }
}
