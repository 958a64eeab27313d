import {
  type Concentration,
  concentration,
  type Day,
  type Exposure,
  exposure,
  Findings,
  formatDay,
  instrumentKind,
  type MeasureProblem,
  type Position,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import type { ExposuresDocument } from './documents.ts';
import { findings } from './findings.ts';
import { INITIAL_MARGIN, marginOf } from './margin.ts';
import { openPositions } from './positions.ts';
import { moneyIn, type Scope, scopeOf } from './scope.ts';

export interface DayRequest {
  /** Today where absent. */
  readonly date?: Day | undefined;
  readonly account?: string | undefined;
}

const TOP = 10;
const CASH = 'cash';
const UNKNOWN = 'unknown';

type WeightDocument = ExposuresDocument['weights'][number];

/** Exposures, leverage, weights at the end of a day. */
export function exposures(portfolio: OpenPortfolio, request: DayRequest, today: Day): ExposuresDocument {
  const day = request.date ?? today;
  const scope = scopeOf(portfolio, day, request.account);
  const { columns, at } = scope;
  const positions = openPositions(scope);
  const holdings = positions.map(({ symbol, value }) => ({ name: symbol, value }));
  const equity = at < 0 ? 0 : columns.equity[at];
  const cash = at < 0 ? 0 : columns.cash[at];
  const margin = marginOf(scope.portfolio, scope.account);
  const borrowed = at < 0 ? 0 : margin.borrowed[at];
  const marginUse = at < 0 ? null : margin.use(at);
  const made = exposure(holdings, equity, -borrowed, { initialMargin: INITIAL_MARGIN });
  const taken = { ...made, marginUse };
  const concentrated = concentration(holdings, equity, { top: TOP });
  return {
    date: formatDay(day),
    ...amounts(taken, scope, equity, cash),
    concentration: {
      herfindahl: concentrated.herfindahl,
      effective_number: concentrated.effectiveNumber,
      top_share: concentrated.topShare,
      top: TOP,
    },
    ...weightsOf(scope, positions, concentrated, { equity, cash, gross: taken.gross }),
    problems: findings([...scope.problems, ...whyNull(taken.problems, concentrated.problems, at < 0)]),
  };
}

function amounts(taken: Exposure, { history }: Scope, equity: number, cash: number) {
  const money = moneyIn(history);
  return {
    base_currency: history.base,
    equity: money(equity),
    cash: money(cash),
    long: money(taken.long),
    short: money(taken.short),
    gross: money(taken.gross),
    net: money(taken.net),
    leverage: taken.leverage,
    net_leverage: taken.netLeverage,
    borrowed: money(taken.borrowed),
    margin_use: taken.marginUse,
    initial_margin: INITIAL_MARGIN,
    long_positions: taken.longPositions,
    short_positions: taken.shortPositions,
  };
}

interface Whole {
  readonly equity: number;
  readonly cash: number;
  readonly gross: number;
}

function weightsOf(scope: Scope, positions: readonly Position[], { weights }: Concentration, whole: Whole) {
  const money = moneyIn(scope.history);
  const { instruments } = scope.portfolio.facts;
  const values = new Map(positions.map(({ symbol, value }) => [symbol, value]));
  const grouped = (nameOf: (position: Position) => string, cash: readonly (readonly [string, number])[]) =>
    groups(positions, nameOf, cash, whole, money);
  const allCash = whole.cash === 0 ? [] : [[CASH, whole.cash] as const];
  const balances = scope.at < 0 ? [] : scope.history.cashBalances(scope.day, scope.account);
  return {
    weights: weights.map(({ name, weight, share }) => ({
      name,
      value: money(values.get(name) ?? 0),
      weight,
      share,
    })),
    by_sector: grouped(({ symbol }) => instruments(symbol)?.sector ?? UNKNOWN, allCash),
    by_currency: grouped(
      ({ currency }) => currency,
      balances.map(({ currency, value }) => [currency, value]),
    ),
    by_kind: grouped(({ symbol }) => instrumentKind(symbol, instruments(symbol)), allCash),
  };
}

/** Values by group, cash added to its own; shares of gross exposure are of positions alone. The largest first. */
function groups(
  positions: readonly Position[],
  nameOf: (position: Position) => string,
  cash: readonly (readonly [name: string, value: number])[],
  { equity, gross }: Whole,
  money: (amount: number) => number,
): WeightDocument[] {
  const found = new Map<string, { value: number; size: number }>();
  const add = (name: string, value: number, size: number): void => {
    const group = found.get(name) ?? { value: 0, size: 0 };
    found.set(name, { value: group.value + value, size: group.size + size });
  };
  for (const position of positions) add(nameOf(position), position.value, Math.abs(position.value));
  for (const [name, value] of cash) add(name, value, 0);
  return Array.from(found, ([name, { value, size }]) => ({
    name,
    value: money(value),
    weight: equity > 0 ? value / equity : null,
    share: gross > 0 ? size / gross : null,
  })).sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
}

/** Of a portfolio that has not begun nothing is expected, so nothing is amiss. */
function whyNull(
  ofExposure: readonly MeasureProblem[],
  ofConcentration: readonly MeasureProblem[],
  isEmpty: boolean,
) {
  const why = new Findings();
  if (isEmpty) return why.problems();
  for (const { code } of ofExposure)
    why.note(code === 'divisor_zero' ? 'margin_use' : 'leverage', code, null);
  for (const { code } of ofConcentration)
    why.note(code === 'divisor_zero' ? 'concentration' : 'weight', code, null);
  return why.problems();
}
