import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isExported } from '../../service/records/index.ts';
import { DONE } from '../exit-codes.ts';
import type { Given } from '../given.ts';
import { fileProblem } from '../inputs/chunks.ts';
import { Refusal } from '../refusal.ts';
import { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { FindDatabase } from './database.ts';
import { EXPORT_FILE } from './export-files.ts';
import { importExport } from './import-export.ts';
import { importLedger } from './import-ledger.ts';
import { worldToTry, worldToWrite } from './import-world.ts';
import { printImported } from './imported.ts';
import { withDatabase } from './with-database.ts';

/** Imports a file, or says what that would do. */
export function importInto(given: Given, terminal: Terminal, find: FindDatabase): Promise<number> {
  const format = given.text('format') ?? 'auto';
  const dryRun = given.has('dry-run');
  const email = given.text('user');
  return withDatabase(find, given, terminal, async (database) => {
    const file = readWhole(given.operands[0]);
    const progress = new Progress(terminal);
    const importing = `importing ${path.basename(file.name)}`;
    const tell = (share: number): void => progress.at(importing, share);
    const world = await (dryRun ? worldToTry(database, email, find) : worldToWrite(database, email));
    try {
      const imported = isExported(file.bytes, format)
        ? await importExport(world, file, dryRun)
        : await importLedger(
            world,
            { ...file, format, account: given.text('account') ?? 'main', answers: answersOf(given), tell },
            dryRun,
          );
      progress.done();
      printImported(
        { ...imported, dryRun, database: database.name, user: world.owner.name },
        given,
        terminal,
      );
      return DONE;
    } finally {
      await world.close();
    }
  });
}

function answersOf(given: Given): Record<string, string> {
  return Object.fromEntries(
    given.texts('answer').map((text) => {
      const [id, ...value] = text.split('=');
      return [id, value.join('=')];
    }),
  );
}

/** Of a folder that was exported, the file that has all of it. */
function readWhole(named: string): { name: string; bytes: Uint8Array } {
  let name = named;
  try {
    if (statSync(named).isDirectory()) name = path.join(named, EXPORT_FILE);
    return { name, bytes: readFileSync(name) };
  } catch (error) {
    throw new Refusal([fileProblem(name, error)]);
  }
}
