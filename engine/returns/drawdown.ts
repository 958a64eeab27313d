/**
 * Drawdowns: how far a level lies below the highest one before it, the high-water mark.
 *
 *   drawdown[t] = level[t] / max(level[0…t]) - 1
 *
 * A drawdown runs from the last day at the high-water mark, the peak, through its lowest day, the trough,
 * to the first day at or above the peak again, the recovery.
 * Source: M. Magdon-Ismail, A. Atiya, "Maximum Drawdown", Risk 17 (2004); C. Bacon, Practical Portfolio
 * Performance Measurement and Attribution (2nd ed. 2008), ch. 4.
 */
import type { Day } from '../calendar/day.ts';
import { type MeasureProblem, requireLength } from './measure.ts';

export type DrawdownInput = {
  readonly days: ArrayLike<Day>;
  /** A time-weighted index, or any level that starts above zero. */
  readonly levels: ArrayLike<number>;
  /** The level before the first day, which counts as a peak: for a time-weighted index 1 on the day
   * before `from`. Null where the first level is the start. */
  readonly reference: { readonly day: Day; readonly level: number } | null;
};

export type Drawdown = {
  readonly peak: Day;
  readonly trough: Day;
  /** Null while it lasts. */
  readonly recovered: Day | null;
  /** From -1 to 0, without 0. */
  readonly depth: number;
  /** Calendar days. */
  readonly daysToTrough: number;
  readonly daysToRecover: number | null;
};

export type Drawdowns = {
  /** For each day, at most 0; empty where there is no positive start. */
  readonly series: Float64Array;
  readonly highWaterMark: Float64Array;
  /** In order of time. */
  readonly list: readonly Drawdown[];
  /** The maximum drawdown, the first where several are equal; null where the level never fell. */
  readonly deepest: Drawdown | null;
  /** The depth of the maximum drawdown, 0 where there was none; null where it is unknown. */
  readonly depth: number | null;
  /** The longest way from a trough to its recovery, among those that recovered. */
  readonly longestRecovery: Drawdown | null;
  readonly problems: readonly MeasureProblem[];
};

/**
 * All drawdowns of a level. A level that does not start above zero has none that mean anything:
 * `value_not_positive`, and every figure is null or empty.
 * @throws RangeError when the columns differ in length.
 */
export function drawdowns(input: DrawdownInput): Drawdowns {
  const { days, levels, reference } = input;
  requireLength('levels', levels, days.length);
  const start = reference?.level ?? (levels.length > 0 ? levels[0] : 1);
  if (!(start > 0)) return { ...NOTHING, problems: [{ code: 'value_not_positive', at: 0 }] };
  const { highWaterMark, series } = measure(levels, start);
  const list = episodes(input, highWaterMark);
  const deepest = list.reduce<Drawdown | null>((a, b) => (a !== null && a.depth <= b.depth ? a : b), null);
  const longestRecovery = list.reduce<Drawdown | null>(
    (a, b) => ((b.daysToRecover ?? -1) > (a?.daysToRecover ?? -1) ? b : a),
    null,
  );
  return { series, highWaterMark, list, deepest, depth: deepest?.depth ?? 0, longestRecovery, problems: [] };
}

const NOTHING: Drawdowns = {
  series: new Float64Array(0),
  highWaterMark: new Float64Array(0),
  list: [],
  deepest: null,
  depth: null,
  longestRecovery: null,
  problems: [],
};

/** The highest level so far, `start` included, and how far each level lies below it. */
function measure(levels: ArrayLike<number>, start: number): Pick<Drawdowns, 'highWaterMark' | 'series'> {
  const highWaterMark = new Float64Array(levels.length);
  const series = new Float64Array(levels.length);
  let high = start;
  for (let i = 0; i < levels.length; i++) {
    const level = levels[i];
    if (level > high) high = level;
    highWaterMark[i] = high;
    series[i] = level / high - 1;
  }
  return { highWaterMark, series };
}

function episodes({ days, levels, reference }: DrawdownInput, highs: Float64Array): Drawdown[] {
  const list: Drawdown[] = [];
  let peak = reference?.day ?? days[0];
  for (let i = 0; i < levels.length; i++) {
    if (levels[i] >= highs[i]) {
      peak = days[i];
      continue;
    }
    let trough = i;
    const high = highs[i];
    for (; i < levels.length && levels[i] < high; i++) if (levels[i] < levels[trough]) trough = i;
    const recovered = i < levels.length ? days[i] : null;
    list.push({
      peak,
      trough: days[trough],
      recovered,
      depth: levels[trough] / high - 1,
      daysToTrough: days[trough] - peak,
      daysToRecover: recovered === null ? null : recovered - days[trough],
    });
    if (recovered !== null) peak = recovered;
  }
  return list;
}
