import { TEN_TO } from '../amounts/index.ts';
import { carryForward } from './carry.ts';
import { finestScale, ticksAt } from './fit-price.ts';
import type { PriceColumn } from './price-column.ts';

/** Quotes of one source side by side: the price of row n is `units[n]` / 10^`scales[n]`. */
export interface QuoteColumns {
  /** Days in any order. */
  readonly days: Int32Array;
  /** Safe integers. */
  readonly units: Float64Array;
  readonly scales: Uint8Array;
  /** The number of the source in the book that the column will be in. */
  readonly source: number;
}

/**
 * The column that quotes make, as a book of the same quotes has it; of several for one day the last counts. Null
 * where there are none. Where digits of one leave no room for another they are rounded half away from zero.
 * `sourceCount` is that of the book.
 */
export function columnOfQuotes(
  symbol: string,
  currency: string | null,
  parts: readonly QuoteColumns[],
  sourceCount: number,
): PriceColumn | null {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let wanted = 0;
  for (const { days, scales } of parts) {
    for (let n = 0; n < days.length; n++) {
      if (days[n] < first) first = days[n];
      if (days[n] > last) last = days[n];
      if (scales[n] > wanted) wanted = scales[n];
    }
  }
  if (last < first) return null;
  const scale = sharedScale(parts, wanted);
  const ticks = new Float64Array(last - first + 1).fill(Number.NaN);
  const sources = new Uint16Array(last - first + 1);
  for (const { days, units, scales, source } of parts) {
    for (let n = 0; n < days.length; n++) {
      const at = days[n] - first;
      ticks[at] =
        scales[n] <= scale
          ? units[n] * TEN_TO[scale - scales[n]]
          : (ticksAt(units[n], scales[n], scale) as number);
      sources[at] = source + 1;
    }
  }
  const state = carryForward({ first, ticks, sources, scale }, sourceCount);
  return state && { ...state, symbol, currency, rounded: scale < wanted };
}

/** The finest scale, at most `wanted`, at which every price is a safe integer. */
function sharedScale(parts: readonly QuoteColumns[], wanted: number): number {
  let scale = wanted;
  for (const { units, scales } of parts) {
    for (let n = 0; n < units.length; n++) {
      if (Math.abs(units[n]) * TEN_TO[scale - Math.min(scale, scales[n])] <= Number.MAX_SAFE_INTEGER)
        continue;
      scale = Math.min(scale, finestScale(units[n], scales[n], scale));
    }
  }
  return scale;
}
