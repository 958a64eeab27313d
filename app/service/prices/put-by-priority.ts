import { civil, type Day } from '@tidemark/engine';
import { type QuoteRow, type QuoteSegment, type QuoteWrites, SHARED_OWNER } from '../ports/index.ts';

/** Smaller comes first. */
export type Rank = (name: string, source: string) => number;

/**
 * Records quotes of one source for all. Of each name and day one source counts: where a source of a higher rank has
 * said something the quote is left out; what one of a lower rank has said is taken away, and kept as a revision.
 * Answers how many are new.
 */
export async function putByPriority(
  writes: QuoteWrites,
  source: string,
  rows: readonly QuoteRow[],
  rank: Rank,
  now: number,
): Promise<number> {
  if (rows.length === 0) return 0;
  const others = await quotedByOthers(writes, source, rows);
  const taken = rows.filter(({ name, day }) =>
    (others.get(keyOf(name, day)) ?? []).every((other) => rank(name, other) > rank(name, source)),
  );
  const away = taken.flatMap(({ name, day }) =>
    (others.get(keyOf(name, day)) ?? []).map((other) => ({ other, name, day })),
  );
  for (const [other, own] of Map.groupBy(away, (one) => one.other)) {
    const removed = own.map(({ name, day }) => ({ name, day, value: null, currency: null }));
    await writes.put(other, removed, now);
  }
  const { added, replaced } = await writes.put(source, taken, now);
  return added + replaced;
}

const keyOf = (name: string, day: number): string => `${day} ${name}`;

/** The other shared sources that have said something of a name and day. */
async function quotedByOthers(
  writes: QuoteWrites,
  source: string,
  rows: readonly QuoteRow[],
): Promise<Map<string, string[]>> {
  const years = rows.map(({ day }) => civil(day as Day).year);
  const names = [...new Set(rows.map(({ name }) => name))];
  const asked = new Set(rows.map(({ name, day }) => keyOf(name, day)));
  const range = { fromYear: Math.min(...years), toYear: Math.max(...years) };
  const found = new Map<string, string[]>();
  for (const segment of await writes.segments({ names, ...range })) {
    if (segment.source === source || segment.owner !== SHARED_OWNER) continue;
    for (const key of keysOf(segment))
      if (asked.has(key)) found.set(key, [...(found.get(key) ?? []), segment.source]);
  }
  return found;
}

const keysOf = ({ name, days }: QuoteSegment): string[] => Array.from(days, (day) => keyOf(name, day));
