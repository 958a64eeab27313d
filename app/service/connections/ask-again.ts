import { parseDay } from '@tidemark/engine';
import type { EventRecord, OwnerWrites } from '../ports/index.ts';

/**
 * Has the next sync of an account ask again for the days of events that are taken back, where an activity had been known
 * by what somebody else had recorded of them: else nobody would record it.
 */
export async function askAgain(tx: OwnerWrites, gone: readonly EventRecord[]): Promise<void> {
  for (const [account, events] of Map.groupBy(gone, (one) => one.account)) {
    const days = events.map(({ columns }) => parseDay(columns.date)).filter((day) => day !== null);
    const [from, to] = [Math.min(...days), Math.max(...days)];
    for (const link of await tx.connections.linked()) {
      if (link.account !== account || link.syncedTo === null || link.syncedTo < from) continue;
      const { provider } = link;
      const known = await tx.connections.activities({ account, provider, statuses: ['known'], from, to });
      if (known.length > 0) await tx.connections.link({ ...link, syncedTo: from - 1 });
    }
  }
}
