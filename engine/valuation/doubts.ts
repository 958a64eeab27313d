import type { AccountBooks } from './account-books.ts';
import type { Bucket } from './bucket.ts';
import type { Mark } from './mark.ts';

/** A stretch of days on which quantity and cost are the same; `to` is excluded. */
export interface Stretch {
  readonly index: number;
  readonly from: number;
  readonly to: number;
  /** R(cost) in minor units of the instrument's currency. */
  readonly cost: number;
}

/** Days on which the price is old, or an estimate. */
export function countDoubts(
  books: AccountBooks,
  bucket: Bucket,
  mark: Mark | null,
  { from, to }: Stretch,
  sign: 1 | -1,
): void {
  const quotedFrom = mark === null ? to : Math.min(to, mark.quotedFrom);
  const estimatedTo = Math.max(quotedFrom, Math.min(to, bucket.rate.estimatedBefore));
  for (let day = from; day < estimatedTo; day++) books.estimated[day] += sign;
  if (mark === null) return;
  const { stale } = mark;
  for (let i = 0; i < stale.length && stale[i] < to; i += 2) {
    const end = Math.min(to - 1, stale[i + 1]);
    for (let day = Math.max(from, stale[i]); day <= end; day++) books.stale[day] += sign;
  }
}
