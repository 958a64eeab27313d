import { formatDay } from '../../engine/calendar/day.ts';
import type { DailyColumns } from '../../engine/valuation/daily-columns.ts';
import type { History } from '../../engine/valuation/history.ts';
import { FIGURES, type Figures } from '../naive/day.ts';
import { IN_TRANSIT, type NaiveHistory } from '../naive/naive.ts';

/** Differences beyond these are not listed. */
const LISTED = 12;

/** Where the engine's daily figures are not the naive model's, to the last digit. */
export function differencesToNaive(history: History, naive: NaiveHistory): string[] {
  const ends = [
    `${formatDay(history.first)}..${formatDay(history.last)}`,
    `${formatDay(naive.first)}..${formatDay(naive.last)}`,
  ];
  if (ends[0] !== ends[1]) return [`the engine has the days ${ends[0]}, the naive model ${ends[1]}`];
  const found = differing('portfolio', history.columns(), naive.portfolio);
  for (const [account, days] of naive.accounts) {
    if (account !== IN_TRANSIT) found.push(...differing(account, history.columns(account), days));
  }
  return found.slice(0, LISTED);
}

function differing(who: string, columns: DailyColumns, days: readonly Figures[]): string[] {
  const found: string[] = [];
  if (columns.length !== days.length) return [`${who}: ${columns.length} days, not ${days.length}`];
  if (columns.opening !== Number(days[0].opening))
    found.push(`${who}: opening ${columns.opening}, not ${days[0].opening}`);
  for (let n = 0; n < days.length; n++) {
    for (const figure of FIGURES) {
      const is = columns[figure][n];
      if (is === Number(days[n][figure])) continue;
      found.push(
        `${who} ${formatDay((columns.first + n) as never)}: ${figure} ${is}, not ${days[n][figure]}`,
      );
    }
  }
  return found;
}

/** Where two histories differ by a bit in any array. */
export function bitDifferences(a: History, b: History): string[] {
  if (a.first !== b.first || a.last !== b.last)
    return [`days ${a.first}..${a.last}, not ${b.first}..${b.last}`];
  const scopes: (string | undefined)[] = [undefined, ...new Set([...a.accounts, ...b.accounts])];
  return scopes
    .flatMap((account) => columnBits(account ?? 'portfolio', a.columns(account), b.columns(account)))
    .slice(0, LISTED);
}

export function columnBits(who: string, a: DailyColumns, b: DailyColumns): string[] {
  const found: string[] = [];
  if (!Object.is(a.opening, b.opening)) found.push(`${who}: opening ${a.opening}, not ${b.opening}`);
  if (a.length !== b.length) return [...found, `${who}: ${a.length} days, not ${b.length}`];
  for (const figure of FIGURES) {
    for (let n = 0; n < a.length; n++) {
      if (Object.is(a[figure][n], b[figure][n])) continue;
      found.push(
        `${who} ${formatDay((a.first + n) as never)}: ${figure} ${a[figure][n]}, not ${b[figure][n]}`,
      );
    }
  }
  return found;
}

/** Days on which an identity of FORMATS does not hold. */
export function brokenIdentities(who: string, columns: DailyColumns): string[] {
  const found: string[] = [];
  const c = columns;
  for (let n = 0; n < c.length; n++) {
    const day = formatDay((c.first + n) as never);
    const before = n === 0 ? c.opening : c.equity[n - 1];
    const change = c.unrealized[n] - (n === 0 ? 0 : c.unrealized[n - 1]);
    const parts =
      c.realized[n] +
      change -
      c.transferredGain[n] +
      c.income[n] -
      c.fees[n] -
      c.taxes[n] +
      c.fx[n] +
      c.unexplained[n];
    const flow = c.deposits[n] - c.withdrawals[n] + c.transfersIn[n] - c.transfersOut[n];
    const held = c.cash[n] + c.longValue[n] + c.shortValue[n] + c.unreconciled[n];
    if (c.equity[n] !== before + c.netFlow[n] + c.pnl[n])
      found.push(`${who} ${day}: equity is not before + flow + P&L`);
    if (c.pnl[n] !== parts) found.push(`${who} ${day}: P&L ${c.pnl[n]} is not its parts ${parts}`);
    if (c.netFlow[n] !== flow) found.push(`${who} ${day}: net flow ${c.netFlow[n]} is not ${flow}`);
    if (c.equity[n] !== held) found.push(`${who} ${day}: equity ${c.equity[n]} is not ${held}`);
  }
  return found.slice(0, LISTED);
}

/** Every scope of a history with its columns. */
export function scopes(history: History): [string, DailyColumns][] {
  const accounts = history.accounts.map((name): [string, DailyColumns] => [name, history.columns(name)]);
  return [['portfolio', history.columns()], ...accounts];
}
