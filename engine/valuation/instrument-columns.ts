import { AccountBooks } from './account-books.ts';
import { applyHolding } from './apply-holding.ts';
import { type AccountColumns, emptyColumns } from './assemble.ts';
import { Bucket } from './bucket.ts';
import type { Derivation } from './derivation.ts';
import { cashParts, holdingParts } from './instrument-parts.ts';

/** Every column of one instrument: its value, gains, income, costs and flows; its trades count as flows of nobody. */
export function instrumentColumns(
  derivation: Derivation,
  symbol: number,
  account: number | null,
): AccountColumns {
  const { world } = derivation;
  const out = emptyColumns(derivation.span.first, world.days);
  const sink = (
    part: Parameters<Parameters<typeof holdingParts>[3]>[0],
    day: number,
    amount: number,
  ): void => {
    if (part === 'opening') out.opening += amount;
    else out[part][day] += amount;
  };
  for (const state of derivation.states.values()) {
    for (const holding of state.lots.timelines) {
      if (holding.symbol !== symbol || (account !== null && holding.account !== account)) continue;
      holdingParts(derivation, state, holding, sink);
      addLevels(derivation, state, holding, out);
    }
  }
  for (const row of derivation.rowsOf(symbol)) {
    if (account === null || world.table.account.values[row] === account) cashParts(derivation, row, sink);
  }
  derivePnl(out, account === null);
  return out;
}

type State = Parameters<typeof holdingParts>[1];
type Holding = Parameters<typeof holdingParts>[2];

/** Value and unrealized gain of each day: the holding alone in an account of its own. */
function addLevels({ world }: Derivation, state: State, holding: Holding, out: AccountColumns): void {
  const terms = world.lotSettings.symbols[holding.symbol];
  const books = new AccountBooks(world.days);
  const bucket = new Bucket(
    world.table.currencies.texts[terms.currency],
    world.rateSeries(terms.currency),
    world.days,
  );
  const valued = { holding, scales: state.lots.scales, terms, mark: state.marks.get(holding.symbol) ?? null };
  applyHolding(books, bucket, valued, world.span.first, 1, 0);
  const plain = bucket.rate.isBase && !terms.isFuture;
  let cost = 0;
  for (let day = 0; day < world.days; day++) {
    cost += bucket.costChange[day];
    const value = books.longValue[day] + books.shortValue[day];
    out.longValue[day] += books.longValue[day];
    out.shortValue[day] += books.shortValue[day];
    out.equity[day] += value;
    out.unrealized[day] += plain ? value - cost : books.otherUnrealized[day];
    out.stale[day] += books.stale[day];
    out.estimated[day] += books.estimated[day];
  }
}

/** P&L is the sum of its parts; what is invested in an instrument is no flow of the portfolio. */
function derivePnl(out: AccountColumns, ownTransfersCancel: boolean): void {
  let before = 0;
  for (let day = 0; day < out.length; day++) {
    const change = out.unrealized[day] - before;
    before = out.unrealized[day];
    out.pnl[day] =
      out.realized[day] +
      change -
      out.transferredGain[day] +
      out.income[day] -
      out.fees[day] -
      out.taxes[day] +
      out.fx[day] +
      out.unexplained[day];
    out.netFlow[day] =
      out.transfersIn[day] -
      out.transfersOut[day] +
      (ownTransfersCancel ? 0 : out.ownIn[day] - out.ownOut[day]);
  }
}

const REMAINDERS = [
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
  'netFlow',
  'pnl',
  'realized',
  'transferredGain',
  'income',
  'fees',
  'taxes',
  'fx',
  'unexplained',
  'estimated',
  'ownIn',
  'ownOut',
] as const;

/** What is left of a whole when its instruments are taken out: cash, with what rounding leaves over. */
export function cashColumns(whole: AccountColumns, instruments: Iterable<AccountColumns>): AccountColumns {
  const out = emptyColumns(whole.first, whole.length);
  out.opening = whole.opening;
  for (const name of REMAINDERS) out[name].set(whole[name]);
  for (const part of instruments) {
    out.opening -= part.opening;
    for (const name of REMAINDERS)
      for (let day = 0; day < out.length; day++) out[name][day] -= part[name][day];
  }
  return out;
}
