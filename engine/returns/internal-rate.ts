/**
 * The internal rate of return of dated payments: the rate at which their present value is zero.
 *
 * One root is found by Newton's method on ln(received / paid), nearly a straight line in ln(1 + rate).
 * If at that rate the investment is never overdrawn (what is still to come keeps one sign throughout),
 * no other root exists, and the search ends. Otherwise all rates are scanned.
 *
 * Source of that test: D. Teichroew, A. Robichek, M. Montalbano, "An Analysis of Criteria for Investment
 * and Financing Decisions under Certainty", Management Science 12 (1965): a "pure" investment has one
 * internal rate. It contains the rule of one sign change (Descartes).
 */
import type { MeasureProblem } from './measure.ts';
import { type CashFlows, type NetFlows, netFlows } from './net-flows.ts';
import { presentValue } from './present-value.ts';
import { type Compounding, positionOf, rateAt, rootNear } from './root-grid.ts';
import { scanRoots } from './root-scan.ts';

const NEWTON_STEPS = 30;

/** A step that moves x by less than so many cells leads to the root's cell or one near it: the error is of its square. */
const NEAR_CELLS = 2 ** 17;

/** `rate` is the root nearest to `preferred`; `roots` are all of them, ascending. */
export type InternalRate = {
  readonly rate: number | null;
  readonly roots: number[];
  readonly problems: MeasureProblem[];
};

/**
 * All internal rates of the payments. The guess decides only how fast they are found.
 * Problems: `xirr_one_sign` (the payments do not go both ways: an input error), `xirr_no_root`,
 * `xirr_out_of_range` (a root whose rate is no finite number above -1), `xirr_several_roots`.
 * @throws RangeError when the columns differ in length, a day is no integer or an amount not finite.
 */
export function internalRate(
  flows: CashFlows,
  compounding: Compounding,
  preferred: number,
  guess: number,
): InternalRate {
  const net = netFlows(flows);
  if (!net.bothSigns) return { rate: null, roots: [], problems: [{ code: 'xirr_one_sign' }] };
  if (net.amounts.length < 2) return { rate: null, roots: [], problems: [{ code: 'xirr_no_root' }] };
  const only = onlyRoot(net, compounding, guess);
  if (only !== null) return { rate: only, roots: [only], problems: [] };
  const { roots: positions, beyond } = scanRoots(net, compounding);
  const roots = positions.map((x) => rateAt(x, compounding)).sort((a, b) => a - b);
  const [first, ...others] = roots;
  if (first === undefined) {
    return { rate: null, roots, problems: [{ code: beyond ? 'xirr_out_of_range' : 'xirr_no_root' }] };
  }
  let rate = first;
  for (const root of others) {
    if (Math.abs(root - preferred) < Math.abs(rate - preferred)) rate = root;
  }
  return { rate, roots, problems: others.length > 0 ? [{ code: 'xirr_several_roots' }] : [] };
}

/** The rate, when Newton's method finds one that is provably the only one; null otherwise. */
function onlyRoot(net: NetFlows, compounding: Compounding, guess: number): number | null {
  const { cell } = compounding;
  let x = positionOf(guess > -1 && Number.isFinite(guess) ? guess : 0, compounding);
  for (let steps = 0; steps < NEWTON_STEPS; steps++) {
    const { received, paid, receivedSlope, paidSlope } = presentValue(net, x);
    const change = Math.log(received / paid) / (receivedSlope / received - paidSlope / paid);
    x -= change;
    if (!Number.isFinite(x)) return null;
    if (Math.abs(change) >= cell * NEAR_CELLS) continue;
    const root = rootNear(net, x, cell);
    if (root !== null) return root.neverOverdrawn ? finiteRate(rateAt(root.x, compounding)) : null;
    // As near as doubles come, and still no change of sign.
    if (Math.abs(change) < cell) return null;
  }
  return null;
}

const finiteRate = (rate: number): number | null => (rate > -1 && Number.isFinite(rate) ? rate : null);
