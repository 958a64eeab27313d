import type { OwnerReads } from '../ports/index.ts';

/** How a source names an event of an account. */
export interface SourceName {
  readonly account: string;
  readonly source: string;
  /** Null: it is never recognised. */
  readonly sourceId: string | null;
}

/** For each name the event that it stands for already; null where it is new. One query for each account and source. */
export async function knownEvents(tx: OwnerReads, names: readonly SourceName[]): Promise<(string | null)[]> {
  const found = new Map<string, string>();
  const keyOf = ({ account, source }: SourceName, sourceId: string | null): string =>
    JSON.stringify([account, source, sourceId]);
  for (const own of Map.groupBy(names, (name) => keyOf(name, null)).values()) {
    const [first] = own;
    const ids = own.flatMap(({ sourceId }) => (sourceId === null ? [] : [sourceId]));
    if (ids.length === 0) continue;
    const known = await tx.ledger.known(first.account, first.source, ids);
    for (const [sourceId, id] of known) found.set(keyOf(first, sourceId), id);
  }
  return names.map((name) =>
    name.sourceId === null ? null : (found.get(keyOf(name, name.sourceId)) ?? null),
  );
}
