import type { Change } from '@tidemark/contract';
import type { PageRequest } from '../figures/page.ts';
import type { ChangeRecord, OwnerReads } from '../ports/index.ts';
import { cursorOf, placeOf } from './cursor.ts';
import { instantText, type ListDocument } from './documents.ts';

/** So many changes are read at once. */
const READ_AT_ONCE = 1_000;

/** What the user changed, the newest first. Undoing and doing again are no changes of their own: they show in `undone`. */
export async function listChanges(
  tx: OwnerReads,
  { limit, cursor }: PageRequest,
): Promise<ListDocument<Change>> {
  const items: Change[] = [];
  let before = cursor === undefined ? undefined : placeOf(cursor).day;
  for (;;) {
    const records = await tx.changes.list(READ_AT_ONCE, before);
    for (const record of records) {
      if (record.kind !== 'do') continue;
      if (items.length === limit)
        return { items, next_cursor: cursorOf({ name: '', day: items[limit - 1].change_no }) };
      items.push(await changeDocument(tx, record));
    }
    if (records.length < READ_AT_ONCE) return { items, next_cursor: null };
    before = records[records.length - 1].changeNo;
  }
}

async function changeDocument(tx: OwnerReads, record: ChangeRecord): Promise<Change> {
  const rows = await tx.ledger.ofChange(record.changeNo);
  return {
    change_no: record.changeNo,
    what: record.what,
    transactions: new Set(rows.map(({ id }) => id)).size,
    recorded_at: instantText(record.recordedAt),
    undone: await isUndone(tx, record),
  };
}

/** Whether what took it back still stands: an undo that was taken back itself has undone nothing. */
async function isUndone(tx: OwnerReads, { undoneBy }: ChangeRecord): Promise<boolean> {
  let undone = false;
  let by = undoneBy;
  while (by !== null) {
    undone = !undone;
    by = (await tx.changes.find(by))?.undoneBy ?? null;
  }
  return undone;
}
