import { type Day, formatDecimal } from '@tidemark/engine';
import type { EquityTable } from '../figures/equity-table.ts';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';

/** What a try moves, closely: for who decides whether to write it. Amounts in minor units of base. */
export interface Moves {
  /** Equity at the ends of days, thinned, with some days before the first that changes. */
  readonly points: readonly Point[];
  /** Figures of the whole life up to today that differ. */
  readonly figures: readonly Moved<FigureName, number>[];
  /** Units that differ today, and cash by currency: exact text. */
  readonly holdings: readonly Moved<string, string>[];
  readonly cash: readonly Moved<string, string>[];
}

export interface Moved<Name, Value> {
  readonly name: Name;
  readonly before: Value;
  readonly after: Value;
}

/** Null where the history has not begun. */
export interface Point {
  readonly day: Day;
  readonly before: number | null;
  readonly after: number | null;
}

/** What is held at the end of today: exact text by symbol, and by currency. */
export interface Held {
  readonly holdings: ReadonlyMap<string, string>;
  readonly cash: ReadonlyMap<string, string>;
}

const LEVELS = {
  equity: 'equity',
  cash: 'cash',
  long_value: 'longValue',
  short_value: 'shortValue',
  unrealized_pnl: 'unrealized',
} as const satisfies Record<string, keyof EquityTable['levels']>;

const SUMS = {
  deposits: 'inflows',
  withdrawals: 'outflows',
  pnl: 'pnl',
  realized_pnl: 'realized',
  income: 'income',
  fees: 'fees',
  taxes: 'taxes',
  fx_pnl: 'fx',
  unexplained: 'unexplained',
} as const satisfies Record<string, keyof EquityTable['sums']>;

export type FigureName = keyof typeof LEVELS | keyof typeof SUMS;

const POINTS_MAX = 240;
/** Of the days that are drawn, so many before the first that changes, that it is seen against something. */
const SHARE_BEFORE = 0.2;
const ROWS_BEFORE_MIN = 20;

/** What is held today. To be taken before a write, as the history's arrays change with it. */
export function heldOn({ history, to }: OpenPortfolio): Held {
  const day = Math.min(to, history.last) as Day;
  if (day < history.first) return { holdings: new Map(), cash: new Map() };
  const open = history.positions(day).filter(({ quantity }) => quantity.units !== 0);
  return {
    holdings: new Map(open.map(({ symbol, quantity }) => [symbol, formatDecimal(quantity)])),
    cash: new Map(history.cashBalances(day).map(({ currency, amount }) => [currency, formatDecimal(amount)])),
  };
}

/** Compares two states; `from` is the first day that differs. */
export function movesOf(
  before: { readonly rows: EquityTable; readonly held: Held },
  after: { readonly rows: EquityTable; readonly held: Held },
  from: Day | null,
): Moves {
  return {
    points: from === null ? [] : pointsOf(before.rows, after.rows, from),
    figures: figuresOf(before.rows, after.rows),
    holdings: differing(before.held.holdings, after.held.holdings),
    cash: differing(before.held.cash, after.held.cash),
  };
}

function pointsOf(before: EquityTable, after: EquityTable, from: Day): Point[] {
  const was = new Map(Array.from(before.days, (day, k) => [day, before.levels.equity[k]]));
  const is = new Map(Array.from(after.days, (day, k) => [day, after.levels.equity[k]]));
  const days = [...new Set([...was.keys(), ...is.keys()])].sort((a, b) => a - b);
  const first = days.findIndex((day) => day >= from);
  const lead = Math.max(ROWS_BEFORE_MIN, Math.round((days.length - first) * SHARE_BEFORE));
  const drawn = days.slice(Math.max(0, first - lead));
  return thinned(drawn, from).map((day) => ({
    day: day as Day,
    before: was.get(day) ?? null,
    after: is.get(day) ?? null,
  }));
}

/** Evenly, with the last one, the first that changes and the one before it: the step is where it is. */
function thinned(days: readonly number[], from: Day): number[] {
  const step = Math.ceil(days.length / POINTS_MAX);
  const changes = days.findIndex((day) => day >= from);
  const isKept = (k: number): boolean => k % step === 0 || k === days.length - 1 || k === changes;
  return days.filter((_, k) => isKept(k) || k === changes - 1);
}

function figuresOf(before: EquityTable, after: EquityTable): Moved<FigureName, number>[] {
  const levels = Object.entries(LEVELS).map(([name, column]) => ({
    name: name as FigureName,
    before: before.levels[column].at(-1) ?? 0,
    after: after.levels[column].at(-1) ?? 0,
  }));
  const sums = Object.entries(SUMS).map(([name, column]) => ({
    name: name as FigureName,
    before: total(before.sums[column]),
    after: total(after.sums[column]),
  }));
  return [...levels, ...sums].filter((one) => one.before !== one.after);
}

function total(column: Float64Array): number {
  let sum = 0;
  for (const amount of column) sum += amount;
  return sum + 0;
}

function differing(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Moved<string, string>[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((name) => ({ name, before: before.get(name) ?? '0', after: after.get(name) ?? '0' }))
    .filter((one) => one.before !== one.after);
}
