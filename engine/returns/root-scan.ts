/**
 * All rates at which dated payments have no present value, by exclusion: an interval of x is dropped
 * when a bound proves that the value has no zero in it, solved when the value is proven monotone or
 * convex in it, and halved otherwise. Unlike a grid of trial rates this misses no pair of roots.
 *
 * With weights w_k = |a_k|·e^(x_mid·(d_k - c)) and half width h, Taylor's theorem gives, for f scaled by
 * e^(-c·x): no root where |f| > h·G1, monotone where |f'| > h·G2, convex or concave where |f''| > h·G3,
 * with G_j = sum of w_k·|d_k - c|^j·e^(|d_k - c|·h). c is the payment that dominates the interval.
 *
 * Source of the method: R. E. Moore, Methods and Applications of Interval Analysis (1979): exclusion by
 * bounds and bisection.
 */
import type { NetFlows } from './net-flows.ts';
import { presentValueSign } from './present-value.ts';
import { type Compounding, rootBetween } from './root-grid.ts';

/** ln(1 + rate) of the rates that a double can carry: e^709 - 1 above, -1 + 2^-53 below. */
const LOG_HIGHEST = 709;
const LOG_LOWEST = -36.7;

/**
 * ln(1 + rate) up to which every root is named: a rate of 10^9 a year. Higher ones say only that the
 * first days' payments nearly cancel, and are looked for where there is no other.
 */
const LOG_NAMED = 20.7;

/** Relative size below which a touching value counts as zero. */
const TOUCH = 1e-14;

type Scan = { readonly net: NetFlows; readonly width: number; readonly logs: Float64Array };
type Cells = { readonly from: number; readonly to: number };

export type ScannedRoots = {
  /** Roots as x, in no order, without repetition. */
  readonly roots: number[];
  /** Whether another root lies where its rate is not a number that can be written. */
  readonly beyond: boolean;
};

/** Every root whose rate is at most 10^9 a year or, where there is none, at most what can be written. */
export function scanRoots(net: NetFlows, compounding: Compounding): ScannedRoots {
  const width = compounding.cell;
  const scan = { net, width, logs: net.amounts.map((amount) => Math.log(Math.abs(amount))) };
  const cellOf = (log: number): number => -Math.trunc(log / compounding.perYear / width);
  const [lowest, named, highest] = [LOG_LOWEST, LOG_NAMED, LOG_HIGHEST].map(cellOf);
  const usual = rootsWithin(scan, [
    { from: named, to: 0 },
    { from: 0, to: lowest },
  ]);
  const roots = usual.size > 0 ? usual : rootsWithin(scan, [{ from: highest, to: named }]);
  const { amounts } = net;
  const beyond =
    presentValueSign(net, highest * width) !== Math.sign(amounts[0]) ||
    presentValueSign(net, lowest * width) !== Math.sign(amounts[amounts.length - 1]);
  return { roots: [...roots], beyond };
}

function rootsWithin(scan: Scan, pending: Cells[]): Set<number> {
  const roots = new Set<number>();
  for (let cells = pending.pop(); cells !== undefined; cells = pending.pop()) {
    for (const piece of examine(scan, cells, roots)) pending.push(piece);
  }
  return roots;
}

/** Adds the roots that are certain and answers the parts that are still to be examined. */
function examine(scan: Scan, cells: Cells, roots: Set<number>): Cells[] {
  const { from, to } = cells;
  const half = ((to - from) / 2) * scan.width;
  const bounds = boundsAt(scan, ((from + to) / 2) * scan.width, half);
  if (Math.abs(bounds.value) > half * bounds.g1) return [];
  if (Math.abs(bounds.slope) > half * bounds.g2 || to - from <= 1) {
    addSignChange(scan, cells, roots);
    return [];
  }
  if (Math.abs(bounds.curvature) > half * bounds.g3) {
    solveConvex(scan, cells, bounds.centre, roots);
    return [];
  }
  const middle = Math.floor((from + to) / 2);
  return [
    { from, to: middle },
    { from: middle, to },
  ];
}

/** The root of an interval that has at most one. */
function addSignChange(scan: Scan, { from, to }: Cells, roots: Set<number>): void {
  const { net, width } = scan;
  const left = presentValueSign(net, from * width);
  const right = presentValueSign(net, to * width);
  if (left === 0) roots.add(from * width);
  if (right === 0) roots.add(to * width);
  if (left * right < 0) roots.add(rootBetween(net, from, to, width));
}

/** Splits a convex or concave stretch at its turning point, where the value may also just touch zero. */
function solveConvex(scan: Scan, cells: Cells, centre: number, roots: Set<number>): void {
  const { net, width } = scan;
  const slopeSign = (cell: number): number => Math.sign(termsAt(scan, cell * width, centre).slope);
  let low = cells.from;
  let high = cells.to;
  const first = slopeSign(low);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (slopeSign(middle) === first) low = middle;
    else high = middle;
  }
  const turn = termsAt(scan, high * width, centre);
  const outer = presentValueSign(net, cells.from * width);
  if (Math.abs(turn.value) <= TOUCH * turn.size * net.amounts.length && high < cells.to) {
    roots.add(high * width);
    return;
  }
  if (Math.sign(turn.value) === outer && presentValueSign(net, cells.to * width) === outer) return;
  addSignChange(scan, { from: cells.from, to: high }, roots);
  if (high < cells.to) addSignChange(scan, { from: high, to: cells.to }, roots);
}

type Terms = { value: number; slope: number; size: number };

/** Value and slope at `x`, scaled so that the largest term is 1, with the exponents taken from `centre`. */
function termsAt({ net, logs }: Scan, x: number, centre: number): Terms {
  const { offsets, amounts } = net;
  const scale = largestLog(logs, offsets, x);
  let value = 0;
  let slope = 0;
  let size = 0;
  for (let k = 0; k < amounts.length; k++) {
    const weight = Math.exp(logs[k] + offsets[k] * x - scale);
    const signed = amounts[k] > 0 ? weight : -weight;
    value += signed;
    slope += signed * (offsets[k] - centre);
    size += weight;
  }
  return { value, slope, size };
}

type Bounds = {
  value: number;
  slope: number;
  curvature: number;
  g1: number;
  g2: number;
  g3: number;
  centre: number;
};

/** Value, slope and curvature at the middle `x`, and bounds of the derivatives within `half` of it. */
function boundsAt({ net, logs }: Scan, x: number, half: number): Bounds {
  const { offsets, amounts } = net;
  const centre = offsets[dominant(logs, offsets, x)];
  const scale = largestLog(logs, offsets, x);
  const bounds = { value: 0, slope: 0, curvature: 0, g1: 0, g2: 0, g3: 0, centre };
  for (let k = 0; k < amounts.length; k++) {
    const distance = offsets[k] - centre;
    const reach = Math.abs(distance);
    const log = logs[k] + offsets[k] * x - scale;
    const weight = Math.exp(log);
    const signed = amounts[k] > 0 ? weight : -weight;
    const bound = reach === 0 ? 0 : Math.exp(log + reach * half) * reach;
    bounds.value += signed;
    bounds.slope += signed * distance;
    bounds.curvature += signed * distance * distance;
    bounds.g1 += bound;
    bounds.g2 += bound * reach;
    bounds.g3 += bound * reach * reach;
  }
  return bounds;
}

/** The payment that weighs most at `x`. */
function dominant(logs: Float64Array, offsets: Int32Array, x: number): number {
  let best = 0;
  for (let k = 1; k < logs.length; k++) {
    if (logs[k] + offsets[k] * x > logs[best] + offsets[best] * x) best = k;
  }
  return best;
}

function largestLog(logs: Float64Array, offsets: Int32Array, x: number): number {
  const k = dominant(logs, offsets, x);
  return logs[k] + offsets[k] * x;
}
