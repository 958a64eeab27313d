import { type JournalProgram, problem } from '@tidemark/engine';
import { Portfolios, WHOLE } from '../../service/index.ts';
import { exportJournal } from '../../service/records/index.ts';
import { DONE } from '../exit-codes.ts';
import type { Given } from '../given.ts';
import { printJson } from '../json-output.ts';
import { Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { counted } from './counted.ts';
import type { FindDatabase } from './database.ts';
import { writeNewFile } from './new-files.ts';
import { ownerOf } from './owner.ts';
import { withDatabase } from './with-database.ts';

/** Writes the ledger of a user as a journal of another program, into a new file or to stdout. */
export function exportJournalFrom(
  program: JournalProgram,
  given: Given,
  terminal: Terminal,
  find: FindDatabase,
): Promise<number> {
  const out = given.has('json') ? given.required('out', 'FILE') : given.text('out');
  return withDatabase(find, given, terminal, async ({ open, clock, name: database }) => {
    const store = await open();
    try {
      const owner = await ownerOf(store, given.text('user'));
      if (owner === null) throw new Refusal([problem('setting_invalid', {}, 'the database has no user yet')]);
      const whole = await new Portfolios(store, clock).open(owner.id, WHOLE);
      const journal = exportJournal(program, whole);
      if (out === null) {
        terminal.out(journal);
        return DONE;
      }
      writeNewFile(out, journal);
      const transactions = whole.facts.rowsById.size;
      if (given.has('json')) printJson({ out, database, user: owner.name, transactions }, terminal);
      else terminal.out(`${out} is a journal of ${program}: ${counted(transactions, 'transaction')}.\n`);
      return DONE;
    } finally {
      await store.close();
    }
  });
}
