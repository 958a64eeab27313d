import { problem } from '@tidemark/engine';
import { Refusal } from '../refusal.ts';

/** How many items, and from where. */
export interface PageRequest {
  readonly limit: number;
  /** `next_cursor` of the page before. */
  readonly cursor?: string | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/**
 * The items after the one that the cursor names, by its key and, where several have one key, which of them it is.
 * So items that come or go elsewhere shift nothing. Throws Refusal `invalid` where that item is no more.
 */
export function pageOf<Item>(
  items: Iterable<Item>,
  { limit, cursor }: PageRequest,
  keyOf: (item: Item) => string,
): Page<Item> {
  const seen = new Map<string, number>();
  const page: Item[] = [];
  let last: string | null = null;
  let isFound = cursor === undefined;
  for (const item of items) {
    if (page.length === limit) return { items: page, nextCursor: last };
    const key = keyOf(item);
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    const name = encodeURIComponent(nth === 0 ? key : `${key} ${nth}`);
    if (isFound) {
      page.push(item);
      last = name;
    } else if (name === cursor) isFound = true;
  }
  if (!isFound) throw cursorUnknown();
  return { items: page, nextCursor: null };
}

function cursorUnknown(): Refusal {
  return new Refusal('invalid', [
    problem('setting_invalid', { field: 'cursor' }, 'the page before ended at something that is no more', {
      remedy: 'Begin again without a cursor.',
    }),
  ]);
}
