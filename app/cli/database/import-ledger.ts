import { importFile, LedgerEditor, missingAccounts, Portfolios, type Upload } from '../../service/index.ts';
import type { ImportWorld } from './import-world.ts';
import type { Imported } from './imported.ts';

/** Who is written down for what the command line records. */
export const BY = 'command line';

/** Imports a file of transactions; accounts that it names and that are not there are made. Throws the service's Refusal. */
export async function importLedger(
  { store, clock, owner }: ImportWorld,
  upload: Upload,
  dryRun: boolean,
): Promise<Omit<Imported, 'dryRun' | 'database' | 'user'>> {
  const newAccounts = await store.read(owner.id, (tx) => missingAccounts(tx, upload, clock.now()));
  const editor = new LedgerEditor(store, new Portfolios(store, clock), clock);
  const author = { owner: owner.id, by: BY };
  const { read, effect, answer } = await importFile(
    editor,
    author,
    { ...upload, newAccounts },
    dryRun,
    async (found, _tx, _effect, change) => (change === null ? null : found.importId),
  );
  const { rows, refused, questions, format } = read;
  const known = rows.filter(({ knownAs }) => knownAs !== null).length;
  return {
    format,
    file: upload.name,
    importId: answer,
    rows: rows.length + refused.length,
    added: rows.length - known,
    known,
    refused: refused.length,
    newAccounts,
    effect: read.isReady ? effect : null,
    questions,
    problems: [...read.problems, ...effect.problems],
  };
}
