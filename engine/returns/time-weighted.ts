/**
 * Time-weighted return, linked daily: what one unit of money that never moved would have earned.
 *
 *   growth = (V + (1 - b)·out - (1 - a)·in) / (V_prev + a·in - b·out),   r = growth - 1
 *   index  = product of the growths, 1 on the reference day
 *
 * a and b are the shares of the day that an inflow and an outflow count (flow-timing.ts):
 * `in-start-out-end` r = (V + out) / (V_prev + in) - 1; `start` r = V / (V_prev + in - out) - 1;
 * `end` r = (V - in + out) / V_prev - 1; `mid` r = (V - V_prev - in + out) / (V_prev + (in - out)/2).
 *
 * Source: CFA Institute, GIPS Standards for Firms (2020), section 2 (time-weighted returns: sub-periods
 * valued at external flows, linked geometrically).
 */
import { dayShares, type FlowTiming } from './flow-timing.ts';
import { type MeasureProblem, requireLength } from './measure.ts';

/** Daily columns of one length; minor units or plain numbers. Flows are amounts of at least zero. */
export type DailyValues = {
  /** Value at the end of each day. */
  readonly values: Float64Array;
  readonly inflows: Float64Array;
  readonly outflows: Float64Array;
  /** Value at the end of the reference day, the day before the first. */
  readonly opening: number;
};

/** `problems` are `return_undefined` and `wiped_out`, in order of day. */
export type TimeWeighted = {
  /** Growth of one unit since the reference day; `index[0]` is 1 + the first day's return. */
  index: Float64Array;
  dailyReturns: Float64Array;
  problems: MeasureProblem[];
  readonly convention: { readonly flows: FlowTiming };
};

/**
 * The index and the return of every day.
 *
 * A day with nothing invested returns 0. A base that is not positive while the day ends at another
 * value returns 0 with the problem `return_undefined`. A day that ends at nothing or less on a positive
 * base returns -1, the index stays at 0, and the problem is `wiped_out`.
 * @throws RangeError when the columns differ in length.
 */
export function timeWeighted(daily: DailyValues, flows: FlowTiming): TimeWeighted {
  return timeWeightedFrom(
    { index: new Float64Array(0), dailyReturns: new Float64Array(0), problems: [], convention: { flows } },
    daily,
    0,
  );
}

/**
 * Computes the days from `fromIndex` on again, in the arrays of `state`, and returns `state`. All days
 * before `fromIndex` must be unchanged since `state` was computed. When the history has another length
 * than before, the arrays are replaced. The result equals a full run bit for bit.
 * @throws RangeError when the columns differ in length or `fromIndex` lies behind the days computed.
 */
export function timeWeightedFrom(state: TimeWeighted, daily: DailyValues, fromIndex: number): TimeWeighted {
  const { values } = daily;
  requireLength('inflows', daily.inflows, values.length);
  requireLength('outflows', daily.outflows, values.length);
  if (!(Number.isInteger(fromIndex) && fromIndex >= 0 && fromIndex <= state.index.length)) {
    throw new RangeError(`cannot resume at day ${fromIndex}: ${state.index.length} days are computed`);
  }
  if (state.index.length !== values.length) {
    state.index = resized(state.index, values.length);
    state.dailyReturns = resized(state.dailyReturns, values.length);
  }
  state.problems = state.problems.filter((problem) => (problem.at ?? 0) < fromIndex);
  linkDays(state, daily, fromIndex);
  return state;
}

/** Runs of ordinary days are linked by a loop that holds nothing else; the days between them singly. */
function linkDays(state: TimeWeighted, daily: DailyValues, fromIndex: number): void {
  const days = daily.values.length;
  for (let day = fromIndex; day < days; day++) {
    day = linkOrdinaryDays(state, daily, day);
    if (day < days) linkUnusualDay(state, daily, day);
  }
}

/** Value and index at the end of the day before. */
type Before = { readonly value: number; readonly level: number };

function before(state: TimeWeighted, daily: DailyValues, day: number): Before {
  if (day === 0) return { value: daily.opening, level: 1 };
  return { value: daily.values[day - 1], level: state.index[day - 1] };
}

/**
 * Links the days from `from` on that have a base and end above nothing; answers the first that does not,
 * or the number of days. The loop leaves at such a day, and holds no other call, so that it compiles well.
 */
function linkOrdinaryDays(state: TimeWeighted, daily: DailyValues, from: number): number {
  const { values, inflows, outflows } = daily;
  const { index, dailyReturns } = state;
  const { inflow: inAtStart, outflow: outAtStart } = dayShares(state.convention.flows);
  const inAtEnd = 1 - inAtStart;
  const outAtEnd = 1 - outAtStart;
  let { value: previous, level } = before(state, daily, from);
  const days = values.length;
  for (let day = from; day < days; day++) {
    const inflow = inflows[day];
    const outflow = outflows[day];
    const value = values[day];
    const base = previous + inAtStart * inflow - outAtStart * outflow;
    const end = value - inAtEnd * inflow + outAtEnd * outflow;
    if (!(base > 0 && end > 0)) return day;
    const growth = end / base;
    level *= growth;
    index[day] = level;
    dailyReturns[day] = growth - 1;
    previous = value;
  }
  return days;
}

/** A day without a base, or that ends at nothing or less. */
function linkUnusualDay(state: TimeWeighted, daily: DailyValues, day: number): void {
  const { inflow: a, outflow: b } = dayShares(state.convention.flows);
  const inflow = daily.inflows[day];
  const outflow = daily.outflows[day];
  const previous = before(state, daily, day);
  const base = previous.value + a * inflow - b * outflow;
  const end = daily.values[day] - (1 - a) * inflow + (1 - b) * outflow;
  const growth = base > 0 ? 0 : 1;
  if (base > 0) state.problems.push({ code: 'wiped_out', at: day });
  else if (end !== base) state.problems.push({ code: 'return_undefined', at: day });
  state.index[day] = previous.level * growth;
  state.dailyReturns[day] = growth - 1;
}

function resized(column: Float64Array, length: number): Float64Array {
  const copy = new Float64Array(length);
  copy.set(column.subarray(0, length));
  return copy;
}
