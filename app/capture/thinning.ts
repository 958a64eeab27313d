import { SHARED_OWNER } from '../service/index.ts';
import type { CaptureWorld } from './capture-world.ts';

const MINUTES = 60_000;

/** Days back from which, and to which, values and prices within sessions are so far apart: as charts show them. */
const BUCKETS = [
  { from: 7, to: 2, bucketMs: 30 * MINUTES },
  { from: 31, to: 8, bucketMs: 60 * MINUTES },
  { from: 92, to: 32, bucketMs: 180 * MINUTES },
] as const;

/** Days after which only days' ends are kept. */
const KEPT_DAYS = 92;

/** Thins what was recorded within sessions as it ages. Again it does nothing. */
export async function thin({ store, portfolios }: CaptureWorld): Promise<void> {
  const today = portfolios.today();
  for (const { from, to, bucketMs } of BUCKETS) {
    await store.captures.thin(today - from, today - to, bucketMs);
    await store.write(SHARED_OWNER, (tx) => tx.intradayPrices.thin(today - from, today - to, bucketMs));
  }
  await store.captures.removeSessionsBefore(today - KEPT_DAYS);
  await store.write(SHARED_OWNER, (tx) => tx.intradayPrices.removeBefore(today - KEPT_DAYS));
}
