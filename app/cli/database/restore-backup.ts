import { DONE } from '../exit-codes.ts';
import type { Given } from '../given.ts';
import { printJson } from '../json-output.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { contents } from './back-up.ts';
import type { FindDatabase } from './database.ts';
import { withDatabase } from './with-database.ts';

/** Restores a backup and says where that is kept which was there. */
export function restoreBackup(given: Given, terminal: Terminal, find: FindDatabase): Promise<number> {
  return withDatabase(find, given, terminal, async (database) => {
    const [file] = given.operands;
    const { rows, keptAside } = await database.restore(file, given.has('force'));
    if (given.has('json'))
      printJson({ file, database: database.name, rows, kept_aside: keptAside }, terminal);
    else {
      terminal.out(`${database.name} is what ${file} was: ${contents(rows)}.\n`);
      if (keptAside !== null) terminal.out(`What was there is kept as ${keptAside}.\n`);
    }
    return DONE;
  });
}
