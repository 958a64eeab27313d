import type { Int } from '../amounts/index.ts';
import type { Holding } from './holding.ts';

/** What a holding was at the end of each day on which it changed; ascending by day. */
export interface Timeline {
  readonly account: number;
  readonly symbol: number;
  readonly days: Int32Array;
  /** At the group's quantity scale. A Float64Array where every value is a safe integer. */
  readonly quantities: Float64Array | readonly Int[];
  /** At the group's cost scale; likewise. */
  readonly costs: Float64Array | readonly Int[];
}

export function timelineOf({ account, symbol, days, quantities, costs }: Holding): Timeline {
  return {
    account,
    symbol,
    days: Int32Array.from(days),
    quantities: packed(quantities),
    costs: packed(costs),
  };
}

function packed(values: readonly Int[]): Float64Array | readonly Int[] {
  return values.every((value) => typeof value === 'number')
    ? Float64Array.from(values as readonly number[])
    : values;
}
