import type { Draft } from './reading.ts';

/** Whether more days step back than forward from row to row. */
export function isNewestFirst(drafts: readonly Draft[]): boolean {
  let back = 0;
  for (let k = 1; k < drafts.length; k++) {
    const [before, after] = [drafts[k - 1].event.date, drafts[k].event.date];
    if (after !== before) back += after < before ? 1 : -1;
  }
  return back > 0;
}
