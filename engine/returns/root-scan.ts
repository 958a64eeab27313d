/**
 * All rates at which dated payments have no present value, by exclusion: an interval of x is dropped
 * when a bound proves that the value has no zero in it, solved when the value is proven monotone or
 * convex in it, and halved otherwise. Unlike a grid of trial rates this misses no pair of roots.
 *
 * f is scaled by e^(-c·x), c being the payment that dominates the interval, which moves no root. With the
 * half width h and G = sum of |a_k|·|d_k - c|^3·e^(x_mid·(d_k - c) + |d_k - c|·h), a bound of the third
 * derivative, Taylor's theorem at the middle gives, all over the interval: no root where
 * |f| > h·|f'| + h^2/2·|f''| + h^3/6·G, monotone where |f'| > h·|f''| + h^2/2·G, convex or concave where
 * |f''| > h·G.
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

/** ln of the share of the dominant payment below which another is as good as nothing, 10^-43. */
const NEGLIGIBLE = -99;

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
  const { value, slope, curvature, bound, centre } = expand(scan, ((from + to) / 2) * scan.width, half);
  if (Math.abs(value) > half * (slope + half * (curvature / 2 + (half * bound) / 6))) return [];
  if (slope > half * (curvature + (half * bound) / 2) || to - from <= 1) {
    addSignChange(scan, cells, roots);
    return [];
  }
  if (curvature > half * bound) {
    solveConvex(scan, cells, centre, roots);
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

type Expansion = { value: number; slope: number; curvature: number; bound: number; centre: number };

/**
 * Value at the middle `x`, sizes of the first two derivatives there, and the bound of the third within
 * `half` of it.
 */
function expand({ net, logs }: Scan, x: number, half: number): Expansion {
  const { offsets, amounts } = net;
  const most = dominant(logs, offsets, x);
  const centre = offsets[most];
  const scale = logs[most] + centre * x;
  let value = 0;
  let slope = 0;
  let curvature = 0;
  let bound = 0;
  for (let k = 0; k < amounts.length; k++) {
    const distance = offsets[k] - centre;
    const reach = Math.abs(distance);
    const log = logs[k] + offsets[k] * x - scale;
    if (log + reach * half < NEGLIGIBLE) continue;
    const weight = Math.exp(log);
    const signed = amounts[k] > 0 ? weight : -weight;
    value += signed;
    slope += signed * distance;
    curvature += signed * distance * distance;
    if (reach > 0) bound += Math.exp(log + reach * half) * reach * reach * reach;
  }
  return { value, slope: Math.abs(slope), curvature: Math.abs(curvature), bound, centre };
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
