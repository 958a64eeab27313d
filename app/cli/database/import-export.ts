import { LedgerEditor, Portfolios } from '../../service/index.ts';
import { EXPORTED, restoreExport } from '../../service/records/index.ts';
import { BY } from './import-ledger.ts';
import type { ImportWorld } from './import-world.ts';
import type { Imported } from './imported.ts';

/** Restores a complete export. Throws the service's Refusal. */
export async function importExport(
  { store, clock, owner }: ImportWorld,
  file: { readonly name: string; readonly bytes: Uint8Array },
  dryRun: boolean,
): Promise<Omit<Imported, 'dryRun' | 'database' | 'user'>> {
  const editor = new LedgerEditor(store, new Portfolios(store, clock), clock);
  const author = { owner: owner.id, by: BY };
  const { importId, events, effect } = await restoreExport(editor, author, file, dryRun, async () => true);
  return {
    format: EXPORTED,
    file: file.name,
    importId: dryRun ? null : importId,
    rows: events,
    added: events,
    known: 0,
    refused: 0,
    questions: [],
    newAccounts: [],
    effect,
    problems: effect.problems,
  };
}
