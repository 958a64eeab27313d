import type { AccountColumns } from './assemble.ts';
import { emptyColumns } from './assemble.ts';
import type { DailyColumns } from './daily-columns.ts';

/** Columns that are sums over accounts. */
const SUMMED = [
  'equity',
  'cash',
  'longValue',
  'shortValue',
  'unrealized',
  'unreconciled',
  'deposits',
  'withdrawals',
  'transfersIn',
  'transfersOut',
  'pnl',
  'realized',
  'transferredGain',
  'income',
  'fees',
  'taxes',
  'fx',
  'unexplained',
  'stale',
  'estimated',
] as const;

const OWN = ['ownIn', 'ownOut'] as const;

/**
 * Several accounts as one: figures add up; transfers between them are no flow. `out` is changed from a day index on
 * (the same object as before, so that an edit costs only its suffix).
 */
export function sumAccounts(accounts: readonly AccountColumns[], out: AccountColumns, from: number): void {
  out.opening = 0;
  for (const account of accounts) out.opening += account.opening;
  const [first, ...others] = accounts;
  for (const name of [...SUMMED, ...OWN]) {
    const column = out[name];
    if (first === undefined) column.fill(0, from);
    else column.set(first[name].subarray(from), from);
    for (const account of others) {
      const part = account[name];
      for (let day = from; day < out.length; day++) column[day] += part[day];
    }
  }
  for (let day = from; day < out.length; day++) {
    // What converting leaves over between the two ends of moves is FX of what is in transit.
    const leftOver = out.ownIn[day] - out.ownOut[day];
    out.fx[day] += leftOver;
    out.pnl[day] += leftOver;
    out.netFlow[day] =
      out.deposits[day] - out.withdrawals[day] + out.transfersIn[day] - out.transfersOut[day];
  }
}

export function emptyPortfolio(like: AccountColumns): AccountColumns {
  return emptyColumns(like.first, like.length);
}

/** An account by itself: a transfer from or to another account is a flow like any other. Only days up to `length`. */
export function accountView(columns: AccountColumns, length: number): DailyColumns {
  const { ownIn, ownOut } = columns;
  const transfersIn = columns.transfersIn.slice(0, length);
  const transfersOut = columns.transfersOut.slice(0, length);
  for (let day = 0; day < length; day++) {
    transfersIn[day] += ownIn[day];
    transfersOut[day] += ownOut[day];
  }
  return { ...portfolioView(columns, length), transfersIn, transfersOut };
}

/** The days up to `length`, without the room that columns have for growing. */
export function portfolioView(columns: AccountColumns, length: number): DailyColumns {
  const { ownIn: _in, ownOut: _out, ...view } = columns;
  for (const name of [...SUMMED, 'netFlow'] as const) view[name] = columns[name].subarray(0, length);
  return { ...view, length };
}
