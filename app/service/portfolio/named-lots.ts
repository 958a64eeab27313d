import type { EventInput, EventTable } from '@tidemark/engine';
import type { OwnerReads } from '../ports/index.ts';

/** An event of an account that closes a lot. */
interface Closing {
  readonly account: string;
  readonly lot: string;
}

/** A sale may name its lot as the source calls it; in a table every event stands under the program's own id. */
export async function nameLots(tx: OwnerReads, table: EventTable): Promise<void> {
  const rows = [...table.rare.lot];
  const accountOf = (row: number): string => table.accounts.texts[table.account.values[row]];
  const idOf = await lotIds(
    tx,
    rows.map(([row, lot]) => ({ account: accountOf(row), lot })),
  );
  for (const [row, lot] of rows) table.rare.lot.set(row, idOf(accountOf(row), lot) ?? lot);
}

/** The same of events that are stated. `added`: ids that come with them, of events that are not stored yet. */
export async function withNamedLots(
  tx: OwnerReads,
  events: readonly EventInput[],
  added: readonly { readonly account: string; readonly sourceId: string; readonly id: string }[],
): Promise<readonly EventInput[]> {
  const closings = events.flatMap(({ account, lot }) =>
    lot === undefined || lot === null ? [] : [{ account: String(account), lot: String(lot) }],
  );
  if (closings.length === 0) return events;
  const idOf = await lotIds(tx, closings);
  const fresh = new Map(added.map(({ account, sourceId, id }) => [keyOf(account, sourceId), id]));
  return events.map((event) => {
    const { account, lot } = event;
    if (lot === undefined || lot === null) return event;
    const key = keyOf(String(account), String(lot));
    const id = fresh.get(key) ?? idOf(String(account), String(lot));
    return id === undefined ? event : { ...event, lot: id };
  });
}

async function lotIds(
  tx: OwnerReads,
  closings: readonly Closing[],
): Promise<(account: string, lot: string) => string | undefined> {
  const found = new Map<string, string>();
  for (const [account, own] of Map.groupBy(closings, (closing) => closing.account)) {
    const named = await tx.ledger.named(account, [...new Set(own.map(({ lot }) => lot))]);
    for (const [sourceId, id] of named) found.set(keyOf(account, sourceId), id);
  }
  return (account, lot) => found.get(keyOf(account, lot));
}

const keyOf = (account: string, sourceId: string): string => JSON.stringify([account, sourceId]);
