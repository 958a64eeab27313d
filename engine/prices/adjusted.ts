import { decimal, multiply, round } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { type Problem, problem } from '../problems/index.ts';
import type { PriceBook } from './price-book.ts';
import { PriceBookBuilder, PUT } from './price-builder.ts';
import type { PriceColumn } from './price-column.ts';
import { laterRatio, type SplitRow } from './splits.ts';

/** Decimals that a raw price keeps where its exact digits do not fit. */
const RAW_DECIMALS = 10;

/**
 * Split-adjusted prices as they were on their day: raw = adjusted × the product of the ratios of all later splits.
 * Exact; only where that has more than 2^53 ticks it is rounded half away from zero to 10 decimals. Without a list of
 * splits (null, unlike an empty one) the prices cannot be restated: a problem, and the book as it is.
 */
export function rawPrices(
  adjusted: PriceBook,
  splits: readonly SplitRow[] | null,
): { book: PriceBook; problems: Problem[] } {
  if (splits === null) {
    const message = 'prices are said to be split-adjusted, and no splits are given';
    return { book: adjusted, problems: [problem('adjusted_without_splits', {}, message)] };
  }
  const builder = new PriceBookBuilder();
  for (const source of adjusted.sources) builder.source(source);
  const problems = adjusted.columns.flatMap((column) => restate(column, splits, builder));
  const { book, problems: found } = builder.finish();
  return { book, problems: [...problems, ...found] };
}

function restate(column: PriceColumn, splits: readonly SplitRow[], builder: PriceBookBuilder): Problem[] {
  const own = splits.filter((split) => split.symbol === column.symbol);
  const symbol = builder.symbol(column.symbol);
  if (column.currency !== null) builder.stateCurrency(symbol, builder.currency(column.currency));
  for (let i = 0; i < column.length; i++) {
    if (column.quotes[i] === 0) continue;
    const day = (column.first + i) as Day;
    const exact = multiply(decimal(column.ticks[i], column.scale), laterRatio(own, day));
    const raw = typeof exact.units === 'number' ? exact : round(exact, RAW_DECIMALS, 'half-away-from-zero');
    if (builder.putPrice(symbol, day, raw, column.quotes[i] - 1) === PUT.tooLarge) {
      const message = `a price of ${column.symbol}, restated by its splits, is larger than any price can be`;
      return [problem('price_invalid', {}, message, { symbol: column.symbol })];
    }
  }
  return [];
}
