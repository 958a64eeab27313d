import {
  type AccountRecord,
  accountNamed,
  accountsNamedIn,
  importFile,
  LedgerEditor,
  Portfolios,
  type Store,
  type Upload,
} from '../../service/index.ts';
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
  const newAccounts = await missingAccounts(store, owner.id, upload, clock.now());
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

async function missingAccounts(
  store: Store,
  owner: string,
  upload: Upload,
  now: number,
): Promise<AccountRecord[]> {
  return store.read(owner, async (tx) => {
    const known = new Set((await tx.accounts.list()).flatMap(({ id, name }) => [id, name]));
    const missing = accountsNamedIn(upload).filter((name) => !known.has(name));
    return Promise.all(missing.map((name) => accountNamed(tx, name, now)));
  });
}
