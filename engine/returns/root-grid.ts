/**
 * Where a sign change of the present value is written down, so that the same flows give the same bits
 * whatever guess or scan led there: the x axis is cut into cells of a fixed width, the root's cell is
 * the one whose ends differ in sign, and the root is the secant through those ends. The width is far
 * above the rounding noise of the value and far below its curvature.
 */
import type { NetFlows } from './net-flows.ts';
import { presentValue, presentValueSign } from './present-value.ts';

/** How often interest is compounded, and with it the scale of x. */
export type Compounding = {
  /** Units of `days` in a year: 365 for calendar days, 1 where the days are themselves the periods. */
  readonly perYear: number;
  /** Width of a cell: a power of two, so that cell ends are exact. */
  readonly cell: number;
};

export const DAILY: Compounding = { perYear: 365, cell: 2 ** -44 };
export const PER_PERIOD: Compounding = { perYear: 1, cell: 2 ** -36 };

/** How many cells a search that starts at a converged guess may walk. */
const WALK = 16;

/** The rate of an x: e^(-x · perYear) - 1. */
export function rateAt(x: number, compounding: Compounding): number {
  return x === 0 ? 0 : Math.expm1(-x * compounding.perYear);
}

/** The x of a rate above -1. */
export function positionOf(rate: number, compounding: Compounding): number {
  return -Math.log1p(rate) / compounding.perYear;
}

/** A root, and whether the investment is never overdrawn at its rate (present-value.ts). */
export type Root = { readonly x: number; readonly neverOverdrawn: boolean };

/** The root next to a converged guess `x`, or null when there is no sign change near it. */
export function rootNear(net: NetFlows, x: number, width: number): Root | null {
  let cell = Math.floor(x / width);
  let left = presentValue(net, cell * width);
  let right = presentValue(net, (cell + 1) * width);
  for (let walked = 0; walked < WALK; walked++) {
    const a = left.received - left.paid;
    const b = right.received - right.paid;
    if (a * b <= 0) return { x: secant(cell, a, b, width), neverOverdrawn: left.neverOverdrawn };
    if (a > 0 === b > a) {
      cell -= 1;
      right = left;
      left = presentValue(net, cell * width);
    } else {
      cell += 1;
      left = right;
      right = presentValue(net, (cell + 1) * width);
    }
  }
  return null;
}

/** The root in a cell from the values at its ends, which have no sign in common. */
function secant(cell: number, a: number, b: number, width: number): number {
  if (a === 0) return cell * width;
  return b === 0 ? (cell + 1) * width : (cell + a / (a - b)) * width;
}

/** The root between two cell ends whose signs differ, of which neither is zero. */
export function rootBetween(net: NetFlows, from: number, to: number, width: number): number {
  const rising = presentValueSign(net, from * width) < 0;
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const sign = presentValueSign(net, middle * width);
    if (sign === 0) return middle * width;
    if (sign < 0 === rising) low = middle;
    else high = middle;
  }
  return secant(low, valueAt(net, low * width), valueAt(net, (low + 1) * width), width);
}

function valueAt(net: NetFlows, x: number): number {
  const { received, paid } = presentValue(net, x);
  return received - paid;
}
