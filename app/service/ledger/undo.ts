import { problem } from '@tidemark/engine';
import type { Change, ChangeRecord, EventRecord, OwnerReads, OwnerWrites } from '../ports/index.ts';
import { Refusal } from '../refusal.ts';
import type { Effect } from './effect.ts';
import type { Author, LedgerEditor } from './ledger-editor.ts';

/** What was taken back, in words, and what that did. */
export interface TakenBackChange {
  readonly what: string;
  readonly effect: Effect;
}

/** Takes back the last change that stands. Throws Refusal `conflict` where there is none. */
export function undo(editor: LedgerEditor, author: Author, dryRun: boolean): Promise<TakenBackChange> {
  return takeBack(editor, author, dryRun, 'undo');
}

/** Takes back the last undo, as long as nothing else was changed since. Throws Refusal `conflict`. */
export function redo(editor: LedgerEditor, author: Author, dryRun: boolean): Promise<TakenBackChange> {
  return takeBack(editor, author, dryRun, 'redo');
}

async function takeBack(
  editor: LedgerEditor,
  author: Author,
  dryRun: boolean,
  kind: 'undo' | 'redo',
): Promise<TakenBackChange> {
  let what = '';
  const effect = await editor.runAnew(author, dryRun, async (tx) => {
    const last = kind === 'undo' ? await tx.changes.undoable() : await tx.changes.redoable();
    if (last === null) throw nothingTo(kind);
    what = last.what;
    return {
      what: last.what,
      kind,
      of: last.changeNo,
      record: (into, change) => reverse(into, change, last),
    };
  });
  return { what, effect };
}

function nothingTo(kind: 'undo' | 'redo'): Refusal {
  return new Refusal('conflict', [problem('nothing_to_undo', {}, `there is no change to ${kind}`)]);
}

/** Every event of a change becomes what it was before it, the last one first. */
async function reverse(tx: OwnerWrites, change: Change, of: ChangeRecord): Promise<void> {
  const rows = await tx.ledger.ofChange(of.changeNo);
  for (const row of [...rows].reverse()) {
    const before = await versionBefore(tx, row);
    if (before === null || before.kind === 'voided') await tx.ledger.void(change, [{ id: row.id }], 'keep');
    else await tx.ledger.correct(change, [{ id: row.id, account: before.account, columns: before.columns }]);
  }
}

async function versionBefore(tx: OwnerReads, row: EventRecord): Promise<EventRecord | null> {
  if (row.version === 1) return null;
  const revisions = await tx.ledger.revisions(row.id);
  return revisions.find(({ version }) => version === row.version - 1) ?? null;
}
