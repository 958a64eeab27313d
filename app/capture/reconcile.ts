import { setImmediate } from 'node:timers/promises';
import type { OwnerCapture } from '../service/index.ts';
import type { CaptureWorld, Days } from './capture-world.ts';
import { deriveOwner } from './derive-owner.ts';
import { recordCaptures } from './record-captures.ts';

/** Owners whose seals are written before progress is told. */
const OWNERS_AT_ONCE = 50;

/** What a reconciliation came to. */
export interface Reconciled {
  readonly owners: number;
  /** Days' ends that were compared with what is sealed. */
  readonly looked: number;
  /** Seals that were missing or are better now. */
  readonly sealed: number;
  /** `owner/account` of those that cannot be valued: their facts contradict each other. */
  readonly wrong: readonly string[];
}

/**
 * Compares what owners' accounts were worth at the closes of days with what is sealed, and seals what is missing or
 * differs. Again, late or twice at once it does the same: it only brings what is there to what should be.
 */
export async function reconcile(
  world: CaptureWorld,
  owners: readonly string[],
  days: Days,
  progress: (done: number) => Promise<void> = async () => {},
): Promise<Reconciled> {
  let [looked, sealed] = [0, 0];
  const wrong: string[] = [];
  for (let from = 0; from < owners.length; from += OWNERS_AT_ONCE) {
    const captures: OwnerCapture[] = [];
    for (const owner of owners.slice(from, from + OWNERS_AT_ONCE)) {
      const found = await deriveOwner(world, owner, days);
      // Requests come between two owners.
      await setImmediate();
      if (found === null) continue;
      captures.push(found.capture);
      looked += found.looked;
      wrong.push(...found.wrong.map((account) => `${owner}/${account}`));
    }
    sealed += await recordCaptures(world, captures);
    await progress(Math.min(1, (from + OWNERS_AT_ONCE) / owners.length));
  }
  return { owners: owners.length, looked, sealed, wrong };
}

/** Everybody who has to be looked at: his facts, the shared prices or the day have moved since the last time. */
export async function ownersBehind(world: CaptureWorld, days: Days): Promise<string[]> {
  const found: string[] = [];
  const query = { day: world.portfolios.today(), checkedFrom: days.from };
  for (let after: string | undefined; ; ) {
    const some = await world.store.captures.behind(query, 1_000, after);
    if (some.length === 0) return found;
    found.push(...some);
    after = some.at(-1);
  }
}

/** All that have an account: those that are behind for a day before all days. */
export async function everyOwner(world: CaptureWorld): Promise<string[]> {
  return ownersBehind(world, { from: Number.MIN_SAFE_INTEGER, to: 0 });
}
