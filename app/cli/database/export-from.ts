import path from 'node:path';
import { JOURNAL_PROGRAMS, problem } from '@tidemark/engine';
import { Portfolios, WHOLE } from '../../service/index.ts';
import { type ExportTable, exportData, exportTable } from '../../service/records/index.ts';
import { DONE } from '../exit-codes.ts';
import type { Given } from '../given.ts';
import { printJson } from '../json-output.ts';
import { Refusal } from '../refusal.ts';
import { Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { counted } from './counted.ts';
import type { DatabaseAt, FindDatabase } from './database.ts';
import { EXPORT_FILE, VALUE_FLAGS } from './export-files.ts';
import { exportJournalFrom } from './export-journal-from.ts';
import { writeNewFile, writeNewFolder } from './new-files.ts';
import { ownerOf } from './owner.ts';
import { withDatabase } from './with-database.ts';

/** Writes everything of a user, as one file or as a folder of files. */
export function exportFrom(given: Given, terminal: Terminal, find: FindDatabase): Promise<number> {
  const program = given.choice('format', JOURNAL_PROGRAMS);
  if (program !== null) return exportJournalFrom(program, given, terminal, find);
  const out = given.required('out', 'DIR');
  return withDatabase(find, given, terminal, async (database) => {
    const progress = new Progress(terminal);
    progress.at('exporting', null);
    const exported = await exportedOf(database, given.text('user'));
    const isFile = out.endsWith('.json');
    if (isFile) writeNewFile(out, exported.json);
    else writeNewFolder(out, new Map([...exported.tables, [EXPORT_FILE, exported.json]]));
    progress.done();
    const { events, user } = exported;
    if (given.has('json')) printJson({ out, database: database.name, user, transactions: events }, terminal);
    else terminal.out(said(out, isFile, exported));
    return DONE;
  });
}

interface Exported {
  readonly user: string | null;
  readonly base: string;
  /** In force. */
  readonly events: number;
  readonly json: string;
  /** CSV by the name of its file. */
  readonly tables: readonly (readonly [string, string])[];
}

async function exportedOf({ open, clock }: DatabaseAt, email: string | null): Promise<Exported> {
  const store = await open();
  try {
    const owner = await ownerOf(store, email);
    if (owner === null) throw new Refusal([problem('setting_invalid', {}, 'the database has no user yet')]);
    const whole = await new Portfolios(store, clock).open(owner.id, WHOLE);
    return await store.read(owner.id, async (tx) => {
      const tables: (readonly [string, string])[] = [];
      for (const table of Object.keys(VALUE_FLAGS) as ExportTable[])
        tables.push([`${table}.csv`, await exportTable(tx, table)]);
      const json = `${JSON.stringify(await exportData(tx, whole, clock.now()), null, 1)}\n`;
      const events = whole.facts.rowsById.size;
      return { user: owner.name, base: whole.history.base, events, json, tables };
    });
  } finally {
    await store.close();
  }
}

function said(out: string, isFile: boolean, { events, base }: Exported): string {
  const first = `${out} has everything: ${counted(events, 'transaction')} and what belongs to them.\n`;
  if (isFile) return first;
  const flags = Object.entries(VALUE_FLAGS).map(
    ([table, flag]) => `--${flag} ${path.posix.join(out, table)}.csv`,
  );
  return `${first}To value its files:\n\ntidemark value ${[...flags, `--base ${base}`].join(' \\\n  ')}\n`;
}
