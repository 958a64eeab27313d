import { type Decimal, multiply, ONE } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import type { ProblemSource } from '../problems/index.ts';

/** One split of an instrument. */
export interface SplitRow {
  /** The first session on the new basis. */
  readonly day: Day;
  readonly symbol: string;
  /** New units per old: 4 for four for one, 0.05 for one for twenty. */
  readonly ratio: Decimal;
  readonly source: ProblemSource;
}

/** What one unit of a day has become by all later splits: the product of their ratios. */
export function laterRatio(splits: readonly SplitRow[], day: Day): Decimal {
  return splits.reduce((product, split) => (split.day > day ? multiply(product, split.ratio) : product), ONE);
}
