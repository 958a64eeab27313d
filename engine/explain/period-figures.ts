import {
  annualize,
  drawdowns,
  modifiedDietz,
  type TimeWeighted,
  volatility,
  xirr,
} from '../returns/index.ts';
import { dayLeaf } from './amount-figures.ts';
import { given, made, minus, taken } from './build.ts';
import { byCalendar, type Dated } from './by-calendar.ts';
import { before, type Scope } from './daily-figures.ts';
import type { Explanation } from './explanation.ts';
import { COLUMN_OF, type PeriodFigure } from './figures.ts';
import { flowsOfDays, growthNode, indexLeaf, linkedDays, type Period } from './return-figures.ts';
import type { Workings } from './workings.ts';

/** What the days of risk are, and how many make a year. */
export interface RiskDays {
  /** Indices of the days whose returns count, ascending. */
  readonly days: readonly number[];
  readonly periodsPerYear: number;
  readonly returns: 'simple' | 'logarithmic';
}

/** What a figure of a period is asked of. */
export interface PeriodAsked {
  readonly scope: Scope;
  readonly at: number;
  readonly period: Period;
  readonly risk: RiskDays | null;
}

/** A measure of the days from…at; null where it is unknown. */
export function periodNode(work: Workings, figure: PeriodFigure, asked: PeriodAsked): Explanation | null {
  switch (figure) {
    case 'twr':
      return twrNode(work, asked);
    case 'twr_annualized':
      return annualizedNode(work, asked);
    case 'xirr':
      return xirrNode(work, asked);
    case 'modified_dietz':
      return dietzNode(work, asked);
    case 'volatility':
      return volatilityNode(work, asked);
    case 'max_drawdown':
      return deepestNode(work, asked);
    default:
      throw new Error(`${figure} is no measure`);
  }
}

const daysOf = (work: Workings, { at, period }: PeriodAsked) => ({
  from: work.day(period.from),
  to: work.day(at),
});

/** The growth of every day, by months and years. */
function twrNode(work: Workings, asked: PeriodAsked): Explanation {
  const { scope, at, period } = asked;
  const list: Dated[] = [];
  for (let on = period.from; on <= at; on++)
    list.push({ day: work.day(on), node: growthNode(work, scope, on, period, true) });
  const parts = byCalendar(list, {
    rule: 'linked_part',
    unit: 'ratio',
    as: 'each',
    ask: (from, to) => ({ ...work.ask('twr', work.index(to), scope), from }),
  });
  const said = { label: 'time-weighted return', figure: 'twr', unit: 'ratio' } as const;
  return made('linked_return', { ...said, period: daysOf(work, asked), convention: period.flows }, parts);
}

function annualizedNode(work: Workings, asked: PeriodAsked): Explanation | null {
  const total = twrNode(work, asked);
  const period = daysOf(work, asked);
  if (annualize(total.value as number, period.to - period.from + 1).value === null) return null;
  const said = { label: 'time-weighted return, a year', figure: 'twr_annualized', unit: 'ratio' } as const;
  return made('annualized', { ...said, period, convention: 'act/365' }, [total]);
}

/** The reference value is the first payment, the flows follow at their days, the last value is the last receipt. */
function xirrNode(work: Workings, asked: PeriodAsked): Explanation | null {
  const { scope, at, period } = asked;
  const { from } = period;
  const { netFlow, opening, equity } = work.columns(scope);
  const start = work.day(from) <= work.firstEvent(scope) ? work.day(from) : work.day(from - 1);
  const payments: Dated[] = [];
  for (let on = from; on <= at; on++) {
    if (netFlow[on] === 0) continue;
    const day = work.day(on);
    const label = `net flow of ${work.dayText(on)}`;
    payments.push({ day, node: { ...minus(dayLeaf(work, 'net_flow', scope, on)), label, day } });
  }
  const flows = byCalendar(payments, {
    rule: 'sum',
    unit: work.base,
    as: 'each',
    ask: (first, to) => ({ ...work.ask('net_flow', work.index(to), scope), from: first }),
  });
  const paid = from === 0 ? opening : equity[from - 1];
  const days = [start, ...payments.map(({ day }) => day), work.day(at)];
  const amounts = [-paid, ...payments.map(({ day }) => -netFlow[work.index(day)]), equity[at]];
  if (xirr({ days, amounts }).rate === null) return null;
  const said = {
    label: 'money-weighted return',
    figure: 'xirr',
    unit: 'ratio',
    convention: 'act/365',
  } as const;
  return made('internal_rate', { ...said, digits: work.decimals, period: daysOf(work, asked) }, [
    { ...minus(before(work, 'equity', scope, from)), day: start },
    ...flows,
    { ...dayLeaf(work, 'equity', scope, at), label: 'equity at the end', day: work.day(at) },
  ]);
}

/** By its own convention: an inflow counts its day, an outflow does not. */
const DIETZ_FLOWS = 'in-start-out-end';

function dietzNode(work: Workings, asked: PeriodAsked): Explanation | null {
  const { scope, at, period } = asked;
  const { inflows, outflows, values, opening } = flowsOfDays(work, scope, at, period);
  const span = daysOf(work, asked);
  const days = Int32Array.from(inflows, (_, i) => span.from + i);
  const input = { ...span, opening, closing: values[values.length - 1], days, inflows, outflows };
  if (modifiedDietz(input, DIETZ_FLOWS).value === null) return null;
  const parts = FLOWS.flatMap((figure) => {
    const flows: Dated[] = [];
    for (let on = period.from; on <= at; on++) {
      const day = work.day(on);
      if (work.columns(scope)[COLUMN_OF[figure]][on] === 0) continue;
      const as = figure === 'deposits' || figure === 'transfers_in' ? 'inflow' : 'outflow';
      flows.push({ day, node: { ...taken(as, dayLeaf(work, figure, scope, on)), day } });
    }
    return byCalendar(flows, {
      rule: 'sum',
      unit: work.base,
      as: 'each',
      ask: (from, to) => ({ ...work.ask(figure, work.index(to), scope), from }),
    });
  });
  return made(
    'modified_dietz',
    {
      label: 'modified Dietz return',
      figure: 'modified_dietz',
      unit: 'ratio',
      convention: DIETZ_FLOWS,
      digits: work.decimals,
      period: span,
    },
    [
      taken('value', dayLeaf(work, 'equity', scope, at)),
      taken('opening', before(work, 'equity', scope, period.from)),
      ...parts,
    ],
  );
}

const FLOWS = ['deposits', 'transfers_in', 'withdrawals', 'transfers_out'] as const;

/** Of the returns from each day of risk to the next, the first from the reference on. */
function volatilityNode(work: Workings, asked: PeriodAsked): Explanation | null {
  const { scope, at, period, risk } = asked;
  if (risk === null) return null;
  const linked = linkedDays(work, scope, at, period);
  const returns: Dated[] = [];
  let on = period.from;
  for (const day of risk.days) {
    const parts: Explanation[] = [];
    for (; on <= day; on++) parts.push(returnLeaf(work, scope, on, period, linked));
    const label = `return of ${work.dayText(day)}`;
    returns.push({
      day: work.day(day),
      node: made('compounded', { label, unit: 'ratio', day: work.day(day) }, parts),
    });
  }
  const { periodsPerYear, returns: convention } = risk;
  const sample = returns.map(({ node }) => node.value as number);
  if (volatility(sample, { periodsPerYear, returns: convention }).value === null) return null;
  const parts = byCalendar(returns, {
    rule: 'compounded',
    unit: 'ratio',
    as: 'each',
    ask: (from, to) => ({ ...work.ask('volatility', work.index(to), scope), from }),
  });
  const year = given('constant', { label: 'periods of a year', unit: 'periods' }, periodsPerYear);
  const said = { label: 'volatility', figure: 'volatility', unit: 'ratio', convention } as const;
  return made('deviation', { ...said, period: daysOf(work, asked) }, [...parts, taken('times', year)]);
}

function returnLeaf(
  work: Workings,
  scope: Scope,
  on: number,
  { from }: Period,
  { dailyReturns }: TimeWeighted,
): Explanation {
  const day = work.day(on);
  const said = { label: `time-weighted return of ${work.dayText(on)}`, unit: 'ratio', day } as const;
  const { certainty } = dayLeaf(work, 'equity', scope, on);
  const ask = { ...work.ask('twr', on, scope), from: day };
  return given('as_of', { ...said, ask }, dailyReturns[on - from], certainty);
}

/** The deepest fall from a peak, among the days of the series. */
function deepestNode(work: Workings, asked: PeriodAsked): Explanation | null {
  const { scope, at, period } = asked;
  const { index } = linkedDays(work, scope, at, period);
  const inPeriod = (period.peaks ?? Array.from(index, (_, i) => period.from + i)).filter(
    (day) => day >= period.from && day <= at,
  );
  const { deepest } = drawdowns({
    days: inPeriod.map((day) => work.day(day)),
    levels: inPeriod.map((day) => index[day - period.from]),
    reference: { day: work.day(period.from - 1), level: 1 },
  });
  const said = { label: 'deepest drawdown', figure: 'max_drawdown', unit: 'ratio' } as const;
  const level = (day: number, name: string): Explanation => {
    const label = `index of ${work.dayText(day)}, ${name}`;
    if (day < period.from) return given('constant', { label, unit: 'ratio' }, 1);
    return { ...indexLeaf(work, scope, day, period, label), day: work.day(day) };
  };
  const [peak, trough] = deepest === null ? [at, at] : [work.index(deepest.peak), work.index(deepest.trough)];
  return made('drawdown', { ...said, period: daysOf(work, asked), convention: period.flows }, [
    level(trough, deepest === null ? 'it never fell' : 'the trough'),
    level(peak, deepest === null ? 'it never fell' : 'the peak'),
  ]);
}
