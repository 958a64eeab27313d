import { StorageError, type StorageErrorCode } from '../../service/ports/index.ts';

/** SQLite's primary result codes (sqlite.org/rescode.html) that have a remedy of their own. */
const CODES: Readonly<Record<number, readonly [StorageErrorCode, remedy: string]>> = {
  5: ['busy', 'Another process is writing; try again in a moment.'],
  6: ['busy', 'Another process is writing; try again in a moment.'],
  8: [
    'read_only',
    'Give the program write access to the file and its folder, or mount the disk for writing.',
  ],
  11: ['corrupt', 'Restore the last backup; keep the damaged file, much of it can often be read.'],
  13: ['disk_full', 'Make room on the disk and try again; nothing of this write was kept.'],
  14: ['cannot_open', 'Name a file in a folder that exists and that the program may write to.'],
  19: ['constraint', 'Read again what is there, and repeat the write with another key.'],
  26: ['corrupt', 'The file is no database. Restore the last backup, or name another file.'],
};

/** A write that hit the limit on the size of files, or an error of the disk. */
const IO_ERROR = 10;

/** What node:sqlite threw, as the error of the port. Errors of other kinds stay as they are. */
export function sqliteError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof StorageError) return error;
  const { code, errcode } = error as Error & { code?: string; errcode?: number };
  if (code === 'ERR_OUT_OF_RANGE')
    return new StorageError('out_of_range', error.message, 'Use integers below 2^53.', error);
  if (code !== 'ERR_SQLITE_ERROR' || errcode === undefined) return error;
  const message = `${file}: ${error.message}`;
  const known = CODES[errcode & 0xff];
  if (known !== undefined) return new StorageError(known[0], message, known[1], error);
  const remedy =
    (errcode & 0xff) === IO_ERROR
      ? 'The disk answered with an error: look at its health and its free space; nothing of this write was kept.'
      : 'Nothing of this write was kept. Report it with the message.';
  return new StorageError('failed', message, remedy, error);
}
