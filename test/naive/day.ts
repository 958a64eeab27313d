import type { Day } from '../../engine/calendar/day.ts';
import { type Book, TOTALS, type TotalName } from './book.ts';
import { Fraction, NOTHING } from './fraction.ts';
import { dayFrom, digitsOf } from './input.ts';
import { quantityOf } from './lots.ts';
import type { World } from './world.ts';

/** The figures of `DailyColumns` for one account and day, in whole minor units of base. */
export const FIGURES = [
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
  'stale',
  'estimated',
] as const;

export type FigureName = (typeof FIGURES)[number];

/** `opening` is the value that the first day begins with; zero on all others. */
export type Figures = Record<FigureName | 'opening' | 'ownIn' | 'ownOut', bigint>;

/** Where an account stands at the end of a day. */
export type Levels = {
  /** Rounded running totals by name and currency. */
  readonly totals: ReadonlyMap<string, Fraction>;
  /** Rounded costs of what is held, summed for each currency; futures count zero. */
  readonly costs: ReadonlyMap<string, Fraction>;
  readonly equity: bigint;
  readonly cash: bigint;
  readonly longValue: bigint;
  readonly shortValue: bigint;
  readonly unrealized: bigint;
  readonly unreconciled: bigint;
  readonly stale: bigint;
  readonly estimated: bigint;
};

export const noLevels = (): Levels => ({
  totals: new Map(),
  costs: new Map(),
  equity: 0n,
  cash: 0n,
  longValue: 0n,
  shortValue: 0n,
  unrealized: 0n,
  unreconciled: 0n,
  stale: 0n,
  estimated: 0n,
});

export function levelsOf(world: World, book: Book, day: Day): Levels {
  const totals = new Map<string, Fraction>();
  const costs = new Map<string, Fraction>();
  let [cash, longValue, shortValue, unrealized, stale, estimated] = [0n, 0n, 0n, 0n, 0n, 0n];
  for (const symbol of book.symbols()) {
    const held = quantityOf(book.holding(symbol));
    const { currency, isFuture } = world.market.terms(symbol);
    const cost = book.cost(symbol).rounded(digitsOf(currency));
    if (!isFuture) costs.set(currency, (costs.get(currency) ?? NOTHING).plus(cost));
    book.currencies.add(currency);
    const quote = held.isZero() ? null : world.market.price(symbol, day);
    const market = held.isZero() ? NOTHING : (world.marketValue(symbol, held, day) ?? cost);
    const value = world.inBase(isFuture ? market.minus(cost) : market, currency, day);
    if (isFuture ? value > 0n : held.sign() > 0) longValue += value;
    else shortValue += value;
    unrealized += world.inBase(market.minus(cost), currency, day);
    if (held.isZero()) continue;
    if (quote === null || quote.estimated || world.market.rate(currency, day).estimated) estimated++;
    if (quote === null || quote.estimated) continue;
    if (day - quote.day > world.input.conventions.staleAfterDays) stale++;
  }
  for (const currency of book.currencies) {
    for (const name of TOTALS) {
      totals.set(`${name} ${currency}`, book.sum(name, currency).rounded(digitsOf(currency)));
    }
    const held = totals.get(`cash ${currency}`) ?? NOTHING;
    cash += world.inBase(held, currency, day);
    if (!held.isZero() && world.market.rate(currency, day).estimated) estimated++;
  }
  const ledger = cash + longValue + shortValue;
  const unreconciled = differenceToReport(world, book.account, day, ledger);
  const equity = ledger + unreconciled;
  return { totals, costs, equity, cash, longValue, shortValue, unrealized, unreconciled, stale, estimated };
}

/** Differences to what brokers reported, found on the days of the reports. */
const differences = new WeakMap<World, Map<string, bigint>>();

/** What the broker reported less what the ledger says, carried forward from the day of the last report. */
function differenceToReport(world: World, account: string, day: Day, ledger: bigint): bigint {
  const known = differences.get(world) ?? new Map<string, bigint>();
  differences.set(world, known);
  const report = world.input.reports.find((row) => row.account === account && dayFrom(row.date) === day);
  if (report !== undefined) {
    known.set(account, Fraction.of(report.equity).unitsAt(digitsOf(world.base)) - ledger);
  }
  return known.get(account) ?? 0n;
}

/** The figures of a day, from where the account stood before and stands now. */
export function dayFigures(world: World, book: Book, now: Levels, past: Levels, day: Day): Figures {
  const change = (name: TotalName, currency: string): Fraction => {
    const key = `${name} ${currency}`;
    return (now.totals.get(key) ?? NOTHING).minus(past.totals.get(key) ?? NOTHING);
  };
  const inBase = (name: TotalName): bigint =>
    [...book.currencies].reduce((sum, c) => sum + world.inBase(change(name, c), c, day), 0n);
  const { kind } = book;
  const opening = inBase('opening') + kind.opening;
  const ownIn = inBase('ownIn') + kind.ownIn;
  const ownOut = inBase('ownOut') + kind.ownOut;
  const transfersIn = inBase('transferredIn') + kind.in + ownIn;
  const transfersOut = inBase('transferredOut') + kind.out + ownOut;
  const deposits = inBase('deposits');
  const withdrawals = inBase('withdrawals');
  const netFlow = deposits - withdrawals + transfersIn - transfersOut;
  const pnl = now.equity - past.equity - opening - netFlow;
  const inKind = kind.opening + kind.in + kind.ownIn - kind.out - kind.ownOut;
  const transferredGain = inKind - inBase('costInKind');
  const realized = book.bookedGain + realizedOf(world, book, now, past, change, day);
  const income = inBase('income');
  const fees = inBase('fees');
  const taxes = inBase('taxes');
  const unexplained = inBase('adjustments') + now.unreconciled - past.unreconciled;
  const rest = pnl - realized - (now.unrealized - past.unrealized) + transferredGain;
  const fx = rest - income + fees + taxes - unexplained;
  const { equity, cash, longValue, shortValue, unrealized, unreconciled, stale, estimated } = now;
  const levels = { equity, cash, longValue, shortValue, unrealized, unreconciled, stale, estimated };
  const flows = { opening, deposits, withdrawals, transfersIn, transfersOut, ownIn, ownOut, netFlow };
  return { ...levels, ...flows, pnl, realized, transferredGain, income, fees, taxes, fx, unexplained };
}

/** What is left of each currency's change in cash when everything else that moved it is taken off. */
function realizedOf(
  world: World,
  book: Book,
  now: Levels,
  past: Levels,
  change: (name: TotalName, currency: string) => Fraction,
  day: Day,
): bigint {
  let realized = 0n;
  for (const currency of book.currencies) {
    const of = (name: TotalName) => change(name, currency);
    const intoCost = (now.costs.get(currency) ?? NOTHING).minus(past.costs.get(currency) ?? NOTHING);
    const left = of('cash')
      .minus(of('opening'))
      .minus(of('deposits'))
      .plus(of('withdrawals'))
      .minus(of('transferredIn').plus(of('ownIn')))
      .plus(of('transferredOut').plus(of('ownOut')))
      .minus(of('income'))
      .plus(of('fees'))
      .plus(of('taxes'))
      .minus(of('adjustments'))
      .minus(of('exchanged'))
      .minus(of('costInKind'))
      .plus(intoCost);
    realized += world.inBase(left, currency, day);
  }
  return realized;
}

/**
 * A portfolio: the sum of its accounts, but that what moves among them is no flow. What converting leaves over between
 * the two ends of moves is FX.
 */
export function sumOfAccounts(accounts: readonly Figures[]): Figures {
  const sum = { ...accounts[0] };
  for (const other of accounts.slice(1)) {
    for (const name of Object.keys(sum) as (keyof Figures)[]) sum[name] += other[name];
  }
  const leftOver = sum.ownIn - sum.ownOut;
  return {
    ...sum,
    transfersIn: sum.transfersIn - sum.ownIn,
    transfersOut: sum.transfersOut - sum.ownOut,
    netFlow: sum.netFlow - leftOver,
    pnl: sum.pnl + leftOver,
    fx: sum.fx + leftOver,
  };
}
