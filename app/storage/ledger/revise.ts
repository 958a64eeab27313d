import type {
  Change,
  Corrected,
  Correction,
  Void,
  Voided,
  VoidedSourceId,
} from '../../service/ports/index.ts';
import type { EventRow } from '../database.ts';
import type { Scope } from '../scope.ts';
import { bodyOf, dayOfEvent, sameContent } from './body.ts';
import { releaseSourceIds, restoreSourceIds } from './source-ids.ts';
import { latestRows, UNNUMBERED, unmarkLatest, writeRows } from './write-rows.ts';

/** Records the next versions of events, and says of each correction what became of it. */
export async function correct(
  scope: Scope,
  change: Change,
  corrections: readonly Correction[],
): Promise<readonly Corrected[]> {
  const ids = onceEach(corrections);
  const latest = await latestRows(scope, ids);
  const outcomes = corrections.map((correction) => judge(latest.get(correction.id), correction));
  const wanted = corrections.filter((_, n) => outcomes[n] === 'corrected');
  const back = wanted.map(({ id }) => id).filter((id) => latest.get(id)?.kind === 'voided');
  await restoreSourceIds(scope, back);
  const rows = wanted.map((correction) => corrected(latest.get(correction.id) as EventRow, correction));
  await supersede(scope, change, rows);
  return outcomes;
}

function judge(before: EventRow | undefined, { id, account, columns, version }: Correction): Corrected {
  if (before === undefined) return 'unknown';
  if (version !== undefined && version !== before.version) return 'stale';
  const same = before.kind !== 'voided' && before.account === account;
  return same && sameContent(before.body, bodyOf(account, id, columns)) ? 'unchanged' : 'corrected';
}

function corrected(before: EventRow, { id, account, columns }: Correction): EventRow {
  return {
    ...nextVersion(before),
    account,
    kind: 'corrected',
    place: account === before.account ? before.place : UNNUMBERED,
    day: dayOfEvent(columns),
    type: columns.type,
    symbol: columns.symbol ?? null,
    body: bodyOf(account, id, columns),
  };
}

/** Records that events do not count any more, and says of each what became of it. */
export async function voidEvents(
  scope: Scope,
  change: Change,
  voids: readonly Void[],
  sourceId: VoidedSourceId,
): Promise<readonly Voided[]> {
  const latest = await latestRows(scope, onceEach(voids));
  const outcomes = voids.map(({ id, version }): Voided => {
    const before = latest.get(id);
    if (before === undefined) return 'unknown';
    if (version !== undefined && version !== before.version) return 'stale';
    return before.kind === 'voided' ? 'unchanged' : 'voided';
  });
  const wanted = voids.filter((_, n) => outcomes[n] === 'voided').map(({ id }) => id);
  const rows = wanted.map((id): EventRow => ({ ...nextVersion(latest.get(id) as EventRow), kind: 'voided' }));
  await supersede(scope, change, rows);
  if (sourceId === 'release') await releaseSourceIds(scope, wanted);
  return outcomes;
}

async function supersede(scope: Scope, change: Change, rows: readonly EventRow[]): Promise<void> {
  if (rows.length === 0) return;
  await unmarkLatest(
    scope,
    rows.map(({ id }) => id),
  );
  await writeRows(scope, change, rows);
}

function nextVersion(before: EventRow): EventRow {
  return { ...before, seq: UNNUMBERED, version: before.version + 1, latest: 1 };
}

function onceEach(items: readonly { readonly id: string }[]): string[] {
  const ids = items.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) throw new Error('an event stands twice in one batch');
  return ids;
}
