import type { LedgerReads } from '../../app/service/ports/index.ts';

/** The ids of all pages, in ascending order. */
export async function pages(ledger: LedgerReads, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await ledger.page({ order: 'ascending', limit, cursor });
    ids.push(...page.items.map((row) => row.id));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return ids;
}
