import { type Day, formatDay } from '../calendar/index.ts';
import type { ValueBasis } from '../journal/index.ts';
import { type Problem, problem } from '../problems/index.ts';
import type { FlowTiming } from '../returns/index.ts';
import type { History } from '../valuation/history.ts';
import { amountNode, equityBridge } from './amount-figures.ts';
import { dailyNode, type Scope } from './daily-figures.ts';
import { kindNode } from './doubt-nodes.ts';
import type { Explanation } from './explanation.ts';
import {
  AMOUNT_FIGURES,
  type AmountFigure,
  DAILY_FIGURES,
  type DailyFigure,
  PERIOD_FIGURES,
  type PeriodFigure,
  POSITION_FIGURES,
  type PositionFigure,
} from './figures.ts';
import { growthFigure } from './growth-figures.ts';
import { periodNode, type RiskDays } from './period-figures.ts';
import { positionNode } from './position-figures.ts';
import { cumulativeNode, drawdownNode, indexNode, type Period } from './return-figures.ts';
import { type Depth, Workings } from './workings.ts';

/** What is to be explained. */
export interface ExplainRequest {
  /** Of a day (`DAILY_FIGURES`), of a period (`PERIOD_FIGURES`); with `symbol`, of a position (`POSITION_FIGURES`). */
  readonly figure: string;
  readonly day: Day;
  readonly symbol?: string;
  /** One account alone; absent: all as one. */
  readonly account?: string;
  /**
   * First day of what runs over days: returns, a position's amounts; P&L, flows, fees and other amounts of a day are then
   * those of all days from it on. Absent: the history's first, of one account its first event.
   */
  readonly from?: Day;
  readonly depth?: Depth;
  /** When flows count in a day's return. */
  readonly flows?: FlowTiming;
  /** The days of the series, whose index can be a peak of the drawdown. Absent: every day. */
  readonly days?: readonly Day[];
  /** What volatility is taken over: ascending days of the period. Absent: every day, 365 a year. */
  readonly risk?: { readonly days: readonly Day[]; readonly periodsPerYear: number };
  readonly volatilityOf?: RiskDays['returns'];
  /** Of account value and growth. Absent: market. */
  readonly basis?: ValueBasis;
}

/** The tree of a figure; null where the question is wrong or the figure unknown, and a problem says why. */
export interface Explained {
  readonly explanation: Explanation | null;
  readonly problems: readonly Problem[];
}

/**
 * Any figure of any day as a tree of what it was made from: events, prices, rates and rules, with their sources. The
 * value of each node follows from its children by its rule (`recombine`), that of the root is the history's own.
 */
export function explain(history: History, request: ExplainRequest): Explained {
  const problems = problemsOf(history, request);
  const derivation = history.workings;
  if (problems.length > 0 || derivation === null) return { explanation: null, problems };
  const work = new Workings(history, derivation, {
    day: request.day,
    depth: request.depth ?? 'day',
    showsLots: request.symbol !== undefined,
  });
  const explanation = treeOf(work, history, request);
  return { explanation, problems: explanation === null ? [unknown(request)] : [] };
}

function treeOf(work: Workings, history: History, request: ExplainRequest): Explanation | null {
  const { figure, symbol, from } = request;
  if (symbol !== undefined) return position(work, request, symbol);
  if (isOneOf(PERIOD_FIGURES, figure)) return ofPeriod(work, history, request, figure);
  if (from !== undefined && isOneOf(AMOUNT_FIGURES, figure)) {
    const { scope, at, from: first } = placeOf(work, request);
    return amountNode(work, figure as AmountFigure, scope, { from: first, at });
  }
  return daily(work, request);
}

const isOneOf = <Name extends string>(names: readonly Name[], name: string): name is Name =>
  (names as readonly string[]).includes(name);

/** A measure of the days up to the day. */
function ofPeriod(
  work: Workings,
  history: History,
  request: ExplainRequest,
  figure: PeriodFigure,
): Explanation | null {
  const { scope, at } = placeOf(work, request);
  if (figure === 'account_value' || figure === 'trading_growth_percent' || figure === 'total_growth_percent')
    return growthFigure(work, history, figure, scope, at, request.basis ?? 'market');
  const from = request.from === undefined ? work.index(work.firstEvent(scope)) : placeOf(work, request).from;
  const days = request.risk?.days.map((day) => work.index(day)).filter((day) => day >= from && day <= at);
  return periodNode(work, figure, {
    scope,
    at,
    period: periodOf(work, request, from),
    risk: {
      days: days ?? Array.from({ length: at - from + 1 }, (_, i) => from + i),
      periodsPerYear: request.risk?.periodsPerYear ?? DAYS_OF_YEAR,
      returns: request.volatilityOf ?? 'simple',
    },
  });
}

const DAYS_OF_YEAR = 365;

const periodOf = (work: Workings, { flows, days }: ExplainRequest, from: number): Period => ({
  from,
  flows: flows ?? 'in-start-out-end',
  peaks: days?.map((day) => work.index(day)) ?? null,
});

function daily(work: Workings, request: ExplainRequest): Explanation {
  const figure = request.figure as DailyFigure;
  const { scope, at, from } = placeOf(work, request);
  const period = periodOf(work, request, from);
  switch (figure) {
    case 'cumulative_pnl':
      return cumulativeNode(work, scope, at, period);
    case 'twr_index':
      return indexNode(work, scope, at, period);
    case 'drawdown':
      return drawdownNode(work, scope, at, period);
    case 'kind':
      return kindNode(work, scope, at);
    case 'equity': {
      const node = dailyNode(work, figure, scope, at);
      return request.from === undefined
        ? node
        : { ...node, checks: [equityBridge(work, scope, { from, at })] };
    }
    default:
      return dailyNode(work, figure, scope, at);
  }
}

function position(work: Workings, request: ExplainRequest, symbol: string): Explanation | null {
  const { scope, at, from } = placeOf(work, request);
  return positionNode(work, request.figure as PositionFigure, {
    symbol: work.table.symbols.find(symbol),
    account: scope,
    from,
    at,
  });
}

function placeOf(
  work: Workings,
  { account, day, from }: ExplainRequest,
): { scope: Scope; at: number; from: number } {
  const { first } = work.world.span;
  const scope = account === undefined ? null : work.table.accounts.find(account);
  return { scope, at: day - first, from: Math.max(0, (from ?? first) - first) };
}

/** What is wrong with a question. */
function problemsOf(history: History, { figure, day, symbol, account, from }: ExplainRequest): Problem[] {
  const found: Problem[] = [];
  const refuse = (field: string, message: string, remedy: string): void => {
    found.push(problem('setting_invalid', { field }, message, { remedy }));
  };
  const figures: readonly string[] =
    symbol === undefined ? [...DAILY_FIGURES, ...PERIOD_FIGURES] : POSITION_FIGURES;
  if (!figures.includes(figure)) {
    refuse(
      '--figure',
      `${JSON.stringify(figure)} is no figure of ${symbol === undefined ? 'a day or a period' : 'a position'}`,
      `There are: ${figures.join(', ')}.`,
    );
  }
  if (history.last < history.first)
    return [
      ...found,
      problem('setting_invalid', { field: '--date' }, 'the ledger has no events, so no day has figures'),
    ];
  const days = `The history has the days ${formatDay(history.first)} to ${formatDay(history.last)}.`;
  if (day < history.first || day > history.last)
    refuse('--date', `${formatDay(day)} is not a day of the history`, days);
  if (from !== undefined && from > day)
    refuse(`--from`, `${formatDay(from)} is after ${formatDay(day)}`, 'Give an earlier --from.');
  if (symbol !== undefined && !history.symbols.includes(symbol)) {
    refuse(
      '--symbol',
      `no event has the symbol ${JSON.stringify(symbol)}`,
      `The ledger has: ${history.symbols.join(', ')}.`,
    );
  }
  if (account !== undefined && !history.accounts.includes(account)) {
    const remedy = `The ledger has: ${history.accounts.join(', ')}.`;
    found.push(
      problem(
        'account_unknown',
        { field: '--account' },
        `no event is in the account ${JSON.stringify(account)}`,
        { remedy },
      ),
    );
  }
  return found;
}

/** A price that nothing states, and an average over nothing. */
function unknown({ figure, symbol, day }: ExplainRequest): Problem {
  if (symbol === undefined) {
    const message = `${figure} is unknown up to ${formatDay(day)}: the answer that has it says why`;
    const remedy = 'Ask for a longer period, or for another figure.';
    return problem('setting_invalid', { field: '--figure' }, message, { remedy });
  }
  const what = figure === 'price' ? 'no price is known' : 'nothing is held';
  const remedy =
    figure === 'price'
      ? 'Add a price, or ask for its value: it counts at its cost.'
      : 'Ask for a day on which it is held.';
  return problem(
    'setting_invalid',
    { field: '--figure' },
    `${symbol} has no ${figure} on ${formatDay(day)}: ${what}`,
    { remedy },
  );
}
