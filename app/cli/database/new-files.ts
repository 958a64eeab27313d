import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { problem } from '@tidemark/engine';
import { Refusal } from '../refusal.ts';

/** Writes a file where none is, for its owner alone. Throws Refusal. */
export function writeNewFile(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw notWritten(file, error);
  }
}

/** Writes files into a new or empty folder, for its owner alone. Throws Refusal. */
export function writeNewFolder(folder: string, files: ReadonlyMap<string, string>): void {
  try {
    if (existsSync(folder) && readdirSync(folder).length > 0) throw taken(folder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw notWritten(folder, error);
  }
  for (const [name, text] of files) writeNewFile(path.join(folder, name), text);
}

function notWritten(named: string, error: unknown): unknown {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return error;
  if (error.code === 'EEXIST') return taken(named);
  const message = `${named} cannot be written (${error.code})`;
  const remedy = 'Name a new folder or file, where you may write and where there is room.';
  return new Refusal([problem('setting_invalid', { field: '--out' }, message, { remedy })]);
}

function taken(named: string): Refusal {
  const message = `${named} is there already, and nothing is overwritten`;
  return new Refusal([
    problem('setting_invalid', { field: '--out' }, message, { remedy: 'Name a new folder or file.' }),
  ]);
}
