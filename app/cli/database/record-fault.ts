import { type FaultKind, SHARED_OWNER } from '../../service/index.ts';
import type { Given } from '../given.ts';
import type { DatabaseAt } from './database.ts';

/**
 * Keeps with the server's own database that work on it failed, or (null) that it was done: the server tells it. Of one
 * that the call names by --database nothing is changed; nor does what fails here change how the work ended.
 */
export async function recordFault(
  { open, clock }: DatabaseAt,
  given: Given,
  kind: FaultKind,
  message: string | null,
): Promise<void> {
  if (given.has('database')) return;
  try {
    const store = await open();
    try {
      await store.write(SHARED_OWNER, async (tx) => {
        const subject = `${kind}:database`;
        if (message === null) await tx.incidents.end(subject, clock.now());
        else await tx.incidents.begin(subject, message, clock.now());
      });
    } finally {
      await store.close();
    }
  } catch {
    // A database that cannot be written: what the work itself says is said.
  }
}
