import type { ImportResult } from '@tidemark/contract';
import type { ReadImport } from '../../service/index.ts';
import type { RowsAsked } from '../upload.ts';

type Row = ImportResult['transactions'][number];

/** Rows of one answer. */
const SHOWN_MAX = 1000;

/** What each row becomes, in the order of the file: those that are asked for. */
export function importRows(read: ReadImport, { from, of }: RowsAsked, isWritten: boolean): Row[] {
  const placed = placedRows(read);
  const asked = of === null ? placed : placed.filter(({ outcome }) => outcome === of);
  return asked.slice(from, from + SHOWN_MAX).map((row) => rowDocument(read, row, isWritten));
}

/** A row before it is written out: `at` is its place among those of its kind. */
interface Placed {
  readonly line: number;
  readonly outcome: Row['outcome'];
  readonly at: number;
}

function placedRows({ rows, refused, noEvents }: ReadImport): Placed[] {
  const events = rows.map(({ line, knownAs }, at): Placed => {
    return { line, outcome: knownAs === null ? 'new' : 'known', at };
  });
  const wrong = refused.map((line, at): Placed => ({ line, outcome: 'refused', at }));
  const silent = noEvents.map(({ line }, at): Placed => ({ line, outcome: 'no_event', at }));
  return [...events, ...wrong, ...silent].sort((a, b) => a.line - b.line);
}

function rowDocument({ rows, noEvents }: ReadImport, { line, outcome, at }: Placed, isWritten: boolean): Row {
  if (outcome === 'refused') return { line, outcome, reason: null, id: null, transaction: null };
  if (outcome === 'no_event')
    return { line, outcome, reason: noEvents[at].reason, id: null, transaction: null };
  const { id, event, account } = rows[at];
  return {
    line,
    outcome,
    reason: null,
    id: !isWritten && outcome === 'new' ? null : id,
    transaction: transactionOf(event, account),
  };
}

/** The columns of the wire. */
function transactionOf(
  event: object,
  account: string,
): NonNullable<ImportResult['transactions'][number]['transaction']> {
  const named = Object.entries(event)
    .filter(([name]) => name !== 'account')
    .map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]);
  const { date, type, ...rest } = Object.fromEntries(named);
  return { date, type, ...rest, account_id: account };
}
