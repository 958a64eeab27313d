import { setImmediate } from 'node:timers/promises';
import type { OwnerCapture } from '../service/index.ts';
import type { CaptureWorld } from './capture-world.ts';

/** Seals that are written at once: between two such parts the rest of the program has its turn. */
const SEALS_AT_ONCE = 50;

/** Records what was captured, some owners in each transaction. Answers how many seals are new. */
export async function recordCaptures(
  { store, counted }: CaptureWorld,
  captures: readonly OwnerCapture[],
): Promise<number> {
  let sealed = 0;
  let some: OwnerCapture[] = [];
  let size = 0;
  for (const [n, capture] of captures.entries()) {
    some.push(capture);
    size += 1 + capture.seals.length;
    if (size < SEALS_AT_ONCE && n < captures.length - 1) continue;
    sealed += await store.captures.record(some);
    [some, size] = [[], 0];
    await setImmediate();
  }
  // A round is of ends of sessions, or within one; none is of both.
  const isWithin = captures.some(({ seals }) => seals.some(({ at }) => at !== null));
  if (sealed > 0) counted?.sealed(isWithin ? 'within_session' : 'session_end', sealed);
  return sealed;
}
