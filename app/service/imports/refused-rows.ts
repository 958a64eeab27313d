import type { Problem } from '@tidemark/engine';
import { Refusal } from '../refusal.ts';
import type { ImportRow, ReadImport } from './import-file.ts';
import { linesOf, NEUTRAL } from './read-file.ts';

/** The refusals of rows of a broker's file that were not refused before; a rate is missing for all of its currency. */
export function rowsThatAre(
  before: readonly Problem[],
  { format, isReady }: ReadImport,
  refusal: Refusal,
): Problem[] {
  if (format === NEUTRAL || !isReady) return [];
  const known = new Set(linesOf(before));
  return refusal.problems.filter(
    ({ code, severity, source }) =>
      severity === 'error' && code !== 'rate_missing' && source.line !== undefined && !known.has(source.line),
  );
}

/** The same file with the rows that the ledger refuses among the refused ones. */
export function without(read: ReadImport, impossible: readonly Problem[], isLeftOut: boolean): ReadImport {
  if (impossible.length === 0) return read;
  const lines = new Set(linesOf(impossible));
  const rows = read.rows.filter(({ line }) => !lines.has(line));
  const refused = [...new Set([...read.refused, ...lines])].sort((a, b) => a - b);
  const isReady = read.isReady && isLeftOut && rows.length > 0;
  return { ...read, rows, refused, problems: [...read.problems, ...impossible], isReady };
}

/** The ledger counts the new events; whoever wrote the file counts its lines. */
export function locatedIn(file: string, rows: readonly ImportRow[], refusal: Refusal): Refusal {
  const fresh = rows.filter(({ knownAs }) => knownAs === null);
  const lines = new Map(rows.map(({ id, line }) => [id, line]));
  const problems = refusal.problems.map((one) => {
    if (one.source.file !== undefined) return one;
    const { eventId, line: place } = one.source;
    const line = lines.get(eventId ?? '') ?? fresh[(place ?? 0) - 1]?.line;
    return line === undefined ? one : { ...one, source: { ...one.source, file, line } };
  });
  return new Refusal(refusal.kind, problems, refusal.message);
}
