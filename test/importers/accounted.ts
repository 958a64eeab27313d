import type { Reading } from '../../importers/reader/reading.ts';

/** Every line that a reading accounts for: in a draft, as no event, or by an error. */
export function accountedLines({ drafts, noEvents, problems }: Reading): Set<number> {
  const lines = new Set<number>();
  for (const { line, others } of drafts) for (const one of [line, ...others]) lines.add(one);
  for (const { line } of noEvents) lines.add(line);
  for (const { severity, source } of problems)
    if (severity === 'error' && source.line !== undefined) lines.add(source.line);
  return lines;
}
