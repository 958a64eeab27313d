import { type Day, formatDay } from '@tidemark/engine';
import type { CaptureWorld } from './capture-world.ts';
import { deriveOwner } from './derive-owner.ts';
import { everyOwner } from './reconcile.ts';

/** A close of an account that is not sealed, or whose value has become another. */
export interface Gap {
  readonly user: string;
  readonly account: string;
  readonly date: string;
  /** What it would be sealed as. */
  readonly kind: string;
}

/** What a capture of the last days would seal; writes nothing. */
export async function gapsOf(world: CaptureWorld, lookbackDays: number): Promise<readonly Gap[]> {
  const to = world.portfolios.today();
  const gaps: Gap[] = [];
  for (const user of await everyOwner(world)) {
    const found = await deriveOwner(world, user, { from: to - lookbackDays, to });
    for (const { account, day, kind } of found?.capture.seals ?? [])
      gaps.push({ user, account, date: formatDay(day as Day), kind });
  }
  return gaps;
}
