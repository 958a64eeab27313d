import { type DatedLayout, DatedReader, type DatedRows, hasErrors } from '@tidemark/engine';
import { Refusal } from '../refusal.ts';
import type { ReadChunks } from './chunks.ts';

/** Reads a file of dated numbers. Throws Refusal with all its problems when it has an error. */
export function readDatedFile(file: string, layout: DatedLayout, readChunks: ReadChunks): DatedRows {
  const rows = lookThrough(file, layout, readChunks);
  if (hasErrors(rows.problems)) throw new Refusal(rows.problems);
  return rows;
}

/** The same with its errors among the problems, for who has more to say of the rows. Throws Refusal where it cannot be read. */
export function lookThrough(file: string, layout: DatedLayout, readChunks: ReadChunks): DatedRows {
  const reader = new DatedReader(file, layout);
  const unreadable = readChunks(file, (bytes) => reader.push(bytes));
  if (unreadable !== null) throw new Refusal([unreadable]);
  return reader.rows();
}
