import { problem } from '@tidemark/engine';
import { StorageError, type StorageErrorCode } from '../../service/ports/storage-error.ts';
import { Refusal as NotDone } from '../../service/refusal.ts';
import { UNREACHABLE } from '../exit-codes.ts';
import type { Given } from '../given.ts';
import { Refusal } from '../refusal.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { DatabaseAt, FindDatabase } from './database.ts';

/** What a call named wrongly; the rest is the world, which may be better in a moment. */
const NAMED_WRONGLY: readonly StorageErrorCode[] = [
  'no_database',
  'not_empty',
  'cannot_open',
  'corrupt',
  'newer_database',
  'older_database',
  'migration_changed',
];

/** Does a command's work on the database that it names. Throws Refusal; answers 3 where the world is not ready. */
export async function withDatabase(
  find: FindDatabase,
  given: Given,
  terminal: Terminal,
  work: (database: DatabaseAt) => Promise<number>,
): Promise<number> {
  given.check();
  try {
    return await work(await find(given.text('database')));
  } catch (error) {
    if (error instanceof NotDone)
      throw new Refusal(error.problems.length > 0 ? error.problems : [said(error)]);
    if (!(error instanceof StorageError)) throw error;
    if (NAMED_WRONGLY.includes(error.code)) throw new Refusal([notUsable(error)]);
    terminal.err(`tidemark: ${error.message}. ${error.remedy}\n`);
    return UNREACHABLE;
  }
}

function notUsable({ code, message, remedy }: StorageError) {
  const known =
    code === 'no_database' ? 'file_missing' : code === 'not_empty' ? 'setting_invalid' : 'file_unreadable';
  return problem(known, {}, message, { remedy });
}

const said = ({ message }: NotDone) => problem('setting_invalid', {}, message);
