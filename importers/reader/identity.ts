import type { Draft, NoEvent } from './reading.ts';

/**
 * Drafts with one source id each: the same id with the same content is the same event told twice; with other
 * content the id is none, and the event is known by its content.
 */
export function withoutRepeats(drafts: readonly Draft[]): { drafts: Draft[]; repeats: NoEvent[] } {
  const contents = new Map<string, Set<string>>();
  for (const { sourceId, event } of drafts) {
    if (sourceId === null) continue;
    const known = contents.get(sourceId) ?? new Set();
    contents.set(sourceId, known.add(JSON.stringify(event)));
  }
  const seen = new Set<string>();
  const single: Draft[] = [];
  const repeats: NoEvent[] = [];
  for (const draft of drafts) {
    const { sourceId } = draft;
    if (sourceId === null) single.push(draft);
    else if ((contents.get(sourceId)?.size ?? 0) > 1) single.push({ ...draft, sourceId: null });
    else if (seen.has(sourceId))
      repeats.push({ line: draft.line, reason: `told before under the id ${sourceId}` });
    else {
      seen.add(sourceId);
      single.push(draft);
    }
  }
  return { drafts: single, repeats };
}
