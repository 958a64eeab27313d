import {
  type Benchmark,
  benchmarkOfPrices,
  type Day,
  type PriceBook,
  type Problem,
  problem,
  type SplitRow,
} from '@tidemark/engine';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';

/** Something to compare with, by its closes in the store. */
export interface ComparedWith {
  /** A symbol; null for none. */
  readonly name: string | null;
  /** Null where there is nothing to compare with. */
  readonly levels: Benchmark | null;
  readonly problems: readonly Problem[];
}

const NOTHING: ComparedWith = { name: null, levels: null, problems: [] };

/** Prices of symbols that the portfolio neither holds nor is compared with by itself. */
export interface OtherPrices {
  readonly prices: PriceBook;
  readonly splits: readonly SplitRow[];
}

/** `others`: where the symbol's prices are, unless they are among those of the portfolio. */
export function comparedWith(
  { facts }: OpenPortfolio,
  symbol: string | null | undefined,
  others?: OtherPrices,
): ComparedWith {
  if (symbol === null || symbol === undefined || symbol === '') return NOTHING;
  const own = facts.prices.find(symbol);
  const column = own ?? others?.prices.find(symbol);
  if (column !== undefined) {
    const known = own === undefined ? (others?.splits ?? []) : facts.splits;
    const splits = known.filter((split) => split.symbol === symbol);
    return { name: symbol, levels: benchmarkOfPrices(column, splits), problems: [] };
  }
  const message = `${symbol} has no prices, so there is nothing to compare with`;
  return {
    name: symbol,
    levels: null,
    problems: [
      problem('price_missing', { field: 'benchmark' }, message, { symbol, remedy: 'Add prices for it.' }),
    ],
  };
}

/** The level that counts on a day: the last one, if it is not older than some days. */
export function levelOn({ days, levels }: Benchmark, day: Day, ageDaysMax: number): number | null {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle] <= day) low = middle + 1;
    else high = middle;
  }
  return low === 0 || day - days[low - 1] > ageDaysMax ? null : levels[low - 1];
}

/** The return from one day to another; null where a level is not known. */
export function benchmarkReturn(benchmark: Benchmark, from: Day, to: Day, ageDaysMax: number): number | null {
  const before = levelOn(benchmark, from, ageDaysMax);
  const after = levelOn(benchmark, to, ageDaysMax);
  return before === null || after === null || !(before > 0) ? null : after / before - 1;
}
