import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, lstatSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { StorageError } from '../../service/ports/index.ts';

/**
 * Writes a file that appears under its name only when it is whole: `write` fills one beside it, for its owner alone,
 * which takes the name at the end. Nothing is replaced, a link that stands there neither. StorageError `not_empty`.
 */
export async function newFile<T>(file: string, write: (unfinished: string) => Promise<T>): Promise<T> {
  expectNothing(file);
  const unfinished = await unfinishedBeside(file);
  try {
    const answer = await write(unfinished);
    sync(unfinished);
    takeName(unfinished, file);
    return answer;
  } catch (error) {
    throw named(error, unfinished, file);
  } finally {
    removeDatabase(unfinished);
  }
}

/** A file with what SQLite may have left beside it. */
export function removeDatabase(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${end}`, { force: true });
}

/** An error of a file that only the program knows, as one of the file that the user named. */
export function named(error: unknown, unfinished: string, file: string): unknown {
  if (!(error instanceof StorageError)) return error;
  const { code, message, remedy, cause } = error;
  return new StorageError(code, message.replaceAll(unfinished, file), remedy, cause);
}

/** Makes an empty file in the folder of another. StorageError `cannot_open` where it cannot be made. */
export async function unfinishedBeside(file: string): Promise<string> {
  const unfinished = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.part`);
  try {
    closeSync(openSync(unfinished, 'wx', 0o600));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const remedy = 'Name a file in a folder that exists and that you may write to.';
    throw new StorageError('cannot_open', `${file} cannot be written (${code})`, remedy, error);
  }
  return unfinished;
}

export function expectNothing(file: string): void {
  if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return;
  const remedy = 'Name another file, or move that one away: nothing is overwritten.';
  throw new StorageError('not_empty', `${file} is there already`, remedy);
}

/** A hard link fails where the name is taken; where the disk has none, the name is looked at once more. */
function takeName(unfinished: string, file: string): void {
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') expectNothing(file);
    expectNothing(file);
    renameSync(unfinished, file);
  }
}

/** On the disk before anybody is told that it is there. */
export function sync(file: string): void {
  const open = openSync(file, 'r+');
  fsyncSync(open);
  closeSync(open);
}
