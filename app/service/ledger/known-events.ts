import { type EventInput, problem } from '@tidemark/engine';
import type { OwnerReads } from '../ports/index.ts';
import { Refusal } from '../refusal.ts';
import { columnsOf } from './event-columns.ts';

/** How a source names an event of an account. */
export interface SourceName {
  readonly account: string;
  readonly source: string;
  /** Null: it is never recognised. */
  readonly sourceId: string | null;
}

/** For each name the event that it stands for already; null where it is new. One query for each account and source. */
export async function knownEvents(tx: OwnerReads, names: readonly SourceName[]): Promise<(string | null)[]> {
  const found = new Array<string | null>(names.length).fill(null);
  const groups = Map.groupBy(names.keys(), (k) => `${names[k].account}\n${names[k].source}`);
  for (const own of groups.values()) {
    const { account, source } = names[own[0]];
    const ids = own.flatMap((k) => names[k].sourceId ?? []);
    if (ids.length === 0) continue;
    const known = await tx.ledger.known(account, source, ids);
    for (const k of own) found[k] = known.get(names[k].sourceId ?? '') ?? null;
  }
  return found;
}

/** An event under such a name. */
interface Stated extends SourceName {
  readonly event: EventInput;
}

/**
 * For each statement the event that its source's id stands for already; null where it is new. Throws Refusal where a
 * known id comes with other content.
 */
export async function knownOf(tx: OwnerReads, statements: readonly Stated[]): Promise<(string | null)[]> {
  const found = await knownEvents(tx, statements);
  for (const [k, { sourceId, event }] of statements.entries()) {
    const id = found[k];
    const record = id === null ? null : await tx.ledger.find(id);
    if (record !== null && !isSaid(record.columns, columnsOf(event))) throw idConflict(k, sourceId);
  }
  return found;
}

/** For each statement the first of the batch with its source's id, which it repeats. Throws Refusal where it differs. */
export function firstOfTwins(statements: readonly Stated[]): number[] {
  const firsts = new Map<string, number>();
  return statements.map(({ account, source, sourceId, event }, k) => {
    if (sourceId === null) return k;
    const name = JSON.stringify([account, source, sourceId]);
    const first = firsts.get(name) ?? k;
    firsts.set(name, first);
    if (!isSaid(columnsOf(statements[first].event), columnsOf(event))) throw idConflict(k, sourceId);
    return first;
  });
}

const idConflict = (place: number, sourceId: string | null): Refusal => {
  const message = `the id ${JSON.stringify(sourceId)} stands for another event already`;
  return new Refusal('invalid', [problem('id_conflict', { line: place + 1, field: 'id' }, message)]);
};

const isSaid = (a: object, b: object): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
