import { addDays } from '../calendar/index.ts';
import {
  annualize,
  type Drawdowns,
  drawdowns,
  type FlowTiming,
  modifiedDietz,
  type TimeWeighted,
  timeWeighted,
  xirr,
} from '../returns/index.ts';
import type { Findings } from './findings.ts';
import { dayAt, last, type PeriodColumns, slice } from './period.ts';

/** Returns of a period and what they are drawn from. Null where a figure is unknown. */
export interface Performance {
  readonly twr: number | null;
  readonly twrAnnualized: number | null;
  readonly xirr: number | null;
  readonly modifiedDietz: number | null;
  /** Index and return of every calendar day of the period. */
  readonly daily: TimeWeighted;
  /** Over the days of the series by day; its own columns have a value for each of `drawdownDays`, indices into the period. */
  readonly drawdowns: Drawdowns;
  readonly drawdownDays: Int32Array;
}

/** The returns of a period; why a figure is unknown goes into `findings`. */
export function performance(
  period: PeriodColumns,
  days: Int32Array,
  timing: FlowTiming,
  findings: Findings,
): Performance {
  const { inflows, outflows } = flowsOf(period);
  const values = slice(period, 'equity');
  const daily = timeWeighted({ values, inflows, outflows, opening: period.opening }, timing);
  if (values.length === 0) return nothing(daily, findings);
  const twr = daily.index[daily.index.length - 1] - 1;
  for (const { code, at } of daily.problems) findings.note('twr', code, dayAt(period, at ?? 0));
  return {
    twr,
    twrAnnualized: findings.take('twr_annualized', annualize(twr, period.to - period.from + 1)),
    xirr: moneyWeighted(period, findings),
    modifiedDietz: dietz(period, inflows, outflows, findings),
    daily,
    drawdowns: drawdownsOver(period, days, daily),
    drawdownDays: days,
  };
}

/** The day before the period counts as a peak of 1. */
function drawdownsOver(period: PeriodColumns, days: Int32Array, { index }: TimeWeighted): Drawdowns {
  return drawdowns({
    days: Array.from(days, (at) => dayAt(period, at)),
    levels: Float64Array.from(days, (at) => index[at]),
    reference: { day: addDays(period.from, -1), level: 1 },
  });
}

function nothing(daily: TimeWeighted, findings: Findings): Performance {
  for (const figure of ['twr', 'twr_annualized', 'xirr', 'modified_dietz'])
    findings.note(figure, 'history_too_short', null);
  const none = drawdowns({ days: [], levels: [], reference: null });
  return {
    twr: null,
    twrAnnualized: null,
    xirr: null,
    modifiedDietz: null,
    daily,
    drawdowns: none,
    drawdownDays: new Int32Array(0),
  };
}

function flowsOf(period: PeriodColumns): { inflows: Float64Array; outflows: Float64Array } {
  const [transfersIn, transfersOut] = [slice(period, 'transfersIn'), slice(period, 'transfersOut')];
  return {
    inflows: slice(period, 'deposits').map((amount, i) => amount + transfersIn[i]),
    outflows: slice(period, 'withdrawals').map((amount, i) => amount + transfersOut[i]),
  };
}

/** The reference value is the first payment, at its own date; the final equity the last receipt. */
function moneyWeighted(period: PeriodColumns, findings: Findings): number | null {
  const reference = period.startsHistory ? period.from : period.from - 1;
  const days: number[] = [reference];
  const amounts: number[] = [-period.opening];
  slice(period, 'netFlow').forEach((flow, i) => {
    if (flow === 0) return;
    days.push(period.from + i);
    amounts.push(-flow);
  });
  days.push(period.to);
  amounts.push(last(period, 'equity'));
  const found = xirr({ days, amounts });
  for (const { code } of found.problems) findings.note('xirr', code, null, found.roots);
  return found.rate;
}

/** By its own convention, whatever that of the time-weighted return: an inflow counts its day, an outflow does not. */
function dietz(
  period: PeriodColumns,
  inflows: Float64Array,
  outflows: Float64Array,
  findings: Findings,
): number | null {
  const { from, to, opening } = period;
  const days = Int32Array.from(inflows, (_, i) => from + i);
  const input = { from, to, opening, closing: last(period, 'equity'), days, inflows, outflows };
  const found = modifiedDietz(input, 'in-start-out-end');
  for (const { code } of found.problems) findings.note('modified_dietz', code, null);
  return found.value;
}
