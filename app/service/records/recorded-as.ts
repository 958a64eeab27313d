import type { EventRecord, OwnerReads } from '../ports/index.ts';

/** What became of something that is recorded on request. */
export interface RecordedAs {
  /** The event in force that was recorded last; null where there is none. */
  readonly recorded: EventRecord | null;
  /** The first id that is free for another. */
  readonly freeId: string;
}

/** Events that are recorded for one thing have its id as their source's, then that with a number. */
export async function recordedAs(
  tx: OwnerReads,
  account: string,
  source: string,
  id: string,
  asKnownAt?: number,
): Promise<RecordedAs> {
  let recorded: EventRecord | null = null;
  for (let nth = 1; ; nth++) {
    const sourceId = nth === 1 ? id : `${id}.${nth}`;
    const eventId = (await tx.ledger.known(account, source, [sourceId])).get(sourceId);
    if (eventId === undefined) return { recorded, freeId: sourceId };
    const event = await tx.ledger.find(eventId, asKnownAt);
    if (event !== null && event.kind !== 'voided') recorded = event;
  }
}
