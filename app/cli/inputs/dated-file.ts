import { type DatedLayout, DatedReader, type DatedRows, hasErrors } from '@tidemark/engine';
import { Refusal } from '../refusal.ts';
import { readChunks } from './chunks.ts';

/** Reads a file of dated numbers. Throws Refusal with all its problems when it has an error. */
export function readDatedFile(file: string, layout: DatedLayout): DatedRows {
  const reader = new DatedReader(file, layout);
  const unreadable = readChunks(file, (bytes) => reader.push(bytes));
  if (unreadable !== null) throw new Refusal([unreadable]);
  const rows = reader.rows();
  if (hasErrors(rows.problems)) throw new Refusal(rows.problems);
  return rows;
}
