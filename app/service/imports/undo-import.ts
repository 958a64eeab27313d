import { askAgain } from '../connections/ask-again.ts';
import type { Author, Done, Finish, LedgerEditor, Step } from '../ledger/ledger-editor.ts';
import type { OwnerReads } from '../ports/index.ts';
import { unknownId } from '../refusal.ts';

/** Takes back what an import added and is still in force; the file can be imported again. Throws Refusal. */
export function undoImport<Answer>(
  editor: LedgerEditor,
  author: Author,
  id: string,
  dryRun: boolean,
  finish: Finish<Answer>,
): Promise<Done<Answer>> {
  const plan = async (tx: OwnerReads): Promise<Step> => {
    const known = await tx.imports.find(id);
    if (known === null) throw unknownId('import', id);
    const standing = (await tx.ledger.ofImport(id)).filter(({ kind }) => kind !== 'voided');
    return {
      what: `took back ${known.fileName}`,
      edits: standing.map((record) => ({ kind: 'void', id: record.id })),
      record: async (into, change) => {
        const voids = standing.map((record) => ({ id: record.id }));
        await into.ledger.void(change, voids, 'release');
        await askAgain(into, standing);
        await into.imports.markUndone(id, change.changeNo);
      },
    };
  };
  return editor.run(author, dryRun, plan, finish);
}
