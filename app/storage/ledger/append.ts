import { type Appended, type Change, type NewEvent, StorageError } from '../../service/ports/index.ts';
import type { EventRow } from '../database.ts';
import type { Scope } from '../scope.ts';
import { bodyOf, dayOfEvent, sameContent } from './body.ts';
import { addSourceIds, type KnownSourceId, knownSourceIds } from './source-ids.ts';
import { UNNUMBERED, writeRows } from './write-rows.ts';

/** By account, then source id. */
type Known = ReadonlyMap<string, Map<string, KnownSourceId[]>>;

/** Writes the events that are new, in the order given, and says of each what became of it. */
export async function append(
  scope: Scope,
  change: Change,
  events: readonly NewEvent[],
): Promise<readonly Appended[]> {
  const known = await knownOf(scope, events);
  const rows: EventRow[] = [];
  const outcomes = events.map((event): Appended | null => {
    const earlier = recall(known, event);
    if (earlier !== null) return earlier;
    rows.push(rowOf(scope.owner, change, known, event));
    return null;
  });
  if (rows.length === 0) return outcomes.filter((outcome) => outcome !== null);
  await writeRows(scope, change, rows);
  await addSourceIds(scope, rows);
  const added = rows.values();
  return outcomes.map((outcome) => outcome ?? addedBy(added.next().value));
}

async function knownOf(scope: Scope, events: readonly NewEvent[]): Promise<Known> {
  const sourceIds = new Map<string, string[]>();
  for (const { account, sourceId } of events) {
    if (sourceId === null) continue;
    const before = sourceIds.get(account);
    if (before === undefined) sourceIds.set(account, [sourceId]);
    else before.push(sourceId);
  }
  const known = new Map<string, Map<string, KnownSourceId[]>>();
  for (const [account, ids] of sourceIds) known.set(account, await knownSourceIds(scope, account, ids));
  return known;
}

function recall(known: Known, event: NewEvent): Appended | null {
  const { account, source, sourceId, columns } = event;
  if (sourceId === null) return null;
  const earlier = known
    .get(account)
    ?.get(sourceId)
    ?.find((one) => one.source === source);
  if (earlier === undefined) return null;
  const { id, body } = earlier;
  return { outcome: 'known', id, sameContent: sameContent(body, bodyOf(account, id, columns)) };
}

function rowOf(owner: string, change: Change, known: Known, event: NewEvent): EventRow {
  const { id, account, source, sourceId, columns, importId } = event;
  if (/[\r\n]/.test(id))
    throw new StorageError('out_of_range', 'an event id has a line break', 'Make ids of plain characters.');
  const row: EventRow = {
    owner,
    account,
    seq: UNNUMBERED,
    id,
    version: 1,
    kind: 'created',
    latest: 1,
    place: UNNUMBERED,
    day: dayOfEvent(columns),
    type: columns.type,
    symbol: columns.symbol ?? null,
    body: bodyOf(account, id, columns),
    recorded_at: change.recordedAt,
    source,
    source_id: sourceId,
    import_id: importId,
    change_no: change.changeNo,
  };
  if (sourceId !== null) remember(known.get(account), sourceId, row);
  return row;
}

function remember(
  ofAccount: Map<string, KnownSourceId[]> | undefined,
  sourceId: string,
  event: KnownSourceId,
): void {
  const before = ofAccount?.get(sourceId);
  if (before === undefined) ofAccount?.set(sourceId, [event]);
  else before.push(event);
}

function addedBy(row: { id: string; seq: number } | undefined): Appended {
  if (row === undefined) throw new Error('fewer rows were written than events were new');
  return { outcome: 'added', id: row.id, seq: row.seq };
}
