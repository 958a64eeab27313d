import type { Day } from '../calendar/day.ts';
import type { AccountBooks } from './account-books.ts';
import type { Total } from './bucket.ts';
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

/**
 * Makes the columns of an account from its books, from a day index on: docs "How the figures are made". What comes of
 * a running total that did not change stays as it is.
 */
export function assemble(books: AccountBooks, out: AccountColumns, from: number): void {
  for (const name of COPIED) out[name].set(books[name].subarray(from), from);
  addLevels(books, out, from);
  for (const total of DAY_AMOUNTS) ofOneTotal(books, total, out[total]);
  transfers(books, out, from);
  out.unexplained.fill(0, from);
  addTotal(books, 'adjustments', out.unexplained, from);
  unrealized(books, out, from);
  derive(books, out, from);
}

const COPIED = ['longValue', 'shortValue', 'stale', 'estimated'] as const;

/** Totals whose day amounts, converted at the day's rate, are a column of the same name. */
const DAY_AMOUNTS = ['deposits', 'withdrawals', 'income', 'fees', 'taxes'] as const;

/** Columns of transfers: what moved in kind, and the total of what moved in cash. */
const TRANSFERS = [
  ['transferredIn', 'transfersIn', 'in'],
  ['transferredOut', 'transfersOut', 'out'],
  ['ownIn', 'ownIn', 'ownIn'],
  ['ownOut', 'ownOut', 'ownOut'],
] as const;

/** Cash, opening cash and realized gains of every currency. */
function addLevels(books: AccountBooks, out: AccountColumns, from: number): void {
  const { days } = books;
  out.opening = books.openingInKind;
  out.cash.fill(0, from);
  out.realized.set(books.bookedGain.subarray(from), from);
  for (const bucket of books.buckets.values()) {
    const { rate, costChange, otherGains } = bucket;
    const cash = bucket.levels('cash');
    const opening = bucket.levels('opening');
    if (opening !== null) out.opening += rate.toBase(opening[0], 0);
    let before = from > 0 ? cash[from - 1] : 0;
    for (let day = from; day < days; day++) {
      const level = cash[day];
      // What is left of the changes of cash and cost when everything that is no gain is taken off.
      const gain = costChange[day] + (level - before) + otherGains[day];
      before = level;
      if (level !== 0) out.cash[day] += rate.toBase(level, day);
      if (gain !== 0) out.realized[day] += rate.toBase(gain, day);
    }
    const estimatedTo = Math.min(days, rate.estimatedBefore);
    for (let day = from; day < estimatedTo; day++) if (cash[day] !== 0) out.estimated[day]++;
  }
}

/** A column that is one total and nothing else, from the first day on which the total changed. */
function ofOneTotal(books: AccountBooks, total: Total, out: Float64Array): void {
  let from = books.days;
  for (const bucket of books.buckets.values()) from = Math.min(from, bucket.changedFrom(total));
  out.fill(0, from);
  addTotal(books, total, out, from);
}

/** Adds the day amounts of a total in all currencies, each at the day's rate. */
function addTotal(
  books: AccountBooks,
  total: Total,
  out: Float64Array,
  from: number,
  sign: 1 | -1 = 1,
): void {
  for (const bucket of books.buckets.values()) {
    const levels = bucket.levels(total);
    if (levels === null) continue;
    const { rate, days } = bucket;
    let before = from > 0 ? levels[from - 1] : 0;
    for (let day = from; day < days; day++) {
      const level = levels[day];
      if (level !== before) {
        out[day] += sign * rate.toBase(level - before, day);
        before = level;
      }
    }
  }
}

/** Transfers in cash and in kind, and the gain that what moves in kind carries. */
function transfers(books: AccountBooks, out: AccountColumns, from: number): void {
  const { inKind, days } = books;
  for (const [total, column, ofUnits] of TRANSFERS) {
    out[column].set(inKind[ofUnits].subarray(from), from);
    addTotal(books, total, out[column], from);
  }
  for (let day = from; day < days; day++)
    out.transferredGain[day] = inKind.in[day] - inKind.out[day] + inKind.ownIn[day] - inKind.ownOut[day];
  if (from === 0) out.transferredGain[0] += books.openingInKind;
  addTotal(books, 'costInKind', out.transferredGain, from, -1);
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

/** Equity, flows, P&L and what rates did; then the law that a single currency has no FX. */
function derive(books: AccountBooks, out: AccountColumns, from: number): void {
  const { days, begunOn } = books;
  reconcile(books, out, from);
  begin(books, out, from);
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
    out.unexplained[day] += day === begunOn ? 0 : out.unreconciled[day] - unreconciledBefore;
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

/** The difference that an account begins with is part of its opening, or of what comes in where others began before. */
function begin({ begunOn }: AccountBooks, out: AccountColumns, from: number): void {
  if (begunOn < 0) return;
  const difference = out.unreconciled[begunOn];
  if (begunOn === 0) out.opening += difference;
  else if (begunOn >= from)
    out[difference > 0 ? 'transfersIn' : 'transfersOut'][begunOn] += Math.abs(difference);
}

/** Equity with the difference to the broker's last report, carried forward until the next. */
function reconcile(books: AccountBooks, out: AccountColumns, from: number): void {
  let difference = from > 0 ? out.unreconciled[from - 1] : 0;
  for (let day = from; day < books.days; day++) {
    const ledger = out.cash[day] + out.longValue[day] + out.shortValue[day];
    const observed = books.observed.size > 0 ? books.observed.get(day) : undefined;
    if (observed !== undefined) difference = observed === null ? 0 : observed - ledger;
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
