import type { Day } from '../calendar/day.ts';
import type { AccountBooks } from './account-books.ts';
import type { Bucket, Total } from './bucket.ts';
import type { DailyColumns } from './daily-columns.ts';
import { isTooLarge } from './too-large.ts';

/** Columns that the summing over currencies fills; the others follow from them. */
type Writable = { -readonly [K in keyof DailyColumns]: DailyColumns[K] };

/** Daily columns whose ends are still open: own transfers beside the outside ones. */
export interface AccountColumns extends Writable {
  readonly ownIn: Float64Array;
  readonly ownOut: Float64Array;
}

export function emptyColumns(first: Day, length: number): AccountColumns {
  const column = () => new Float64Array(length);
  return {
    first,
    length,
    opening: 0,
    equity: column(),
    cash: column(),
    longValue: column(),
    shortValue: column(),
    unrealized: column(),
    unreconciled: column(),
    deposits: column(),
    withdrawals: column(),
    transfersIn: column(),
    transfersOut: column(),
    netFlow: column(),
    pnl: column(),
    realized: column(),
    transferredGain: column(),
    income: column(),
    fees: column(),
    taxes: column(),
    fx: column(),
    unexplained: column(),
    stale: column(),
    estimated: column(),
    ownIn: column(),
    ownOut: column(),
  };
}

/** Makes the columns of an account from its books, from a day index on: docs "How the figures are made". */
export function assemble(books: AccountBooks, out: AccountColumns, from: number): void {
  const { days } = books;
  for (const column of CLEARED) out[column].fill(0, from);
  for (let day = from; day < days; day++) {
    out.longValue[day] = books.longValue[day];
    out.shortValue[day] = books.shortValue[day];
    out.stale[day] = books.stale[day];
    out.estimated[day] = books.estimated[day];
    out.realized[day] = books.bookedGain[day];
    out.transfersIn[day] = books.inKind.in[day];
    out.transfersOut[day] = books.inKind.out[day];
    out.ownIn[day] = books.inKind.ownIn[day];
    out.ownOut[day] = books.inKind.ownOut[day];
  }
  out.opening = books.openingInKind;
  for (const bucket of books.buckets.values()) addBucket(bucket, out, from);
  unrealized(books, out, from);
  kindGains(books, out, from);
  derive(books, out, from);
}

const CLEARED = [
  'cash',
  'deposits',
  'withdrawals',
  'transferredGain',
  'income',
  'fees',
  'taxes',
  'unexplained',
] as const;

/** Totals whose day amounts convert at the day's rate into a column of their own. */
const DIRECT: readonly [Total, keyof AccountColumns, 1 | -1][] = [
  ['deposits', 'deposits', 1],
  ['withdrawals', 'withdrawals', 1],
  ['transferredIn', 'transfersIn', 1],
  ['transferredOut', 'transfersOut', 1],
  ['ownIn', 'ownIn', 1],
  ['ownOut', 'ownOut', 1],
  ['income', 'income', 1],
  ['fees', 'fees', 1],
  ['taxes', 'taxes', 1],
  ['adjustments', 'unexplained', 1],
  ['costInKind', 'transferredGain', -1],
];

/** Signs by which a currency's totals leave its realized gain: what came in for any other reason is taken off. */
export const REALIZED: readonly [Total, 1 | -1][] = [
  ['cash', 1],
  ['opening', -1],
  ['deposits', -1],
  ['withdrawals', 1],
  ['transferredIn', -1],
  ['transferredOut', 1],
  ['ownIn', -1],
  ['ownOut', 1],
  ['income', -1],
  ['fees', 1],
  ['taxes', 1],
  ['adjustments', -1],
  ['exchanged', -1],
  ['costInKind', -1],
];

function addBucket(bucket: Bucket, out: AccountColumns, from: number): void {
  const { rate, days } = bucket;
  const cash = bucket.levels('cash');
  if (cash !== null) {
    for (let day = from; day < days; day++) out.cash[day] += rate.toBase(cash[day], day);
    const estimatedTo = Math.min(days, rate.estimatedBefore);
    for (let day = from; day < estimatedTo; day++) if (cash[day] !== 0) out.estimated[day]++;
  }
  const opening = bucket.levels('opening');
  if (opening !== null) out.opening += rate.toBase(opening[0], 0);
  for (const [total, column, sign] of DIRECT) {
    const levels = bucket.levels(total);
    if (levels !== null) addDayAmounts(levels, bucket, out[column] as Float64Array, from, sign);
  }
  const gains = gainsOf(bucket, from);
  if (rate.isBase) for (let day = from; day < days; day++) out.realized[day] += gains[day];
  else
    for (let day = from; day < days; day++)
      if (gains[day] !== 0) out.realized[day] += rate.toBase(gains[day], day);
}

function addDayAmounts(
  levels: Float64Array,
  { rate, days }: Bucket,
  out: Float64Array,
  from: number,
  sign: 1 | -1,
): void {
  let before = from > 0 ? levels[from - 1] : 0;
  for (let day = from; day < days; day++) {
    const level = levels[day];
    if (level !== before) {
      out[day] += sign * rate.toBase(level - before, day);
      before = level;
    }
  }
}

/** What is left of the changes of cash and cost when everything that is no gain is taken off, in minor units. */
function gainsOf(bucket: Bucket, from: number): Float64Array {
  const gains = bucket.costChange.slice();
  for (const [total, sign] of REALIZED) {
    const levels = bucket.levels(total);
    if (levels === null) continue;
    let before = from > 0 ? levels[from - 1] : 0;
    for (let day = from; day < bucket.days; day++) {
      const level = levels[day];
      if (level !== before) {
        gains[day] += sign * (level - before);
        before = level;
      }
    }
  }
  return gains;
}

function unrealized(books: AccountBooks, out: AccountColumns, from: number): void {
  for (let day = from; day < books.days; day++) {
    out.unrealized[day] =
      books.longValue[day] + books.shortValue[day] - books.otherValue[day] + books.otherUnrealized[day];
  }
  for (const bucket of books.buckets.values()) {
    if (!bucket.rate.isBase) continue;
    let cost = 0;
    for (let day = 0; day < from; day++) cost += bucket.costChange[day];
    for (let day = from; day < books.days; day++) {
      cost += bucket.costChange[day];
      out.unrealized[day] -= cost;
    }
  }
}

function kindGains(books: AccountBooks, out: AccountColumns, from: number): void {
  const { inKind } = books;
  for (let day = from; day < books.days; day++) {
    out.transferredGain[day] += inKind.in[day] - inKind.out[day] + inKind.ownIn[day] - inKind.ownOut[day];
  }
  if (from === 0) out.transferredGain[0] += books.openingInKind;
}

/** Equity, flows, P&L and what rates did; then the law that a single currency has no FX. */
function derive(books: AccountBooks, out: AccountColumns, from: number): void {
  const { days } = books;
  reconcile(books, out, from);
  let equityBefore = from > 0 ? out.equity[from - 1] : out.opening;
  let unrealizedBefore = from > 0 ? out.unrealized[from - 1] : 0;
  let unreconciledBefore = from > 0 ? out.unreconciled[from - 1] : 0;
  for (let day = from; day < days; day++) {
    const flow =
      out.deposits[day] -
      out.withdrawals[day] +
      out.transfersIn[day] -
      out.transfersOut[day] +
      out.ownIn[day] -
      out.ownOut[day];
    const equity = out.equity[day];
    const pnl = equity - equityBefore - flow;
    out.unexplained[day] += out.unreconciled[day] - unreconciledBefore;
    out.netFlow[day] = flow;
    out.pnl[day] = pnl;
    out.fx[day] =
      pnl -
      out.realized[day] -
      (out.unrealized[day] - unrealizedBefore) +
      out.transferredGain[day] -
      out.income[day] +
      out.fees[day] +
      out.taxes[day] -
      out.unexplained[day];
    equityBefore = equity;
    unrealizedBefore = out.unrealized[day];
    unreconciledBefore = out.unreconciled[day];
  }
  assertNoFxInOneCurrency(books, out, from);
}

/** Equity with the difference to the broker's last report, carried forward until the next. */
function reconcile(books: AccountBooks, out: AccountColumns, from: number): void {
  let difference = from > 0 ? out.unreconciled[from - 1] : 0;
  for (let day = from; day < books.days; day++) {
    const ledger = out.cash[day] + out.longValue[day] + out.shortValue[day];
    const observed = books.observed.size > 0 ? books.observed.get(day) : undefined;
    if (observed !== undefined) difference = observed - ledger;
    out.unreconciled[day] = difference;
    out.equity[day] = ledger + difference;
  }
}

function assertNoFxInOneCurrency(books: AccountBooks, out: AccountColumns, from: number): void {
  for (const bucket of books.buckets.values()) if (!bucket.rate.isBase) return;
  for (let day = from; day < books.days; day++) {
    if (out.fx[day] === 0) continue;
    // Beyond what is exact nothing can be asserted; the history says so (`sizeProblems`).
    if (isTooLarge(out, day)) return;
    throw new Error(
      `the identity does not hold: ${out.fx[day]} minor units of FX in one currency on day ${day}`,
    );
  }
}
