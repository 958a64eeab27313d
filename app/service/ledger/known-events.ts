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
  const found = new Array<string | null>(names.length).fill(null);
  const groups = Map.groupBy(names.keys(), (k) => `${names[k].account}\n${names[k].source}`);
  for (const own of groups.values()) {
    const { account, source } = names[own[0]];
    const ids = own.flatMap((k) => names[k].sourceId ?? []);
    if (ids.length === 0) continue;
    const known = await tx.ledger.known(account, source, ids);
    for (const k of own) found[k] = known.get(names[k].sourceId ?? '') ?? null;
  }
  return found;
}
