import { type Int, int } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import type { Timeline } from '../lots/index.ts';

/** How many instruments are held at the end of each day, one value per calendar day. */
export interface PositionCounts {
  readonly long: Int32Array;
  readonly short: Int32Array;
}

/** Holdings of one instrument in several accounts are one position: long or short by what they come to together. */
export function positionCounts(holdings: readonly Timeline[], first: Day, length: number): PositionCounts {
  const long = new Int32Array(length);
  const short = new Int32Array(length);
  const bySymbol = Map.groupBy(holdings, ({ symbol }) => symbol);
  for (const timelines of bySymbol.values()) countOne(timelines, first, length, { long, short });
  accumulate(long);
  accumulate(short);
  return { long, short };
}

/** Notes where the position begins and ends to be long or short: 1 and -1, to be summed up over the days. */
function countOne(
  timelines: readonly Timeline[],
  first: Day,
  length: number,
  { long, short }: PositionCounts,
): void {
  const at = timelines.map(() => 0);
  let side = 0;
  for (;;) {
    const day = timelines.reduce(
      (next, { days }, k) => Math.min(next, days[at[k]] ?? next),
      Number.POSITIVE_INFINITY,
    );
    if (day - first >= length) return;
    timelines.forEach(({ days }, k) => {
      if (days[at[k]] === day) at[k]++;
    });
    const now = sideOf(timelines, at);
    if (now === side) continue;
    if (side > 0) long[day - first]--;
    else if (side < 0) short[day - first]--;
    if (now > 0) long[day - first]++;
    else if (now < 0) short[day - first]++;
    side = now;
  }
}

/** 1 long, -1 short, 0 nothing; `at` counts the changes of each timeline that have happened. */
function sideOf(timelines: readonly Timeline[], at: readonly number[]): number {
  let total: Int = 0;
  for (let k = 0; k < timelines.length; k++)
    if (at[k] > 0) total = int.add(total, timelines[k].quantities[at[k] - 1]);
  return total > 0 ? 1 : total < 0 ? -1 : 0;
}

function accumulate(changes: Int32Array): void {
  for (let day = 1; day < changes.length; day++) changes[day] += changes[day - 1];
}
