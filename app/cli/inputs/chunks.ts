import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type Problem, type ProblemCode, problem } from '@tidemark/engine';

const CHUNK_BYTES = 1 << 20;

/** What takes a file piece by piece. The bytes are valid during the call alone. */
export type TakeBytes = (bytes: Uint8Array) => void;

/** A way to read a file: as `readChunks`, or one that also times it. */
export type ReadChunks = (file: string, take: TakeBytes) => Problem | null;

/**
 * Hands a file on in pieces of 1 MiB, never holding more than one. Answers null, or why the file could not be
 * read; then pieces of its beginning may have been handed on.
 */
export function readChunks(file: string, take: TakeBytes): Problem | null {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(file, 'r');
    // A device such as /dev/zero never ends.
    if (fstatSync(descriptor).isCharacterDevice())
      return problem('file_unreadable', { file }, `${file} is a device, not a file`);
    const buffer = new Uint8Array(CHUNK_BYTES);
    for (let size = readSync(descriptor, buffer); size > 0; size = readSync(descriptor, buffer)) {
      take(buffer.subarray(0, size));
    }
    return null;
  } catch (error) {
    return fileProblem(file, error);
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** The problem that stands for an error of the file system; any other error is thrown on. */
export function fileProblem(file: string, error: unknown): Problem {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
  const [code, message] = FILE_ERRORS[String(error.code)] ?? [
    'file_unreadable',
    `${file} cannot be read (${error.code})`,
  ];
  return problem(code, { file }, message.replace('FILE', file));
}

const FILE_ERRORS: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  ENOENT: ['file_missing', 'there is no file FILE'],
  ENOTDIR: ['file_missing', 'there is no file FILE'],
  EISDIR: ['file_is_directory', 'FILE is a folder'],
  EACCES: ['file_unreadable', 'FILE may not be read'],
  EPERM: ['file_unreadable', 'FILE may not be read'],
};
