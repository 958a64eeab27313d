import type { TableRows } from '../../service/index.ts';
import { DONE } from '../exit-codes.ts';
import type { Given } from '../given.ts';
import { printJson } from '../json-output.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { counted } from './counted.ts';
import type { FindDatabase } from './database.ts';
import { recordFault } from './record-fault.ts';
import { withDatabase } from './with-database.ts';

/** Writes a backup and says what is in it. */
export function backUp(given: Given, terminal: Terminal, find: FindDatabase): Promise<number> {
  return withDatabase(find, given, terminal, async (database) => {
    const [file] = given.operands;
    const rows = await database.backup(file).catch(async (error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      await recordFault(database, given, 'backup_failed', `the backup failed: ${why}`);
      throw error;
    });
    await recordFault(database, given, 'backup_failed', null);
    if (given.has('json')) printJson({ file, database: database.name, rows, verified: true }, terminal);
    else terminal.out(`${file} has all of ${database.name}, verified: ${contents(rows)}.\n`);
    return DONE;
  });
}

/** `2 users, 5,000 events, 5,230 rows in all`. */
export function contents(rows: TableRows): string {
  const all = Object.values(rows).reduce((sum, count) => sum + count, 0);
  const of = (table: string): number => rows[table] ?? 0;
  return `${counted(of('auth_user'), 'user')}, ${counted(of('events'), 'event')}, ${counted(all, 'row')} in all`;
}
