import { type Decimal, formatDecimal, normalize } from '../../engine/amounts/index.ts';
import type { Day } from '../../engine/calendar/day.ts';
import type { Problem } from '../../engine/problems/index.ts';
import type { History } from '../../engine/valuation/history.ts';
import type { FigureName } from '../naive/day.ts';
import { Fraction } from '../naive/fraction.ts';
import { digitsOf } from '../naive/input.ts';
import { isHeld, type Lot, quantityOf } from '../naive/lots.ts';
import type { NaiveHistory } from '../naive/naive.ts';

export type LotText = { readonly opened: Day; readonly quantity: string; readonly cost: string };

export type ClosedText = {
  readonly symbol: string;
  readonly opened: Day;
  readonly closed: Day;
  readonly quantity: string;
  readonly proceeds: number;
  readonly cost: number;
  readonly pnl: number;
};

export type PositionText = {
  readonly quantity: string;
  readonly average: string;
  readonly price: string;
  /** In minor units of base. */
  readonly cost: number;
  readonly value: number;
  readonly unrealized: number;
  readonly realized: number;
};

/** What a scenario asks, of whichever model. Amounts in minor units of base; `account` null: the whole portfolio. */
export interface Outcome {
  readonly base: string;
  readonly decimals: number;
  readonly first: Day;
  readonly last: Day;
  column(figure: FigureName, account: string | null): ArrayLike<number>;
  opening(account: string | null): number;
  lots(day: Day, symbol: string, account: string | null): LotText[];
  closed(from: Day, to: Day, account: string | null): ClosedText[];
  position(day: Day, symbol: string, account: string | null): PositionText | null;
  /** Codes of what is wrong or worth a warning; null where the model reports none. */
  problems(): string[] | null;
}

/** The naive model's answers. */
export function naiveOutcome(history: NaiveHistory): Outcome {
  const { world, first, last } = history;
  const decimals = digitsOf(world.base);
  const days = (account: string | null) =>
    (account === null ? history.portfolio : history.accounts.get(account)) ?? [];
  const holdings = (day: Day, symbol: string, account: string | null) =>
    (history.open[day - first] ?? []).filter(
      (one) => one.symbol === symbol && (account === null || one.account === account),
    );
  const closed = (from: Day, to: Day, account: string | null): ClosedText[] =>
    history.closings
      .filter(
        (row) => row.closed >= from && row.closed <= to && (account === null || row.account === account),
      )
      .map((row) => ({
        ...row,
        quantity: row.quantity.size().toString(),
        proceeds: Number(row.proceeds.unitsAt(decimals)),
        cost: Number(row.cost.unitsAt(decimals)),
        pnl: Number(row.pnl.unitsAt(decimals)),
      }));
  return {
    base: world.base,
    decimals,
    first,
    last,
    column: (figure, account) => days(account).map((day) => Number(day[figure])),
    opening: (account) => Number(days(account)[0].opening),
    lots: (day, symbol, account) =>
      holdings(day, symbol, account)
        .flatMap(({ lots }) => lots.filter(isHeld))
        .sort((a, b) => a.opened - b.opened)
        .map((lot) => ({ opened: lot.opened, quantity: lot.quantity.toString(), cost: lot.cost.toString() })),
    closed,
    position: (day, symbol, account) => {
      const lots = holdings(day, symbol, account).map((one) => one.lots);
      const realized = closed(first, day, account).filter((row) => row.symbol === symbol);
      return position(history, day, symbol, lots, sum(realized.map((row) => row.pnl)));
    },
    problems: () => null,
  };
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

function position(
  { world }: NaiveHistory,
  day: Day,
  symbol: string,
  holdings: readonly (readonly Lot[])[],
  realized: number,
): PositionText | null {
  if (holdings.length === 0) return null;
  const { currency, factor } = world.market.terms(symbol);
  const lots = holdings.flat();
  const quantity = quantityOf(lots);
  const inBase = (amount: Fraction) => Number(world.inBase(amount, currency, day));
  const cost = (one: readonly Lot[]) => one.reduce((all, lot) => all.plus(lot.cost), new Fraction(0n));
  const worth = (one: readonly Lot[]) => world.marketValue(symbol, quantityOf(one), day) ?? cost(one);
  const rounded = (amount: Fraction) => amount.rounded(digitsOf(currency));
  const basis = lots.reduce((all, lot) => all.plus(lot.costBase), new Fraction(0n));
  return {
    quantity: quantity.toString(),
    average: cost(lots).dividedBy(quantity.times(factor)).toString(),
    price: world.market.price(symbol, day)?.price.toString() ?? 'none',
    cost: Number(basis.unitsAt(digitsOf(world.base))),
    value: sum(holdings.map((one) => inBase(worth(one)))),
    unrealized: sum(holdings.map((one) => inBase(worth(one).minus(rounded(cost(one)))))),
    realized,
  };
}

/** The engine's answers; `also` are problems found before the history was made. */
export function engineOutcome(history: History, also: readonly Problem[]): Outcome {
  const text = (value: Decimal | null) => (value === null ? 'none' : formatDecimal(normalize(value)));
  const of = (account: string | null) => account ?? undefined;
  return {
    base: history.base,
    decimals: history.decimals,
    first: history.first,
    last: history.last,
    column: (figure, account) => history.columns(of(account))[figure],
    opening: (account) => history.columns(of(account)).opening,
    lots: (day, symbol, account) =>
      history
        .openLots(day)
        .filter((lot) => lot.symbol === symbol && (account === null || lot.account === account))
        .sort((a, b) => a.opened - b.opened)
        .map((lot) => ({ opened: lot.opened, quantity: text(lot.quantity), cost: text(lot.cost) })),
    closed: (from, to, account) =>
      history
        .disposals(from, to, of(account))
        .map((row) => ({ ...row, quantity: text(row.quantity).replace('-', '') })),
    position: (day, symbol, account) => {
      const scope = account === null ? {} : { account };
      const found = history.positions(day, history.first, scope).find((one) => one.symbol === symbol);
      if (found === undefined || found.quantity.units === 0) return null;
      const { costBasis: cost, value, unrealized, realized } = found;
      const texts = {
        quantity: text(found.quantity),
        average: text(found.averageCost),
        price: text(found.price),
      };
      return { ...texts, cost, value, unrealized, realized };
    },
    problems: () => {
      const told = [...also, ...history.problems].filter((one) => one.severity !== 'info');
      return [...new Set(told.map((one) => one.code))].sort();
    },
  };
}
