/** Dated payments brought into the form that a rate of return is solved on. */
import { requireLength } from './measure.ts';

/** Payments of one investor: negative = paid in, positive = received. Any order, several a day. */
export type CashFlows = {
  /** `Day`s (or period numbers): integers. */
  readonly days: ArrayLike<number>;
  readonly amounts: ArrayLike<number>;
};

/** One entry for each day whose payments do not cancel, in order of time. */
export type NetFlows = {
  /** Days since the first entry. */
  readonly offsets: Int32Array;
  /** Net amount of the day; never zero. */
  readonly amounts: Float64Array;
  /** Whether the payments, before they were netted, went both ways. */
  readonly bothSigns: boolean;
};

/**
 * Sorts by day, nets the payments of one day and leaves out what nets to zero.
 * @throws RangeError when the columns differ in length, a day is no integer or an amount not finite.
 */
export function netFlows(flows: CashFlows): NetFlows {
  const { days, amounts } = flows;
  requireLength('amounts', amounts, days.length);
  let lowest = 0;
  let highest = 0;
  let sorted = true;
  for (let i = 0, previous = days[0]; i < days.length; i++) {
    const day = days[i];
    const amount = amounts[i];
    if ((day | 0) !== day) throw new RangeError(`day ${i} is not an integer: ${day}`);
    if (amount - amount !== 0) throw new RangeError(`amount ${i} is not a finite number: ${amount}`);
    lowest = Math.min(lowest, amount);
    highest = Math.max(highest, amount);
    if (day < previous) sorted = false;
    previous = day;
  }
  return { ...netByDay(sorted ? flows : sortedByDay(flows)), bothSigns: lowest < 0 && highest > 0 };
}

/** Equal days keep their order, so that their sum has the same bits everywhere. */
function sortedByDay({ days, amounts }: CashFlows): CashFlows {
  const order = Int32Array.from({ length: days.length }, (_, i) => i);
  order.sort((i, j) => days[i] - days[j] || i - j);
  return {
    days: order.map((i) => days[i]),
    amounts: Float64Array.from(order, (i) => amounts[i]),
  };
}

/** Sums what has one day and drops sums of zero. */
function netByDay({ days, amounts }: CashFlows): Pick<NetFlows, 'offsets' | 'amounts'> {
  const offsets = new Int32Array(days.length);
  const nets = new Float64Array(days.length);
  let count = 0;
  for (let i = 0; i < days.length; ) {
    const day = days[i];
    let net = amounts[i++];
    while (i < days.length && days[i] === day) net += amounts[i++];
    if (net === 0) continue;
    offsets[count] = day;
    nets[count++] = net;
  }
  const first = offsets[0];
  for (let i = 0; i < count; i++) offsets[i] -= first;
  return { offsets: offsets.subarray(0, count), amounts: nets.subarray(0, count) };
}
