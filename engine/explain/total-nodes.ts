import { type Decimal, decimal, round, subtract, ZERO } from '../amounts/index.ts';
import type { Bucket, Total } from '../valuation/bucket.ts';
import { given, isAmount, made, taken } from './build.ts';
import { contributionNode, contributions, type TotalOf } from './contributions.ts';
import type { Explanation } from './explanation.ts';
import type { FigureName } from './figures.ts';
import type { Workings } from './workings.ts';

/** What running totals are called. */
const NAMES: Readonly<Record<Total, string>> = {
  cash: 'cash',
  opening: 'opening',
  deposits: 'deposits',
  withdrawals: 'withdrawals',
  transferredIn: 'cash transferred in',
  transferredOut: 'cash transferred out',
  ownIn: 'cash from own accounts',
  ownOut: 'cash to own accounts',
  income: 'income',
  fees: 'fees',
  taxes: 'taxes',
  adjustments: 'adjustments',
  exchanged: 'exchanged from and to other currencies',
  costInKind: 'cost moved in kind',
};

/** The figure that says more of a running total. */
const FIGURES: Readonly<Record<Total, FigureName>> = {
  cash: 'cash',
  opening: 'equity',
  deposits: 'deposits',
  withdrawals: 'withdrawals',
  transferredIn: 'transfers_in',
  transferredOut: 'transfers_out',
  ownIn: 'transfers_in',
  ownOut: 'transfers_out',
  income: 'income',
  fees: 'fees',
  taxes: 'taxes',
  adjustments: 'unexplained',
  exchanged: 'fx_pnl',
  costInKind: 'transferred_gain',
};

/** The currencies of an account with their totals. */
export function bucketsOf(work: Workings, account: number): [number, Bucket][] {
  return [...work.derivation.books(account).buckets];
}

/** The exact running total at the end of a day index; -1 is before the first day. */
function exactLevel(bucket: Bucket, total: Total, at: number): Decimal {
  if (at < 0 || bucket.levels(total) === null) return ZERO;
  const column = bucket.total(total);
  return decimal(column.level(at), column.scale);
}

/** The rounded running total less that of the day before, in whole minor units. */
export function changeOf(bucket: Bucket, total: Total, at: number): number {
  const levels = bucket.levels(total);
  return levels === null ? 0 : levels[at] - (at === 0 ? 0 : levels[at - 1]);
}

/** A running total at the end of a day, rounded to the minor unit. */
export function levelNode(work: Workings, bucket: Bucket, of: TotalOf, at: number): Explanation {
  const said = { label: labelOf(work, of), unit: bucket.currency, digits: bucket.decimals };
  const from = work.isAll ? 0 : at;
  const before = exactLevel(bucket, of.total, from - 1);
  const events = contributions(work, of, from, at).map((one) => contributionNode(work, of, one));
  return made(
    'sum_rounded',
    said,
    before.units === 0 ? events : [carried(work, of, before, from - 1), ...events],
  );
}

/** What a day adds to a running total, rounded to the minor unit. */
export function dayAmountNode(work: Workings, bucket: Bucket, of: TotalOf, at: number): Explanation {
  const said = { label: labelOf(work, of), unit: bucket.currency, digits: bucket.decimals };
  const events = contributions(work, of, at, at).map((one) => contributionNode(work, of, one));
  const before = exactLevel(bucket, of.total, at - 1);
  const isWhole = subtract(before, round(before, bucket.decimals, 'half-away-from-zero')).units === 0;
  const alone = made('sum_rounded', said, events);
  // What an earlier total has beyond the minor unit can change how the day's amount is rounded; so can its sign, where
  // the day ends on a half: 22.40 less 2.725 is 19.675, which rounds up, and so the day to -2.72.
  if (isWhole && isAmount(alone, decimal(changeOf(bucket, of.total, at), bucket.decimals))) return alone;
  if (!work.isAll)
    return made('day_amount', said, [taken('before', carried(work, of, before, at - 1)), ...events]);
  const earlier = contributions(work, of, 0, at - 1).map((one) => contributionNode(work, of, one));
  return made('day_amount', said, [
    taken('before', made('sum', { label: `${said.label} before`, unit: said.unit }, earlier)),
    ...events,
  ]);
}

function labelOf(work: Workings, { account, currency, total }: TotalOf): string {
  const where = work.derivation.accounts().length > 1 ? ` of ${work.account(account)}` : '';
  return `${NAMES[total]}${where} in ${work.currency(currency)}`;
}

function carried(work: Workings, of: TotalOf, before: Decimal, at: number): Explanation {
  const said = { label: `${labelOf(work, of)} the day before`, unit: work.currency(of.currency) };
  return given('as_of', { ...said, ask: work.ask(FIGURES[of.total], at, of.account) }, before);
}
