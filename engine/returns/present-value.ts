/**
 * The present value of dated payments as a function of x = -ln(1 + rate) / periods a year, the logarithm
 * of one day's discount factor:
 *
 *   f(x) = sum of a_k · e^(x · d_k)
 *
 * Sums run like Horner's rule over the gaps between payments, from the end that is discounted: from the
 * last payment for x <= 0 (value at the first payment), from the first for x > 0 (value at the last), so
 * that no power can overflow. Both values have the same sign and the same roots.
 */
import type { NetFlows } from './net-flows.ts';

/** Gaps up to this many days take their factor from a table. */
const TABLE = 64;

export type PresentValue = {
  /** What comes in and what goes out, both positive: f = received - paid. */
  readonly received: number;
  readonly paid: number;
  /** Their derivatives by x. */
  readonly receivedSlope: number;
  readonly paidSlope: number;
  /**
   * Whether the value of what is still to come keeps one sign at every payment but the last step: the
   * investment is never overdrawn at this rate.
   */
  readonly neverOverdrawn: boolean;
};

/** The value at `x`, in one pass over the flows. */
export function presentValue(net: NetFlows, x: number): PresentValue {
  const { offsets, amounts } = net;
  const count = amounts.length;
  const step = x <= 0 ? -1 : 1;
  const start = x <= 0 ? count - 1 : 0;
  const factors = dayFactors(-Math.abs(x));
  let received = 0;
  let paid = 0;
  let receivedMoment = 0;
  let paidMoment = 0;
  let last = offsets[start];
  let lowest = 0;
  let highest = 0;
  for (let k = start, left = count; left > 0; k += step, left--) {
    const gap = (offsets[k] - last) * step;
    const factor = gap < TABLE ? factors[gap] : Math.exp(-Math.abs(x) * gap);
    last = offsets[k];
    const value = received - paid;
    if (value < lowest) lowest = value;
    else if (value > highest) highest = value;
    receivedMoment = (receivedMoment + gap * received) * factor;
    paidMoment = (paidMoment + gap * paid) * factor;
    received = received * factor + Math.max(amounts[k], 0);
    paid = paid * factor + Math.max(-amounts[k], 0);
  }
  return {
    received,
    paid,
    receivedSlope: -step * receivedMoment,
    paidSlope: -step * paidMoment,
    neverOverdrawn: (lowest === 0 || highest === 0) && amounts[0] > 0 !== amounts[count - 1] > 0,
  };
}

/** e^(x · gap) for the short gaps; x is not positive. */
function dayFactors(x: number): Float64Array {
  const factors = new Float64Array(TABLE);
  for (let gap = 0; gap < TABLE; gap++) factors[gap] = Math.exp(x * gap);
  return factors;
}

/** The sign of the value at `x`: -1, 0 or 1. */
export function presentValueSign(net: NetFlows, x: number): number {
  const { received, paid } = presentValue(net, x);
  return Math.sign(received - paid);
}
