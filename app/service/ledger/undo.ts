import { askAgain } from '../connections/ask-again.ts';
import type {
  ActivityRecord,
  Change,
  ChangeRecord,
  EventRecord,
  OwnerReads,
  OwnerWrites,
} from '../ports/index.ts';
import { Refusal } from '../refusal.ts';
import type { Effect } from './effect.ts';
import type { Author, Done, LedgerEditor } from './ledger-editor.ts';

export type TakeBack = 'undo' | 'redo';

/**
 * `undo` takes back the last change that stands; `redo` the last undo, as long as nothing else was changed since.
 * Throws Refusal `conflict` where there is none.
 */
export function takeBack<Answer>(
  editor: LedgerEditor,
  author: Author,
  kind: TakeBack,
  dryRun: boolean,
  finish: (tx: OwnerWrites, what: ChangeRecord, effect: Effect) => Promise<Answer>,
): Promise<Done<Answer>> {
  let of: ChangeRecord | null = null;
  return editor.runAnew(
    author,
    dryRun,
    async (tx) => {
      const last = kind === 'undo' ? await tx.changes.undoable() : await tx.changes.redoable();
      if (last === null) throw nothingTo(kind);
      of = last;
      return {
        what: last.what,
        kind,
        of: last.changeNo,
        detail: turned(last.detail),
        record: async (into, change) => {
          await reverse(into, change, last);
          await into.connections.keep(detailOf(last.detail).before);
        },
      };
    },
    (tx, effect) => finish(tx, of as ChangeRecord, effect),
  );
}

function nothingTo(kind: TakeBack): Refusal {
  return kind === 'undo'
    ? new Refusal('nothing_to_undo', [], 'There is no change to undo.')
    : new Refusal('nothing_to_redo', [], 'There is no undone change to make again.');
}

/** Activities of connections that a change brought from one standing to another. */
interface Activities {
  readonly before: readonly ActivityRecord[];
  readonly after: readonly ActivityRecord[];
}

function detailOf(detail: string | null): Activities {
  const { activities } = JSON.parse(detail ?? '{}') as { readonly activities?: Activities };
  return activities ?? { before: [], after: [] };
}

/** What taking back what took something back needs. */
function turned(detail: string | null): string | null {
  const { before, after } = detailOf(detail);
  return before.length === 0 ? null : JSON.stringify({ activities: { before: after, after: before } });
}

/** Every event of a change becomes what it was before it, the last one first. */
async function reverse(tx: OwnerWrites, change: Change, of: ChangeRecord): Promise<void> {
  const rows = await tx.ledger.ofChange(of.changeNo);
  await askAgain(tx, rows);
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
